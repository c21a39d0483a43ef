"""Which part of a picture is a seat's crop: the same for training, for references and live."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MARGIN = 0.08  # of the longer side, all round
HEADROOM = 0.35  # of the sitter's outline above it: raised hands, and heads of those who stand
LEAST_PX = 32

Floats = NDArray[np.float64]
Rect = tuple[int, int, int, int]


def crop_rect(seated: Floats, others: Sequence[Floats], size: tuple[int, int]) -> Rect | None:
    """The rectangle (left, top, right, bottom) in pixels round a sitter's outline (k, 2) with room
    above it and a seat's other polygons, with a margin, within the frame; None if less than
    `LEAST_PX` of a side is left."""
    polygons = [polygon for polygon in (seated, *others) if len(polygon)]
    if not polygons:
        return None
    points = np.concatenate(polygons)
    if len(seated):
        top = seated[:, 1].min() - HEADROOM * np.ptp(seated[:, 1])
        points = np.vstack([points, (points[0, 0], top)])
    low, high = points.min(axis=0), points.max(axis=0)
    margin = MARGIN * float((high - low).max())
    left, top = np.maximum(np.floor(low - margin), 0).astype(int)
    right, bottom = np.minimum(np.ceil(high + margin), size).astype(int)
    if min(right - left, bottom - top) < LEAST_PX:
        return None
    return int(left), int(top), int(right), int(bottom)


def moved_polygon(polygon: Floats, rect: Rect) -> list[list[float]]:
    """A polygon of the frame in the pixels of a crop."""
    moved: list[list[float]] = np.round(polygon - (rect[0], rect[1]), 1).tolist()
    return moved
