"""A decoded picture that is not yet turned into BGR: most are never asked for."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Protocol

from cameras.frame import Image
from cameras.spec import CameraSpec


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a stream is being decoded: what part of its coded pictures, 0..1, and on what.

    ``gop_s`` is the time between key frames as measured, None where nobody measures.
    """

    part: float
    gop_s: float | None = None
    on: str = "cpu"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One decoded picture.

    ``pts`` is the stream's own time in seconds, ``duration_s`` how long it is to be shown (0
    where the stream does not say), ``size`` is (width, height). ``damaged`` marks a picture
    that the decoder had to patch up. ``to_bgr`` makes the (height, width, 3) image, anew each
    time: at a camera's 25 pictures per second and 2 decisions, 23 are never converted.
    ``decoding`` is None where nothing had to be decoded.
    """

    pts: float
    duration_s: float
    size: tuple[int, int]
    to_bgr: Callable[[], Image]
    damaged: bool = False
    decoding: Decoding | None = None


def ready_picture(pts: float, duration_s: float, image: Image) -> Picture:
    """A picture of an image that is in memory already."""
    height, width = image.shape[:2]
    return Picture(pts, duration_s, (width, height), lambda: image)


class Opener(Protocol):
    """Opens a camera: tests give one without a network."""

    def __call__(self, spec: CameraSpec) -> Generator[Picture, None, None]:
        """The camera's pictures in order; closing the generator closes the source.

        Raises a SourceError, at the first picture at the earliest. Must not block for more
        than a few seconds at a time, since nothing can interrupt it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The longest that a source may keep us waiting, in seconds.

    Opening a stream may take ``open_s`` to connect and ``read_s`` to see the first packets; so
    that a reader ends within 6 s of being told to, both are 3 s at most by default. A stream
    whose packets come but cannot be decoded is given up after ``picture_s``: a decoder that
    lost its way must not stay lost (frigate #5485), and a key frame comes within a few seconds.
    """

    open_s: float = 3.0
    read_s: float = 3.0
    picture_s: float = 8.0
