"""A result held against a baseline, as a gate.

Objective: let no real loss through, and stop nobody for chance. So figures are compared over the
scenarios that both have, whose truth is the same, by the paired bootstrap: both results are
resampled alike, and a figure counts as worse where 99 % of the resamples say so and the loss is
large enough to matter. 99 and not 95, since dozens of figures are compared at once.
"""

from collections.abc import Sequence
from math import isnan
from pathlib import Path

import numpy as np

from eval.baseline.comparison import Basis, Change, Compared, Comparison
from eval.baseline.measures import SHARE_LEAST, Measure, of_scenarios, of_seats
from eval.scores.bootstrap import LEAST_SHARE, LEAST_UNITS, Draws, draw
from eval.scores.result import EvalResult, Interval, JudgedEpisode, ScenarioScore
from eval.scores.result_json import to_json

MIDDLE = (0.5, 99.5)
"""Percentiles of the differences between which lies chance."""

TOLERANCES = 4.0
"""Where there is too little to resample, so many times the least change counts as one."""


def save(result: EvalResult, path: Path) -> None:
    """Write a result for later comparisons; the file is whole or not there."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(to_json(result), "utf-8")
    part.replace(path)


def compare(now: EvalResult, then: EvalResult) -> Comparison:
    """What is better or worse than the baseline ``then``."""
    old = {scenario.name: scenario for scenario in then.scenarios}
    new = {scenario.name: scenario for scenario in now.scenarios}
    both = [name for name in new if name in old]
    shared = [name for name in both if _truth(old[name]) == _truth(new[name])]
    kinds = [name for name, score in now.kinds.items() if score.made]
    kinds += [name for name, score in then.kinds.items() if score.made and name not in kinds]
    if shared:
        figures = _paired([new[n] for n in shared], [old[n] for n in shared], kinds)
    else:
        figures = _by_intervals(now, then, kinds)
    return Comparison(
        product_then=then.product,
        product_now=now.product,
        shared=tuple(shared),
        other_truth=tuple(name for name in both if name not in shared),
        only_then=tuple(name for name in old if name not in new),
        only_now=tuple(name for name in new if name not in old),
        figures=tuple(figures),
    )


def _truth(scenario: ScenarioScore) -> tuple[object, ...]:
    """What makes two replays comparable: the same episodes are true."""

    def order(episode: JudgedEpisode) -> tuple[str, tuple[str, ...], float]:
        return episode.kind, episode.seats, episode.truth_start or 0.0

    return tuple(
        (episode.kind, episode.seats, episode.truth_start, episode.truth_end)
        for episode in sorted(
            (each for each in scenario.episodes if each.truth_start is not None), key=order
        )
    )


def _paired(
    now: Sequence[ScenarioScore], then: Sequence[ScenarioScore], kinds: Sequence[str]
) -> list[Compared]:
    """Figure by figure over the shared scenarios; over the seats where there is only one."""
    figures = _measured(
        of_scenarios(now, kinds), of_scenarios(then, kinds), Basis.SCENARIOS, len(now)
    )
    if len(now) > 1 or list(now[0].seats) != list(then[0].seats):
        return figures
    seats = _measured(
        of_seats(now[0], kinds), of_seats(then[0], kinds), Basis.SEATS, len(now[0].seats)
    )
    finer = {each.figure: each for each in seats}
    return [finer.get(each.figure, each) for each in figures]


def _measured(
    now: Sequence[Measure], then: Sequence[Measure], basis: Basis, units: int
) -> list[Compared]:
    draws = draw(units)
    whole = np.ones((1, units), np.int64)
    new, old = {each.name: each for each in now}, {each.name: each for each in then}
    figures = []
    for name in {**new, **old}:
        a, b = new.get(name), old.get(name)
        value_now, value_then = _value(a, whole), _value(b, whole)
        if a is None or b is None or value_now is None or value_then is None:
            lacks = all(each is None or each.may_lack for each in (a, b))
            if value_now != value_then and not lacks:
                change = Change.NEW if value_then is None else Change.GONE
                figures.append(Compared(name, value_then, value_now, None, basis, change))
            continue
        interval = _difference(a, b, draws)
        own = basis if interval is not None else Basis.TOLERANCE
        change = _change(a, value_now - value_then, interval)
        figures.append(Compared(name, value_then, value_now, interval, own, change))
    return figures


def _value(measure: Measure | None, whole: Draws) -> float | None:
    if measure is None or not measure.parts.units:
        return None
    value = float(measure.parts.resampled(whole)[0])
    return None if isnan(value) else round(value, 6)


def _difference(now: Measure, then: Measure, draws: Draws) -> Interval | None:
    """The middle of the differences over the same resamples of both; None with too few units."""
    if min(now.parts.units, then.parts.units) < LEAST_UNITS:
        return None
    differences = now.parts.resampled(draws) - then.parts.resampled(draws)
    known = differences[~np.isnan(differences)]
    if len(known) < LEAST_SHARE * len(draws):
        return None
    low, high = np.percentile(known, MIDDLE)
    return Interval(round(float(low), 6), round(float(high), 6))


def _change(measure: Measure, difference: float, interval: Interval | None) -> Change:
    if difference == 0:
        return Change.SAME
    if interval is None:
        beyond = abs(difference) >= TOLERANCES * measure.least
    else:
        chance = interval.low <= 0 <= interval.high
        beyond = not chance and abs(difference) >= measure.least
    if not beyond:
        return Change.NOISE
    return Change.BETTER if (difference > 0) == measure.higher else Change.WORSE


def _by_intervals(now: EvalResult, then: EvalResult, kinds: Sequence[str]) -> list[Compared]:
    """Without a scenario in common: worse where the two results' intervals do not meet."""
    figures = []
    new, old = _with_intervals(now, kinds), _with_intervals(then, kinds)
    for name in {**new, **old}:
        (value_now, own), (value_then, other) = new.get(name, NONE), old.get(name, NONE)
        if value_now is None or value_then is None:
            if value_now is not None or value_then is not None:
                change = Change.NEW if value_then is None else Change.GONE
                figures.append(Compared(name, value_then, value_now, None, Basis.INTERVALS, change))
            continue
        difference = value_now - value_then
        apart = own is not None and other is not None
        if own is not None and other is not None:
            apart = own.low > other.high or own.high < other.low
        change = Change.SAME if difference == 0 else Change.NOISE
        if apart and abs(difference) >= SHARE_LEAST:
            change = Change.BETTER if difference > 0 else Change.WORSE
        figures.append(Compared(name, value_then, value_now, None, Basis.INTERVALS, change))
    return figures


