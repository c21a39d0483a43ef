"""What the site file says of a camera: where its pictures come from and how often to look."""

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cameras.frame import CameraId
from cameras.login import with_logins
from cameras.reading import DEFAULT_READING, Reading
from cameras.redact import redact

LIVE_SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})

PUSHED = "push"
"""The address of a camera whose stills are pushed to us; a file of that name is ``./push``."""

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_DEVICE = re.compile(r"^device:(.*)$", re.IGNORECASE | re.DOTALL)


class SourceKind(StrEnum):
    """How pictures are fetched."""

    STREAM = "stream"
    DEVICE = "device"
    FILE = "file"
    FOLDER = "folder"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class SourceUrl:
    """A camera's address, which shows no credentials unless asked by name to ``reveal()``.

    One of ``rtsp:// rtsps:// http:// https://``, ``device:N``, ``push``, or a path to a video
    or to a folder of pictures. Raises ValueError, redacted, for anything else.
    """

    _address: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self._address.strip() or "\0" in self._address:
            raise ValueError("a source is empty: give an address, device:N, a file or a folder")
        device = _DEVICE.match(self._address)
        if device and not (device[1].isascii() and device[1].isdigit()):
            raise ValueError("a device is written device:N with a whole number, such as device:0")
        scheme = _SCHEME.match(self._address)
        if scheme and scheme[1].lower() not in LIVE_SCHEMES:
            raise ValueError(
                f"{self}: {scheme[1]}:// is not supported; use one of "
                f"{', '.join(sorted(LIVE_SCHEMES))}, device:N, a file or a folder"
            )

    def reveal(self) -> str:
        """The whole address, credentials included: for opening only, never for showing."""
        return self._address

    @property
    def kind(self) -> SourceKind:
        """How its pictures are fetched; looks on the disk to tell a folder from a file."""
        if self._address == PUSHED:
            return SourceKind.PUSH
        if _DEVICE.match(self._address):
            return SourceKind.DEVICE
        if _SCHEME.match(self._address):
            return SourceKind.STREAM
        return SourceKind.FOLDER if Path(self._address).is_dir() else SourceKind.FILE

    @property
    def scheme(self) -> str:
        """``rtsp``, ``rtsps``, ``http`` or ``https``; empty for what is no stream."""
        match = _SCHEME.match(self._address)
        return match[1].lower() if match else ""

    @property
    def recorded(self) -> bool:
        """True for what has an end and can be read faster than it was taken."""
        return self.kind in (SourceKind.FILE, SourceKind.FOLDER)

    @property
    def device(self) -> int:
        """The N of ``device:N``; ValueError for any other kind."""
        match = _DEVICE.match(self._address)
        if match is None:
            raise ValueError(f"{self} is not a device")
        return int(match[1])

    @property
    def path(self) -> Path:
        """The file or folder; ValueError for what is not on the disk."""
        if not self.recorded:
            raise ValueError(f"{self} is not a path")
        return Path(self._address)

    def __str__(self) -> str:
        return redact(self._address)

    def __repr__(self) -> str:
        return f"SourceUrl({str(self)!r})"


def resolve_source(text: str, base: Path, environ: Mapping[str, str] = os.environ) -> SourceUrl:
    """The source that ``text`` names; a relative path is taken from the folder ``base``. A login
    may stand in ``environ`` or in a file: see ``cameras.login``.

    Raises ValueError for an unsupported scheme or device, and a login that is not there.
    """
    text = text.strip()
    if _SCHEME.match(text):
        return SourceUrl(with_logins(text, base, environ))
    source = SourceUrl(text)
    return SourceUrl(str((base / text).absolute())) if source.recorded else source


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """One camera: ``size`` is (width, height), to which its polygons refer; ``fps`` is the
    number of decisions per second, not the stream's rate. ``reading`` is how its pictures are
    got. ValueError for impossible numbers.
    """

    id: CameraId
    source: SourceUrl
    size: tuple[int, int]
    fps: float
    reading: Reading = DEFAULT_READING

    def __post_init__(self) -> None:
        if min(self.size) <= 0:
            raise ValueError(f"camera {self.id}: size {self.size} must be two positive numbers")
        if not (math.isfinite(self.fps) and self.fps > 0):
            raise ValueError(f"camera {self.id}: fps {self.fps} must be a positive number")


def same_shape(found: tuple[int, int], declared: tuple[int, int]) -> bool:
    """True if a picture of size ``found`` can carry polygons drawn for ``declared``.

    Geometry is normalised, so another resolution is fine and another aspect ratio is not.
    Encoders round sizes to whole macroblocks or even numbers (640x338 for 640x336.75): 2 % is
    above that and below the nearest real pair of ratios (16:9 against 16:10, 11 %).
    """
    ratio = (found[0] * declared[1]) / (found[1] * declared[0])
    return abs(ratio - 1.0) <= 0.02
