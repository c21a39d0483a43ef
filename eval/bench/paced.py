"""Frame age if the floor were live: measured costs, laid along a clock that nobody waits for.

A loop with one decision at a time, as the live one: it takes the newest decision that is due,
on the newest picture, and what fell due in between is missed. Nothing queues up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ON_TIME_S = 1e-9


@dataclass(frozen=True, slots=True)
class Paced:
    """Ages in seconds, from a picture's capture to its decision; ``kept`` is the share of the due
    decisions that were made."""

    age_p50_s: float
    age_p95_s: float
    kept: float


def paced(costs_s: Sequence[float], period_s: float, pictures_per_s: float) -> Paced:
    """Decisions that fall due every ``period_s`` and cost so much each, in this order.

    A camera gives ``pictures_per_s``, one of them at each due time. Raises ``ValueError`` for no
    costs: of nothing there is no age.
    """
    if not costs_s:
        raise ValueError("no decision was measured, so no frame has an age")
    now_s, next_due, due, ages = 0.0, 0, 0, []
    for cost_s in costs_s:
        newest = int(now_s / period_s + ON_TIME_S)
        index = max(next_due, newest)
        start_s = max(now_s, index * period_s)
        captured_s = int(start_s * pictures_per_s + ON_TIME_S) / pictures_per_s
        captured_s = max(captured_s, index * period_s)
        now_s = start_s + cost_s
        ages.append(now_s - captured_s)
        next_due, due = index + 1, index + 1
    p50, p95 = np.percentile(ages, [50, 95])
    return Paced(float(p50), float(p95), len(ages) / due)
