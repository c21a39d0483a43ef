"""Secrets that stand elsewhere than in the site file: in the environment, or in a file."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr


class SecretMissing(Exception):
    """There is no secret at its place. Names the place, never a value."""


def secret_at(place: str, base: Path, environ: Mapping[str, str]) -> SecretStr:
    """What stands at ``${NAME}`` or ``${file:PATH}``, relative to ``base``.

    Raises ``SecretMissing`` where nothing does.
    """
    name = place.removeprefix("${").removesuffix("}")
    if not name.startswith("file:"):
        value = environ.get(name, "")
        if not value:
            raise SecretMissing(f"the environment has no {name}; set it for the service")
        return SecretStr(value)
    path = base / name.removeprefix("file:")
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SecretMissing(f"{path} cannot be read; write the secret into it") from None
    if not lines or not lines[0].strip():
        raise SecretMissing(f"{path} is empty; write the secret into its first line")
    return SecretStr(lines[0].strip())
