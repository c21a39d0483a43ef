"""Choosing a language and finding its words.

The catalogues are ``<language>/LC_MESSAGES/floorwatch.po``, compiled beside them with
``python -m api.i18n.compile``. The message ids are the English texts.
"""

import gettext
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, negotiate_locale

LANGUAGES = ("zh_CN", "en")
DOMAIN = "floorwatch"
HERE = Path(__file__).parent


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The words of ``language``. Raises ``ValueError`` for one that is not offered."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    return gettext.translation(DOMAIN, HERE, [language])


def tag(language: str) -> str:
    """The BCP 47 tag of a catalogue: ``zh_CN`` is ``zh-CN``."""
    return language.replace("_", "-")


def offered(wish: str | None) -> str | None:
    """The catalogue for a tag such as ``zh-CN``, ``zh-Hans``, ``zh`` or ``en-GB``, else None."""
    if not wish:
        return None
    try:
        locale = Locale.parse(wish.strip(), sep="-" if "-" in wish else "_")
    except (ValueError, UnknownLocaleError):
        return None
    found = negotiate_locale([str(locale), locale.language], LANGUAGES)
    if found is None and locale.language == "zh":
        return "zh_CN"
    return found


def choose(cookie: str | None, accept: str | None, default: str) -> str:
    """The language of a page: the user's choice, else the browser's wish, else the site's."""
    chosen = offered(cookie)
    if chosen is not None:
        return chosen
    for wish in _by_preference(accept or ""):
        found = offered(wish)
        if found is not None:
            return found
    return offered(default) or LANGUAGES[0]


def _by_preference(accept: str) -> list[str]:
    """The tags of an ``Accept-Language`` header, best first; what cannot be read is left out."""
    wishes: list[tuple[float, str]] = []
    for part in accept.split(",")[:20]:
        name, _, quality = part.partition(";")
        try:
            weight = float(quality.partition("=")[2]) if quality else 1.0
        except ValueError:
            continue
        if weight > 0:
            wishes.append((weight, name.strip()))
    return [name for _, name in sorted(wishes, key=lambda wish: -wish[0])]
