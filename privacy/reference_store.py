"""Pictures of the floor without people, on the disk: the only pictures that the product keeps.

They show furniture, so they are neither encrypted nor deleted on a schedule; what stands on desks
can be seen in them. Files are written whole or not at all, readable for the service alone.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cameras.errors import SourceError
from cameras.still import read_still
from floor.layout import SeatId
from floor.time import Instant
from privacy.encode import encode_png
from privacy.person_free import PersonFree
from vision.references import Reference, SeatReferences
from vision.seat_crop import Rect

_NAME = re.compile(r"(.+)\.(\d+)-(\d+)-(\d+)-(\d+)\.(\d+)\.png")


def write_picture(folder: Path, picture: PersonFree) -> Path:
    """Write a camera's picture as ``CAMERA.reference.png``; the file. Raises ``OSError``."""
    path = folder / f"{picture.camera}.reference.png"
    _write(path, encode_png(picture.image))
    return path


@dataclass(frozen=True, slots=True)
class KeptReferences:
    """The references that a running site refreshed, a file for each seat and light in ``folder``.

    A file's name has the seat, the crop and the moment. A crop that the site file has since moved
    shows another piece of the room, so its files are left aside.
    """

    folder: Path

    def keep(self, seat: SeatId, rect: Rect, references: SeatReferences) -> None:
        """Make the files of a seat what is known of it; those of the site are not copied.

        Raises ``OSError``.
        """
        wanted = {
            self._file(seat, rect, each.taken): each
            for each in references.of(seat)
            if each.taken is not None
        }
        for file, reference in wanted.items():
            if not file.exists():
                _write(file, encode_png(reference.crop))
        for file, (owner, _, _) in list(self._files()):
            if owner == seat and file not in wanted:
                file.unlink(missing_ok=True)

    def restore(self, rects: Mapping[SeatId, Rect], references: SeatReferences) -> int:
        """Put what was kept into ``references``, oldest first; how many there were.

        Files that cannot be read are left aside: a reference that is missing is made again.
        """
        restored = 0
        for file, (seat, rect, taken) in sorted(self._files(), key=lambda item: item[1][2]):
            if rects.get(seat) != rect:
                continue
            with contextlib.suppress(SourceError):
                crop = read_still(file, (rect[2] - rect[0], rect[3] - rect[1]))
                references.put(seat, Reference(crop, taken))
                restored += 1
        return restored

    def _file(self, seat: SeatId, rect: Rect, taken: Instant) -> Path:
        return self.folder / f"{seat}.{'-'.join(map(str, rect))}.{taken}.png"

    def _files(self) -> Iterator[tuple[Path, tuple[SeatId, Rect, Instant]]]:
        for file in self.folder.glob("*.png"):
            parts = _NAME.fullmatch(file.name)
            if parts is not None:
                left, top, right, bottom, taken = map(int, parts.groups()[1:])
                yield file, (SeatId(parts[1]), (left, top, right, bottom), Instant(taken))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
