"""One box for each person: two networks, and each of them alone, may see somebody twice."""

import numpy as np
from numpy.typing import NDArray

INSIDE = 0.7
"""So much of the smaller box lies in the larger one if both are of one person."""

ONE_HEAD = 0.15
"""So far apart, in heights of the smaller box, may the tops of one person's boxes be."""

ONE_AXIS = 0.3
"""So far apart, in widths of the larger box, may their middles be."""


def one_each(
    boxes: NDArray[np.float32], scores: NDArray[np.float32], known: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The places (k,) of the boxes that speak for a person each, and the best score (k,) of each.

    ``boxes`` (n, 4) x0 y0 x1 y1 in any unit; ``scores`` (n,); ``known`` (n,) how well the joints
    are seen. Whose joints are known best speaks for the person; of equals the surer one.
    """
    order = np.lexsort((*boxes.T[::-1], -scores, -known))
    same = same_person(boxes)
    kept: list[int] = []
    best: list[float] = []
    for place in order.tolist():
        twin = next((at for at, other in enumerate(kept) if same[place, other]), None)
        if twin is None:
            kept.append(place)
            best.append(scores[place])
        else:
            best[twin] = max(best[twin], scores[place])
    return np.array(kept, np.int64), np.array(best, np.float32)


def same_person(boxes: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of (n, 4) are two opinions on one person, (n, n): one head, mostly one in the other.

    A detector stretches a sitter's box down over the empty chair in front of them; such a box
    overlaps the right one by too little for NMS, and its hips are on the wrong seat.
    """
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    shared = np.clip(np.minimum(high, boxes[:, 2:]) - np.maximum(low, boxes[:, :2]), 0, None)
    sizes = boxes[:, 2:] - boxes[:, :2]
    areas, widths, heights = sizes.prod(axis=1), sizes[:, 0], sizes[:, 1]
    inside = shared.prod(axis=2) >= INSIDE * np.minimum(areas[:, None], areas)
    tops = np.abs(boxes[:, None, 1] - boxes[:, 1]) <= ONE_HEAD * np.minimum(
        heights[:, None], heights
    )
    middles = boxes[:, 0] + boxes[:, 2]
    aside = np.abs(middles[:, None] - middles) / 2
    same: NDArray[np.bool_] = (
        inside & tops & (aside <= ONE_AXIS * np.maximum(widths[:, None], widths))
    )
    return same
