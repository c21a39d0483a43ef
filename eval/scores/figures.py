"""From sums to figures: precision, accuracy, errors, and how sure each of them is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.scores.activities import activity_scores
from eval.scores.bootstrap import Draws, median_interval, ratio_interval, sum_interval
from eval.scores.calibration import calibration_score
from eval.scores.chair_distance import chair_score
from eval.scores.episodes import CONFIRMED
from eval.scores.result import (
    AspectScore,
    ConfirmedScore,
    CurvePoint,
    Interval,
    KindScore,
    SeatStateScore,
)
from eval.scores.seat_states import ASPECTS
from eval.scores.tally import CURVE, AspectTally, KindTally, Tallies

MADE = frozenset({"off_seat", CONFIRMED})
"""The kinds of episodes that this version of the product looks for."""

PER_SEAT_HOURS = 1000.0


@dataclass(frozen=True, slots=True)
class Units:
    """What is resampled: the sums of each seat or scenario, and how often each was drawn."""

    tallies: tuple[Tallies, ...]
    draws: Draws


def kind_scores(tallies: Tallies, units: Units | None = None) -> dict[str, KindScore]:
    """The figures of every kind that is true or found somewhere."""
    return {
        kind: _kind_score(kind, tally, _seat_hours(kind, tallies), units)
        for kind, tally in tallies.kinds.items()
    }


def seat_state_score(tallies: Tallies, units: Units | None = None) -> SeatStateScore | None:
    """The figures of the seat state; None where no decision has a true state."""
    aspects = {
        aspect: _aspect_score(aspect, tallies.aspects[aspect], units)
        for aspect in ASPECTS
        if aspect in tallies.aspects
    }
    if not aspects:
        return None
    each, draws = ((), None) if units is None else (units.tallies, units.draws)
    accuracy = {aspect: score.accuracy for aspect, score in aspects.items()}
    return SeatStateScore(
        occupancy_accuracy=accuracy.get("occupancy"),
        chair_accuracy=accuracy.get("chair"),
        posture_accuracy=accuracy.get("posture"),
        aspects=aspects,
        calibration=calibration_score(
            tallies.calibration, [unit.calibration for unit in each], draws
        ),
        chair_distance=chair_score(tallies.chair),
        activities=activity_scores(tallies.activities, [unit.activities for unit in each], draws),
    )


def confirmed_score(tallies: Tallies, units: Units | None = None) -> ConfirmedScore | None:
    """The figures of off-seat time that counts; None where nothing could be confirmed."""
    if tallies.confirmed.seat_hours == 0:
        return None
    sums, kind = tallies.confirmed, tallies.kinds.get(CONFIRMED, KindTally())
    intervals = None
    if units is not None:
        each = [unit.confirmed for unit in units.tallies]
        hours = [unit.seat_hours / PER_SEAT_HOURS for unit in each]
        intervals = _there(
            {
                "error_s": sum_interval(units.draws, [u.found_s - u.truth_s for u in each]),
                "overlap_s": sum_interval(units.draws, [u.overlap_s for u in each]),
                "false_per_1000_seat_hours": ratio_interval(
                    units.draws, [u.false_alarms for u in each], hours
                ),
            }
        )
    return ConfirmedScore(
        truth=kind.truth,
        found=kind.found,
        matched=kind.matched,
        truth_s=round(sums.truth_s, 3),
        found_s=round(sums.found_s, 3),
        overlap_s=round(sums.overlap_s, 3),
        error_s=round(sums.found_s - sums.truth_s, 3),
        false_alarms=sums.false_alarms,
        false_per_1000_seat_hours=_share(sums.false_alarms, sums.seat_hours / PER_SEAT_HOURS),
        intervals=intervals,
    )


def _kind_score(kind: str, tally: KindTally, seat_hours: float, units: Units | None) -> KindScore:
    made = kind in MADE or tally.found > 0
    return KindScore(
        made=made,
        truth=tally.truth,
        found=tally.found,
        matched=tally.matched,
        precision=_share(tally.matched, tally.found),
        recall=_share(tally.matched, tally.truth),
        f1=_share(2 * tally.matched, tally.truth + tally.found),
        start_error_s=_percentile(tally.start_errors, 50),
        start_error_p95_s=_percentile(tally.start_errors, 95),
        end_error_s=_percentile(tally.end_errors, 50),
        end_error_p95_s=_percentile(tally.end_errors, 95),
        false_per_1000_seat_hours=_share(tally.found - tally.matched, seat_hours / PER_SEAT_HOURS)
        if made
        else None,
        curve=tuple(
            CurvePoint(
                iou=iou,
                precision=_share(matched, tally.found),
                recall=_share(matched, tally.truth),
                f1=_share(2 * matched, tally.truth + tally.found),
            )
            for iou, matched in zip(CURVE, tally.curve, strict=True)
        ),
        intervals=None if units is None or not made else _kind_intervals(kind, units),
    )


def _kind_intervals(kind: str, units: Units) -> dict[str, Interval]:
    each = [unit.kinds.get(kind, KindTally()) for unit in units.tallies]
    matched = [tally.matched for tally in each]
    hours = [_seat_hours(kind, unit) / PER_SEAT_HOURS for unit in units.tallies]

    def ratio(above: Sequence[float], below: Callable[[KindTally], float]) -> Interval | None:
        return ratio_interval(units.draws, above, [below(tally) for tally in each])

    return _there(
        {
            "precision": ratio(matched, lambda tally: tally.found),
            "recall": ratio(matched, lambda tally: tally.truth),
            "f1": ratio([2 * m for m in matched], lambda tally: tally.truth + tally.found),
            "start_error_s": median_interval(units.draws, [t.start_errors for t in each]),
            "end_error_s": median_interval(units.draws, [t.end_errors for t in each]),
            "false_per_1000_seat_hours": ratio_interval(
                units.draws, [t.found - t.matched for t in each], hours
            ),
        }
    )


def _aspect_score(aspect: str, tally: AspectTally, units: Units | None) -> AspectScore:
    confusion: dict[str, dict[str, int]] = {}
    for (true, seen), count in sorted(tally.confusion.items()):
        confusion.setdefault(true, {})[seen] = count
    every, settled = tally.every, tally.settled
    return AspectScore(
        decisions=every.all,
        accuracy=_share(every.right, every.all),
        decided_accuracy=_share(every.right, every.all - every.unknown),
        unknown=_share(every.unknown, every.all),
        settled_accuracy=_share(settled.right, settled.all),
        settled_decided_accuracy=_share(settled.right, settled.all - settled.unknown),
        confusion=confusion,
        intervals=None if units is None else _aspect_intervals(aspect, units),
    )


def _aspect_intervals(aspect: str, units: Units) -> dict[str, Interval]:
    each = [unit.aspects.get(aspect, AspectTally()) for unit in units.tallies]
    every, settled = [tally.every for tally in each], [tally.settled for tally in each]
    draws, right = units.draws, [d.right for d in every]
    settled_right = [d.right for d in settled]
    return _there(
        {
            "accuracy": ratio_interval(draws, right, [d.all for d in every]),
            "decided_accuracy": ratio_interval(draws, right, [d.all - d.unknown for d in every]),
            "unknown": ratio_interval(draws, [d.unknown for d in every], [d.all for d in every]),
            "settled_accuracy": ratio_interval(draws, settled_right, [d.all for d in settled]),
            "settled_decided_accuracy": ratio_interval(
                draws, settled_right, [d.all - d.unknown for d in settled]
            ),
        }
    )


def _seat_hours(kind: str, tallies: Tallies) -> float:
    return tallies.confirmed.seat_hours if kind == CONFIRMED else tallies.seat_hours


def _there(intervals: Mapping[str, Interval | None]) -> dict[str, Interval]:
    return {name: each for name, each in intervals.items() if each is not None}


def _share(above: float, below: float) -> float | None:
    return round(above / below, 6) if below > 0 else None


def _percentile(values: Sequence[float], percent: float) -> float | None:
    return round(float(np.percentile(values, percent)), 3) if values else None
