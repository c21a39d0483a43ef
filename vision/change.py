"""Whether a seat's crop changed since it was last looked at closely: what did not needs no look."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from floor.time import Instant, seconds_between
from vision.seat_input import Picture
from vision.shrink import shrunk

GRID = 24
STIRRED = 7.0
"""Levels of 255 by which a cell (its light taken out) changed: more than noise and compression."""

LEAST_CELLS = 3
OLDEST_S = 2.0
"""However still, a seat is looked at again after so long."""

Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """A seat's coarse picture (GRID, GRID) when it was last looked at closely."""

    cells: Cells
    at: Instant


def cells_of(crop: Picture) -> Cells:
    """A crop (h, w, 3) as coarse grey cells without its overall light."""
    grey = cv2.cvtColor(shrunk(crop, (GRID, GRID)), cv2.COLOR_BGR2GRAY)
    # The level that half of the cells reach; np.median takes ten times as long to say about it.
    light = np.partition(grey, grey.size // 2, axis=None)[grey.size // 2]
    return grey.astype(np.float32) - np.float32(light)


def is_due(glance: Glance | None, cells: Cells, now: Instant) -> bool:
    """Whether a close look is worth its while."""
    if glance is None or seconds_between(glance.at, now) >= OLDEST_S:
        return True
    return int((np.abs(cells - glance.cells) > STIRRED).sum()) >= LEAST_CELLS
