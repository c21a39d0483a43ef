"""Does a camera still look? One that sends its past again and again shows an empty seat for ever.

A picture that was never seen before is a proof of life: a sensor has noise, so no two of its
pictures are the same. Waiting for *change* would not do. An encoder that saves bits sends the same
decoded picture until its next key frame (10 s of a quiet, noisy room at 0.4 to 3 levels, with key
frames 10 s apart), while a frozen camera's encoder goes on polishing one picture at each key
frame. But key frames of a frozen camera are the same as earlier ones, and those of a live one are
not.
"""

import zlib
from dataclasses import dataclass, field

import numpy as np

from cameras.frame import Image

FROZEN_AFTER_S = 30.0
"""Three times the longest that a live camera kept still with key frames 10 s apart."""

REMEMBERED = 64
"""Pictures, 32 s at 2 a second: a recording that a relay plays in a longer loop is not called
frozen."""

COLUMNS = 160
"""Pixels across that are compared. Less than a tenth of the work, and noise is everywhere."""


@dataclass(slots=True)
class Liveness:
    """What one live camera's pictures looked like lately, as check sums.

    It outlasts a connection: a live camera's first picture is new, a frozen one's is still old.
    """

    _seen: dict[int, float] = field(default_factory=dict)
    _alive: float | None = None

    def frozen(self, image: Image, monotonic: float) -> bool:
        """Look at a picture (H, W, 3) that came at ``monotonic`` seconds; true where none of the
        last ``FROZEN_AFTER_S`` showed anything that was not shown before."""
        mark = _mark(image)
        if self._seen.pop(mark, None) is None or self._alive is None:
            self._alive = monotonic
        self._seen[mark] = monotonic
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return monotonic - self._alive >= FROZEN_AFTER_S


def _mark(image: Image) -> int:
    step = max(1, image.shape[1] // COLUMNS)
    return zlib.crc32(np.ascontiguousarray(image[step // 2 :: step, step // 2 :: step]).data)
