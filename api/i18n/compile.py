"""Compiles the catalogues: ``python -m api.i18n.compile``, after each change of a ``.po``."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from api.i18n.translate import DOMAIN, HERE, LANGUAGES


def compiled(po: Path) -> bytes:
    """The bytes of the ``.mo`` of a catalogue."""
    with po.open("rb") as source:
        catalog = read_po(source, domain=DOMAIN)
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Write every ``.mo``."""
    for language in LANGUAGES:
        po = HERE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        po.with_suffix(".mo").write_bytes(compiled(po))


if __name__ == "__main__":
    main()
