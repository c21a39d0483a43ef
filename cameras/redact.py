"""What may be shown of a camera's address: nothing that logs anybody in."""

import re

HIDDEN = "***"

# Queries are hidden unless known to be harmless: makers invent new names for secrets
# (token, auth, sig, psw, k ...), but these say only which picture is meant.
_HARMLESS_QUERY_KEYS = frozenset(
    {"channel", "ch", "subtype", "stream", "profile", "resolution", "codec", "videocodec", "fps"}
    | {"unicast", "proto", "transportmode", "camera", "cam", "streamtype"}
)
_SECRET_IN_PATH = re.compile(
    r"(?i)((?:user|usr|login|pass|passwd|password|psw|pwd|token|key|secret|auth|sig)\w*=)[^&/?#]*"
)


def redact(text: str) -> str:
    """``text`` without credentials: login, query values that may be secret, and ``user=..``.

    All between the scheme and the *last* ``@`` is taken for a login, since passwords hold
    ``/``, ``?``, ``#`` and ``@`` unescaped more often than paths hold an ``@``. A login that is
    written without a scheme (a slip in the site file) is hidden too.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "", text
    login, at, place = rest.rpartition("@")
    if at and (separator or ":" in login):
        rest = f"{HIDDEN}@{place}"
    rest, _, _fragment = rest.partition("#") if separator else (rest, "", "")
    if separator:
        path, question, query = rest.partition("?")
        rest = _SECRET_IN_PATH.sub(rf"\1{HIDDEN}", path) + question + _redact_query(query)
    return f"{scheme}{separator}{rest}"


def _redact_query(query: str) -> str:
    return "&".join(_redact_pair(pair) for pair in query.split("&")) if query else ""


def _redact_pair(pair: str) -> str:
    key, equals, _value = pair.partition("=")
    if not equals:
        return HIDDEN  # a bare "?s3cret" is a value without a name
    return pair if key.lower() in _HARMLESS_QUERY_KEYS else f"{key}={HIDDEN}"
