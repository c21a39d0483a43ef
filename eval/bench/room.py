"""Room for more seats in a picture: copies of its own, put where the others leave most of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from api.site.model import Polygon

STEPS = 24
"""Places that are tried, across and down."""

Drawn = dict[str, Polygon | None]
"""A seat's polygons by name; ``seat`` is always there."""

Box = NDArray[np.float64]
"""(4,): x0, y0, x1, y1."""


def with_more(seats: Sequence[Drawn], number: int, size: tuple[int, int]) -> list[Drawn]:
    """The first ``number`` of ``seats``; where there are fewer, copies of them, moved to where
    the others leave most room in a picture of ``size`` (width, height)."""
    found = list(seats[:number])
    while len(found) < number:
        copied = seats[len(found) % len(seats)]
        found.append(_moved(copied, _roomiest(copied, found, size)))
    return found


def _roomiest(seat: Drawn, others: Sequence[Drawn], size: tuple[int, int]) -> Box:
    """By how much (dx, dy) to move a seat, to overlap the others least and lie inside."""
    box = _box(seat)
    taken = np.array([_box(other) for other in others])
    free = np.array(size) - (box[2:] - box[:2])
    corners = np.array(
        [(x, y) for y in np.linspace(0, free[1], STEPS) for x in np.linspace(0, free[0], STEPS)]
    )
    boxes = np.concatenate([corners, corners + (box[2:] - box[:2])], axis=1)[:, None]
    low = np.maximum(boxes[..., :2], taken[None, :, :2])
    high = np.minimum(boxes[..., 2:], taken[None, :, 2:])
    overlap = np.prod(np.clip(high - low, 0, None), axis=2).sum(axis=1)
    chosen: Box = corners[int(overlap.argmin())] - box[:2]
    return chosen


def _box(seat: Drawn) -> Box:
    """Around all polygons of a seat."""
    points = np.array([point for polygon in seat.values() for point in polygon or ()], float)
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _moved(seat: Drawn, by: Box) -> Drawn:
    return {
        name: polygon and tuple((x + float(by[0]), y + float(by[1])) for x, y in polygon)
        for name, polygon in seat.items()
    }