NONE: tuple[float | None, Interval | None] = (None, None)


def _with_intervals(
    result: EvalResult, kinds: Sequence[str]
) -> dict[str, tuple[float | None, Interval | None]]:
    """The pooled shares of a result, each with its interval."""
    found: dict[str, tuple[float | None, Interval | None]] = {}
    for kind in kinds:
        score = result.kinds.get(kind)
        if score is not None and score.made:
            own = score.intervals or {}
            found[f"{kind}.precision"] = score.precision, own.get("precision")
            found[f"{kind}.recall"] = score.recall, own.get("recall")
            found[f"{kind}.f1"] = score.f1, own.get("f1")
    for name, aspect in ({} if result.seat_state is None else result.seat_state.aspects).items():
        found[f"{name}.accuracy"] = aspect.accuracy, (aspect.intervals or {}).get("accuracy")
    for name, each in ({} if result.detection is None else result.detection.classes).items():
        found[f"{name}.ap50_95"] = each.ap50_95, (each.intervals or {}).get("ap50_95")
    if (points := result.keypoints) is not None:
        found["keypoints.oks_ap"] = points.oks_ap, (points.intervals or {}).get("oks_ap")
    if (tracks := result.tracking) is not None:
        found["tracking.hota"] = tracks.hota, (tracks.intervals or {}).get("hota")
        found["tracking.idf1"] = tracks.idf1, (tracks.intervals or {}).get("idf1")
    return found
