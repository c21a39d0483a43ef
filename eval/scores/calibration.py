"""What a confidence is worth: how sure decisions were, held against how often they were right.

Of decisions that are 0.9 sure nine in ten should be right. They are put into bins of equal width
by how sure they are; the expected calibration error (ECE) is the mean distance between how sure
and how often right over the bins, each with the weight of its decisions (Guo et al., On
Calibration of Modern Neural Networks, 2017). The Brier score is the mean squared distance between
how sure and right (1) or wrong (0): unlike the ECE it is bad, too, of who is never sure.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.scores.bootstrap import LEAST_UNITS, Draws, interval, ratio_interval
from eval.scores.result import CalibrationBin, CalibrationScore, Interval
from eval.scores.scenario import Observed, TrueFrame
from eval.scores.seat_states import UNKNOWN, aspect_courses
from eval.scores.tally import BINS, CalibrationTally

Floats = NDArray[np.floating]


def binned(sure: Floats, right: NDArray[np.bool_], bins: int = BINS) -> CalibrationTally:
    """The sums of decisions that were ``sure`` (N,), 0..1, and ``right`` (N,) or not."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return CalibrationTally(
        tuple(np.bincount(place, minlength=bins).tolist()),
        tuple(np.bincount(place, weights=sure, minlength=bins).tolist()),
        tuple(np.bincount(place[right], minlength=bins).tolist()),
        float(((sure - right) ** 2).sum()),
    )


def calibration_error(tally: CalibrationTally) -> float:
    """The ECE of one decision or more; NaN of none."""
    (error,) = _errors(np.ones((1, 1), np.int64), [tally])
    return float(error)


def tally_calibration(
    frames: Sequence[TrueFrame], observations: Iterable[Observed]
) -> dict[str, CalibrationTally]:
    """For each seat its decisions on occupancy that said something, where the truth is known."""
    known = aspect_courses(frames, "occupancy")
    said: dict[str, tuple[list[float], list[bool]]] = {}
    for each in observations:
        if each.confidence is None or each.occupancy == UNKNOWN or each.seat not in known:
            continue
        true = known[each.seat].at(each.time)
        if true is not None:
            sure, right = said.setdefault(each.seat, ([], []))
            sure.append(each.confidence)
            right.append(each.occupancy == true)
    return {
        seat: binned(np.array(sure, np.float64), np.array(right, np.bool_))
        for seat, (sure, right) in said.items()
    }


def calibration_score(
    tally: CalibrationTally, units: Sequence[CalibrationTally] = (), draws: Draws | None = None
) -> CalibrationScore | None:
    """The figures of ``tally``; None without a decision. ``draws`` of ``units`` give intervals."""
    count = sum(tally.decisions)
    if not count:
        return None
    return CalibrationScore(
        decisions=count,
        ece=round(calibration_error(tally), 6),
        brier=round(tally.squares / count, 6),
        bins=tuple(
            CalibrationBin(
                low=place / BINS,
                high=(place + 1) / BINS,
                decisions=decisions,
                stated=round(stated / decisions, 6),
                right=round(right / decisions, 6),
            )
            for place, (decisions, stated, right) in enumerate(
                zip(tally.decisions, tally.stated, tally.right, strict=True)
            )
            if decisions
        ),
        intervals=None if draws is None else _intervals(units, draws),
    )


def _intervals(units: Sequence[CalibrationTally], draws: Draws) -> Mapping[str, Interval]:
    counts = [sum(unit.decisions) for unit in units]
    found = {"brier": ratio_interval(draws, [unit.squares for unit in units], counts)}
    if np.count_nonzero(counts) >= LEAST_UNITS:
        errors = _errors(draws, units)
        found["ece"] = interval(errors[~np.isnan(errors)], len(draws))
    return {name: each for name, each in found.items() if each is not None}


def _errors(draws: Draws, units: Sequence[CalibrationTally]) -> NDArray[np.float64]:
    """(resamples,): the ECE of each draw of the units, NaN where nothing was drawn.

    A bin's weight times its distance is the distance of its sums over the number of all.
    """
    gaps = draws @ np.array([unit.stated for unit in units], np.float64)
    gaps -= draws @ np.array([unit.right for unit in units], np.float64)
    counts = draws @ np.array([sum(unit.decisions) for unit in units], np.float64)
    known = np.where(counts > 0, counts, np.nan)
    return np.asarray(np.abs(gaps).sum(axis=1) / known, np.float64)
