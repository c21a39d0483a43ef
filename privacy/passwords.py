"""Passwords: argon2id, and the same work whether or not the user exists."""

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 1024
"""Bounds the work that a stranger can ask for."""

_HASHER = PasswordHasher()  # argon2-cffi's default: RFC 9106, the low-memory profile


class WeakPassword(ValueError):
    """Too short, or too long."""


def hash_password(password: str) -> str:
    """The argon2id hash of a new password. Raises ``WeakPassword``."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(_normal(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether ``password`` is the one behind ``stored``.

    ``stored`` is None for a user who does not exist: a dummy is verified then, so that the time
    taken does not tell. A hash that cannot be read matches nothing.
    """
    candidate = _normal(password[:LONGEST])
    try:
        _HASHER.verify(_dummy() if stored is None else stored, candidate)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None and len(password) <= LONGEST


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@functools.cache
def _dummy() -> str:
    return _HASHER.hash("nobody has this password")


def _normal(password: str) -> str:
    """The same characters, however the keyboard composed them."""
    return unicodedata.normalize("NFC", password)
