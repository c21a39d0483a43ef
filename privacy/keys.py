"""The keys of the days. Who destroys one cuts that day's pseudonyms off from everybody."""

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

KEY_BYTES = 32


class KeyDestroyed(Exception):
    """The key of that day is gone for good; a new one would give the same agent a second name."""


class UnsafeKey(Exception):
    """A key file that others may read, or that does not hold a key."""


class DayKeys(Protocol):
    """Where the gate gets its keys."""

    def key(self, day: date) -> bytes:
        """The 32 bytes of that day, always the same. Raises ``KeyDestroyed``."""
        ...


@dataclass(frozen=True, slots=True)
class FolderKeys:
    """Random keys, a file (mode 0600) per day in a folder (mode 0700) that holds nothing else.

    Nothing is cached: a key that was destroyed is gone for every process at its next use. The
    folder must be left out of backups, or a restore brings destroyed keys back; a ``.destroyed``
    file then still keeps them from being used.
    """

    folder: Path

    def key(self, day: date) -> bytes:
        """The key of ``day``, made at its first use. Raises ``KeyDestroyed``, ``UnsafeKey``."""
        self._refuse_destroyed(day)
        try:
            key = _read(self._file(day))
        except FileNotFoundError:
            self._make(day)
            # Somebody may have destroyed the day between the first look and the making.
            if self._tombstone(day).exists():
                self._file(day).unlink(missing_ok=True)
            self._refuse_destroyed(day)
            key = _read(self._file(day))
        return key

    def destroy(self, day: date) -> bool:
        """Overwrite and remove the key of ``day`` and forbid a new one; False if none existed.

        On flash memory the overwritten bytes may survive in spare blocks: put the folder on an
        encrypted volume.
        """
        self._open_folder()
        self._tombstone(day).touch(mode=0o600)
        _sync(self.folder)
        file = self._file(day)
        try:
            with file.open("r+b") as key:
                key.write(bytes(KEY_BYTES))
                key.flush()
                os.fsync(key.fileno())
        except FileNotFoundError:
            return False
        file.unlink(missing_ok=True)
        _sync(self.folder)
        return True

    def days(self) -> tuple[date, ...]:
        """The days whose keys exist, oldest first."""
        return tuple(sorted(date.fromisoformat(file.stem) for file in self.folder.glob("*.key")))

    def _file(self, day: date) -> Path:
        return self.folder / f"{day.isoformat()}.key"

    def _tombstone(self, day: date) -> Path:
        return self.folder / f"{day.isoformat()}.destroyed"

    def _refuse_destroyed(self, day: date) -> None:
        if self._tombstone(day).exists():
            raise KeyDestroyed(f"the key of {day.isoformat()} was destroyed")

    def _open_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _make(self, day: date) -> None:
        """Whole or not at all; where two processes race, the first key stays."""
        self._open_folder()
        draft = self.folder / f".{day.isoformat()}.{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, self._file(day))
        finally:
            draft.unlink()
        _sync(self.folder)


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
        if mode & 0o077:
            raise UnsafeKey(f"{file} has mode {mode:04o}; it must be 0600")
        key = opened.read(KEY_BYTES + 1)
    if len(key) != KEY_BYTES or key == bytes(KEY_BYTES):
        raise UnsafeKey(f"{file} does not hold a key of {KEY_BYTES} bytes")
    return key


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True, repr=False)
class DerivedKeys:
    """Keys computed from one secret, so that a replay gives the same bytes in every run.

    Only for replays and scenarios, whose secret is public: whoever has the secret has every
    day's key, and no day can be destroyed. A running site takes ``FolderKeys``.
    """

    secret: bytes

    def key(self, day: date) -> bytes:
        """The key of ``day``."""
        message = b"floorwatch day key " + day.isoformat().encode()
        return hmac.digest(self.secret, message, hashlib.sha256)
