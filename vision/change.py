"""Whether a seat's crop changed since it was last looked at closely: what did not needs no look,
and where looks agree, what moves a little, as hands that type do, needs fewer."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from floor.time import Instant, seconds_between
from vision.seat_input import Picture
from vision.seat_look import POSTURES, VALUES, WIDTH, SeatLook
from vision.shrink import shrunk

GRID = 24
STIRRED = 7.0
"""Levels of 255 by which a cell (its light taken out) changed: more than noise and compression."""

LEAST_CELLS = 3
OLDEST_S = 2.0
"""However still, a seat is looked at again after so long."""

MANY_CELLS = 60
"""A tenth: more than typing hands. A body moves, and a steady seat is looked at all the same."""

STEADY_S = 0.9
"""For so long a steady seat's look stands: a second, with room for uneven ticks."""

SURE = 0.9
"""Of who is there."""

ALIKE = 0.2
"""By so much at most do the answers of two looks differ that agree."""

ANSWERS = WIDTH - len(VALUES)
"""The columns before the numbers."""

Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """A seat's coarse picture (GRID, GRID) when it was last looked at closely, and what was seen;
    ``steady`` where the look before it, as sure, said the same."""

    cells: Cells
    at: Instant
    look: SeatLook
    steady: bool = False


def cells_of(crop: Picture) -> Cells:
    """A crop (h, w, 3) as coarse grey cells without its overall light."""
    grey = cv2.cvtColor(shrunk(crop, (GRID, GRID)), cv2.COLOR_BGR2GRAY)
    # The level that half of the cells reach; np.median takes ten times as long to say about it.
    light = np.partition(grey, grey.size // 2, axis=None)[grey.size // 2]
    return grey.astype(np.float32) - np.float32(light)


def is_due(glance: Glance | None, cells: Cells, now: Instant) -> bool:
    """Whether a close look is worth its while. Where it is not although ``has_stirred``, the last
    look stands."""
    if glance is None or seconds_between(glance.at, now) >= OLDEST_S:
        return True
    if glance.steady and seconds_between(glance.at, now) < STEADY_S:
        return stirred_cells(glance, cells) >= MANY_CELLS
    return has_stirred(glance, cells)


def has_stirred(glance: Glance, cells: Cells) -> bool:
    """Whether anything moved since, be it little."""
    return stirred_cells(glance, cells) >= LEAST_CELLS


def stirred_cells(glance: Glance, cells: Cells) -> int:
    """How many of GRID * GRID changed since."""
    return int(np.count_nonzero(np.abs(cells - glance.cells) > STIRRED))


def glanced(before: Glance | None, cells: Cells, look: SeatLook, now: Instant) -> Glance:
    """The glance after a look."""
    return Glance(cells, now, look, before is not None and agree(before.look, look))


def agree(before: SeatLook, look: SeatLook) -> bool:
    """Whether a look is sure of who is there, and gives every answer as the one before it did."""
    if max(look.choice("posture", word) for word in POSTURES) < SURE:
        return False
    return bool(np.abs(look.row[:ANSWERS] - before.row[:ANSWERS]).max() < ALIKE)
