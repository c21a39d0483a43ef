"""What a camera hands on: a picture with its times, or the reason why there is none."""

from dataclasses import dataclass
from typing import NewType

import numpy as np
from numpy.typing import NDArray

CameraId = NewType("CameraId", str)
Image = NDArray[np.uint8]
"""A picture in memory: (height, width, 3), BGR, 0..255."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A decoded picture with the three times it is known by.

    ``captured_us`` is wall time (UTC, microseconds), ``monotonic`` the seconds at which it was
    decoded here, ``pts`` the stream's own time in seconds. ``uncertainty_s`` bounds the error
    of ``captured_us``.
    """

    camera: CameraId
    image: Image
    captured_us: int
    monotonic: float
    pts: float
    uncertainty_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Blind:
    """No usable picture at this time: what follows from it is *unknown*, never *empty*.

    ``reason`` is a short code for programs (``no_frame``, ``stale``, ``black``, ``covered``,
    ``reconnecting`` ...), stable enough to be translated.
    """

    camera: CameraId
    reason: str


View = Frame | Blind


@dataclass(frozen=True, slots=True)
class Tick:
    """One decision time, with what each due camera showed then.

    ``views`` holds one entry for each camera that is due at ``time_us`` (UTC, microseconds),
    in the order of the site file.
    """

    time_us: int
    views: tuple[View, ...]
