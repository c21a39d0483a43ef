"""Logins that stand elsewhere than in the site file: in the environment or in a file of their own.

``rtsp://${CAM1_LOGIN}@10.0.0.7/stream2`` takes ``user:password`` from the environment,
``${file:secrets/cam1}`` from the first line of a file. Both are written plainly: what an address
reserves is encoded here.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

_PLACE = re.compile(r"\$\{([^{}]*)\}(@?)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def with_logins(text: str, base: Path, environ: Mapping[str, str]) -> str:
    """``text`` with each ``${NAME}`` and ``${file:PATH}`` replaced; relative to ``base``.

    Raises ValueError, which names the place and never a value.
    """
    return _PLACE.sub(lambda match: _encoded(match[1], match[2], base, environ), text)


def _encoded(name: str, at: str, base: Path, environ: Mapping[str, str]) -> str:
    value = _from_file(name[5:], base) if name.startswith("file:") else _from(name, environ)
    if not at:
        return quote(value, safe="")
    user, colon, password = value.partition(":")
    return quote(user, safe="") + colon + quote(password, safe="") + at


def _from(name: str, environ: Mapping[str, str]) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("write ${NAME} or ${file:PATH}, such as rtsp://${CAM1_LOGIN}@10.0.0.7/x")
    value = environ.get(name, "")
    if not value:
        raise ValueError(f"the environment has no {name}; set it to user:password")
    return value


def _from_file(name: str, base: Path) -> str:
    path = base / name
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"{path} cannot be read; write user:password into it") from None
    if not lines or not lines[0].strip():
        raise ValueError(f"{path} is empty; write user:password into it")
    return lines[0].strip()
