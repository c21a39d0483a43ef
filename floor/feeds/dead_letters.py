"""What could not be read, kept for who repairs the feed: why, when, and its shape.

A line that cannot be read may hold anybody's name at any place. So its letters become ``x``, its
digits ``9`` and Chinese characters ``文``: what was wrong with a comma or an escape can be seen,
who it was about cannot.
"""

import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from floor.feeds.batch import DeadLetter
from floor.time import Instant, to_datetime

MAX_BYTES: Final = 1_048_576
"""The file begins anew at this size, and the one before is kept: two of them at most."""

_LONGEST_SHAPE: Final = 2_000


class DeadLetters:
    """The dead letters of one feed, in a file that only its owner may read."""

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self._path = path
        self._max_bytes = max_bytes

    def keep(self, letters: Iterable[DeadLetter], now: Instant) -> None:
        """Append them. Raises ``OSError`` where the disk refuses."""
        lines = b"".join(_line(letter, now) for letter in letters)
        if not lines:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists() and self._path.stat().st_size + len(lines) > self._max_bytes:
            self._path.replace(self._path.with_name(self._path.name + ".1"))
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
            file.write(lines[-self._max_bytes :])


def shape(text: str) -> str:
    """``text`` with every letter and digit replaced by one that stands for its kind."""
    return "".join(_kind(each) for each in text[:_LONGEST_SHAPE])


def _kind(each: str) -> str:
    category = unicodedata.category(each)
    if category.startswith("N"):
        return "9"
    if category == "Lo":
        return "文"
    return "x" if category.startswith(("L", "M")) else each


def _line(letter: DeadLetter, now: Instant) -> bytes:
    fault = letter.fault
    said = {
        "at": to_datetime(now).isoformat(),
        "file": fault.file,
        "line": fault.line,
        "field": fault.field,
        "wrong": fault.expected,
        "shape": shape(letter.raw),
    }
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"
