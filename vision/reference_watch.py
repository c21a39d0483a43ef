"""Nothing stirred at a seat for a while: the evidence without which no crop becomes a reference.

A wrong reference, one with a person in it, would make everybody who sits like that invisible. So a
crop must come from a stretch in which somebody said at every decision that the seat is empty, and
in which the pictures say so too: the most still of sleepers moves within half a minute. Pure code.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from floor.time import Instant, seconds_between
from vision.shrink import shrunk

GRID = 32
LONGEST_GAP_S = 2.5
"""Between two pictures of a stretch; somebody may have come and gone in a longer one."""

STIRRED_LEVELS = 10.0
"""Of 255, over a whole stretch, after the light's own changes: noise and compression stay below."""

STIRRED_SHARE = 0.01
"""Of the cells. A screen's clock is less, a hand is more: of the 24 sitters of the bundled floor
none was this still for longer than 13 s."""

DARKEST, BRIGHTEST = 16.0, 245.0
FLATTEST = 1.5

Cells = NDArray[np.float32]
"""(32, 32) grey levels: a picture small enough that noise is averaged away."""


def small(crop: Image) -> Cells:
    """The cells of a crop (H, W, 3)."""
    return cv2.cvtColor(shrunk(crop, (GRID, GRID)), cv2.COLOR_BGR2GRAY).astype(np.float32)


def usable(cells: Cells) -> bool:
    """Whether there is anything to be seen: neither black nor white nor one flat colour."""
    level = float(np.median(cells))
    return DARKEST <= level <= BRIGHTEST and float(cells.std()) >= FLATTEST


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """A stretch of pictures of one seat: when it began and what it last saw, the first picture's
    cells, and the lowest and highest that each cell has been since, the light taken out."""

    since: Instant
    until: Instant
    pictures: int
    first: Cells
    low: Cells
    high: Cells

    @classmethod
    def begun(cls, cells: Cells, now: Instant) -> Self:
        """A stretch of one picture."""
        return cls(now, now, 1, cells, cells, cells)

    @property
    def seconds(self) -> float:
        """From its first to its last picture."""
        return seconds_between(self.since, self.until)


def watched(watch: Watch | None, cells: Cells, now: Instant) -> Watch:
    """The stretch with one more picture; a new one where something stirred, or time has a gap or
    runs backwards."""
    if watch is None or not 0.0 < seconds_between(watch.until, now) <= LONGEST_GAP_S:
        return Watch.begun(cells, now)
    in_first_light = cells - np.median(cells - watch.first)
    low = np.minimum(watch.low, in_first_light)
    high = np.maximum(watch.high, in_first_light)
    if float((high - low > STIRRED_LEVELS).mean()) > STIRRED_SHARE:
        return Watch.begun(cells, now)
    return Watch(watch.since, now, watch.pictures + 1, watch.first, low, high)
