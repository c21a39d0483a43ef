"""How far free chairs are from home: what was said, held against the truth."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from eval.scores.courses import courses
from eval.scores.result import ChairDistanceScore
from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.tally import ChairTally

FREE = ("in", "out")


def tally_chairs(
    frames: Sequence[TrueFrame], observations: Iterable[Observed]
) -> dict[str, ChairTally]:
    """For each seat the decisions at which its chair is truly free and its distance known."""
    known = courses(frames, _distance)
    errors: dict[str, Counter[int]] = defaultdict(Counter)
    silent: Counter[str] = Counter()
    for each in observations:
        true = known[each.seat].at(each.time) if each.seat in known else None
        if true is None:
            continue
        if each.chair_cm is None:
            silent[each.seat] += 1
        else:
            errors[each.seat][round(abs(each.chair_cm - true))] += 1
    return {
        seat: ChairTally(dict(errors[seat]), silent[seat]) for seat in sorted({*errors, *silent})
    }


def chair_score(tally: ChairTally) -> ChairDistanceScore | None:
    """The figures of ``tally``; None where no decision has a true distance."""
    said = sum(tally.errors.values())
    if not said + tally.silent:
        return None
    off = sorted(tally.errors)
    errors = np.repeat(off, [tally.errors[each] for each in off])
    return ChairDistanceScore(
        decisions=said + tally.silent,
        said=said,
        error_cm=float(np.median(errors)) if said else None,
        error_p95_cm=round(float(np.percentile(errors, 95)), 1) if said else None,
    )


def _distance(state: SeatState) -> float | None:
    return state.chair_cm if state.chair in FREE else None
