"""Finds every message of the pages: ``python -m api.i18n.extract`` brings the ``.po`` up to date.

Translations that are there stay; new messages come in empty, and a test keeps them from staying so.
"""

from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from api.i18n.translate import DOMAIN, HERE, LANGUAGES

WEB = HERE.parent / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}


def messages() -> Catalog:
    """All messages of ``api/web``, without translations."""
    found = Catalog(domain=DOMAIN, charset="utf-8")
    for name, _, text, comments, context in extract_from_dir(
        WEB, METHODS, keywords=KEYWORDS, options_map={"templates/**.html": {"trimmed": "true"}}
    ):
        found.add(text, locations=[(f"api/web/{name}", 0)], auto_comments=comments, context=context)
    return found


def path(language: str) -> Path:
    """Where the catalogue of ``language`` stands."""
    return HERE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> None:
    """Bring every catalogue up to date."""
    for language in LANGUAGES:
        catalog = Catalog(locale=language, domain=DOMAIN, charset="utf-8")
        if path(language).exists():
            with path(language).open("rb") as source:
                catalog = read_po(source, locale=language, domain=DOMAIN)
        catalog.update(messages(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with path(language).open("wb") as out:
            write_po(out, catalog, width=100, include_lineno=False, sort_output=True)


if __name__ == "__main__":
    main()
