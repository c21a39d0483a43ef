"""True and found episodes, paired one to one."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from eval.scores.span import Stretch, temporal_iou

_SAME = 1e-9  # an IoU that is 0.5 but for rounding is 0.5


def match(
    truth: Sequence[Stretch], found: Sequence[Stretch], least_iou: float
) -> tuple[tuple[int, int], ...]:
    """Pairs (index of truth, index of found) with an IoU of at least ``least_iou`` (above 0).

    As many pairs as there can be, and among those the ones with the greatest sum of IoU.
    """
    if not truth or not found:
        return ()
    iou = np.array([[temporal_iou(a, b) for b in found] for a in truth])
    allowed = (iou >= least_iou - _SAME) & (iou > 0)
    # One pair more must outweigh whatever the others lose, at most 1 each.
    gain = np.where(allowed, 1.0 + iou / (min(iou.shape) + 1), 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return tuple(
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if allowed[row, column]
    )
