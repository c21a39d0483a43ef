"""Stills that are pushed to us: the latest one waits here until somebody looks."""

import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from cameras.decode import open_live
from cameras.errors import MissingSource, SourceTimedOut
from cameras.frame import CameraId, Image
from cameras.picture import Opener, Picture, ready_picture
from cameras.spec import CameraSpec, SourceKind

MOST_BYTES = 4 << 20
MOST_PIXELS = 4096 * 2304
MOST_PER_S = 10.0
WAIT_S = 3.0
_FRAME_MARKERS = frozenset({0xC0, 0xC1, 0xC2})


class NotAStill(ValueError):
    """What was pushed is no JPEG that we would decode."""


class TooOften(ValueError):
    """More stills a second than a camera may push."""


class PushBox:
    """One camera's stills. ``put`` is for the web's threads, ``pictures`` for the reader's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._latest: Image | None = None
        self._came = -1.0
        self._count = 0

    def put(self, data: bytes) -> None:
        """Take a JPEG. Raises ``NotAStill`` or ``TooOften``; what came before then stays."""
        with self._changed:
            now = self._clock()
            if self._count and now - self._came < 1.0 / MOST_PER_S:
                raise TooOften(f"at most {MOST_PER_S:g} stills a second")
            self._came, self._count = now, self._count + 1
        image = _decoded(data)
        with self._changed:
            self._latest = image
            self._changed.notify_all()

    def pictures(self, spec: CameraSpec) -> Generator[Picture, None, None]:
        """The stills that come from now on. Raises SourceTimedOut after ``WAIT_S`` without one."""
        while True:
            with self._changed:
                self._latest = None
                if not self._changed.wait_for(lambda: self._latest is not None, WAIT_S):
                    break
                image, came = self._latest, self._came
            if image is not None:
                yield ready_picture(came, 0.0, image)
        raise SourceTimedOut(
            spec.source, f"nothing was pushed for {WAIT_S:g} s", "push a still at least every 2 s"
        )


@dataclass(frozen=True, slots=True)
class PushOpener:
    """Opens pushed cameras from their boxes, and all others as ever."""

    boxes: Mapping[CameraId, PushBox]
    otherwise: Opener = open_live

    def __call__(self, spec: CameraSpec) -> Generator[Picture, None, None]:
        """The camera's pictures. Raises MissingSource for a pushed camera without a box."""
        if spec.source.kind is not SourceKind.PUSH:
            return self.otherwise(spec)
        if spec.id not in self.boxes:
            raise MissingSource(spec.source, "nobody can push to it", "use floorwatch run")
        return self.boxes[spec.id].pictures(spec)


def _decoded(data: bytes) -> Image:
    if len(data) > MOST_BYTES:
        raise NotAStill(f"more than {MOST_BYTES} bytes")
    size = jpeg_size(data)
    if size is None or min(size) < 16:
        raise NotAStill("no JPEG")
    if size[0] * size[1] > MOST_PIXELS:
        raise NotAStill(f"{size[0]}x{size[1]} is more than {MOST_PIXELS} pixels")
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise NotAStill("a JPEG that cannot be decoded")
    return np.asarray(image, np.uint8)


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height as the header says, so that a small file cannot ask for gigabytes."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAME_MARKERS:
            height, width = data[at + 5 : at + 7], data[at + 7 : at + 9]
            return int.from_bytes(width), int.from_bytes(height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
