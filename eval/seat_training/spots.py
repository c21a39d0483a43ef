"""Where a seat's things are in its crop: the network for details is told, beside the answers."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vision.seat_crop import Rect
from vision.seat_look import CHOICES

THINGS = ("phone", "food", "drink")
SPOTS = tuple((thing, word) for thing in THINGS for word in CHOICES[thing] if word != "none")
"""The ways in which a thing can be at a seat: each is looked for in every place."""

MOST = 2
"""Of one thing at one seat."""

NOWHERE = np.nan

Boxes = NDArray[np.float32]


def boxes_of(
    things: Mapping[str, Sequence[Sequence[float]]] | None, rect: Rect, side: int
) -> Boxes:
    """Boxes (THINGS, MOST, 4) left, top, right, bottom in a square of ``side`` pixels that shows
    ``rect`` of the crop; NaN where there is none."""
    found = np.full((len(THINGS), MOST, 4), NOWHERE, np.float32)
    left, top, right, bottom = rect
    scale = np.array([side / (right - left), side / (bottom - top)] * 2)
    for number, thing in enumerate(THINGS):
        for place, box in enumerate((things or {}).get(thing, ())[:MOST]):
            found[number, place] = (np.array(box) - (left, top, left, top)) * scale
    return found
