"""Where in a frame everything is seen: boxes and shares of visible pixels, from their owners."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from eval.sim.drawing import Whole

Ids = NDArray[np.int32]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One figure or thing as a camera sees it: the box [x0, y0, x1, y1] in pixels round its
    visible pixels (the end excluded), the box of all of it as if nothing were in the way, and the
    share of it that is seen."""

    place: int
    box: Box
    full: Box
    visibility: float


def sightings(ids: Ids, wholes: Sequence[Whole], least: Sequence[int]) -> list[Sighting]:
    """Everything that is seen, in order; `place` is its index in `wholes`.

    `ids` (height, width) holds each pixel's owner, its place plus 1. What has fewer than its
    `least` pixels is left out: a sliver at an edge that no one could label.
    """
    counts = np.bincount(ids.ravel(), minlength=len(wholes) + 1)
    # The stubs leave out that what is nowhere has no window.
    windows: Sequence[tuple[slice, ...] | None] = find_objects(ids, len(wholes))
    found = []
    for place, window in enumerate(windows):
        whole, count = wholes[place], int(counts[place + 1])
        if window is None or whole.box is None or count < least[place]:
            continue
        rows, columns = window
        box = (columns.start, rows.start, columns.stop, rows.stop)
        found.append(Sighting(place, box, _round(whole.box, box), min(1.0, count / whole.area)))
    return found


def _round(full: Sequence[float], seen: Box) -> Box:
    """The whole box, which holds the visible one; its pass may round a pixel off."""
    return (
        min(round(float(full[0]), 1), seen[0]),
        min(round(float(full[1]), 1), seen[1]),
        max(round(float(full[2]), 1), seen[2]),
        max(round(float(full[3]), 1), seen[3]),
    )
