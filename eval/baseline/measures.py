"""The figures that matter, taken apart into what each scenario or seat adds to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from eval.scores.bootstrap import Draws
from eval.scores.edges import edge_errors
from eval.scores.result import AspectScore, KindScore, ScenarioScore, SeatTally, Tally

Figures = NDArray[np.float64]
"""(resamples,): a figure in each resample, NaN where it has nothing to measure it on."""

SHARE_LEAST: Final = 0.005
SECONDS_LEAST: Final = 0.1
RATE_LEAST: Final = 0.5
"""Smaller changes of shares, seconds, and false alarms per 1,000 seat-hours matter to nobody."""


class Parts(Protocol):
    """What the units add to a figure."""

    def resampled(self, draws: Draws) -> Figures:
        """The figure in each resample of the units."""
        ...

    @property
    def units(self) -> int:
        """How many units have a part in it."""
        ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over a sum."""

    above: tuple[float, ...]
    below: tuple[float, ...]

    @property
    def units(self) -> int:
        """Units that have something below the line."""
        return sum(part > 0 for part in self.below)

    def resampled(self, draws: Draws) -> Figures:
        """NaN where nothing was drawn that has a part in it."""
        below = draws @ np.asarray(self.below, float)
        return np.where(
            below > 0, draws @ np.asarray(self.above, float) / np.where(below > 0, below, 1), np.nan
        )


@dataclass(frozen=True, slots=True)
class Median:
    """The median of all units' values together."""

    values: tuple[tuple[float, ...], ...]

    @property
    def units(self) -> int:
        """Units with a value."""
        return sum(bool(own) for own in self.values)

    def resampled(self, draws: Draws) -> Figures:
        """NaN where no value was drawn."""
        flat = np.array([value for own in self.values for value in own], float)
        unit = np.array([place for place, own in enumerate(self.values) for _ in own], np.int64)
        return np.array(
            [
                np.median(np.repeat(flat, counts)) if counts.any() else np.nan
                for counts in draws[:, unit]
            ],
            float,
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by its name. ``higher`` is better, or lower; ``least`` is the least change.

    ``may_lack``: where nothing was found there is no such figure, which is no loss in itself.
    """

    name: str
    higher: bool
    least: float
    parts: Parts
    may_lack: bool = False


def of_scenarios(scenarios: Sequence[ScenarioScore], kinds: Sequence[str]) -> list[Measure]:
    """All figures, with scenarios as units. ``kinds`` are those that are looked for."""
    measures = [each for kind in kinds for each in _kind(scenarios, kind)]
    measures += _aspects([_decided(scenario) for scenario in scenarios])
    confirmed = [each for scenario in scenarios if (each := scenario.confirmed) is not None]
    hours = [each.seat_hours / 1000 for each in scenarios if each.confirmed is not None]
    if confirmed:
        measures += [
            _ratio(
                "confirmed.time_precision",
                [(c.overlap_s, c.found_s) for c in confirmed],
                may_lack=True,
            ),
            _ratio("confirmed.time_recall", [(c.overlap_s, c.truth_s) for c in confirmed]),
            Measure(
                "confirmed.false_per_1000_seat_hours",
                False,
                RATE_LEAST,
                Ratio(tuple(float(c.false_alarms) for c in confirmed), tuple(hours)),
            ),
        ]
    return measures + _pictures(scenarios)


def of_seats(scenario: ScenarioScore, kinds: Sequence[str]) -> list[Measure]:
    """Kinds and states with the seats of one scenario as units."""
    seats = list(scenario.seats.values())
    measures = [
        each
        for kind in kinds
        for each in _episodes(kind, [_counts(seat.kinds.get(kind)) for seat in seats])
    ]
    return measures + _aspects([_of_seat(seat) for seat in seats])


def _kind(scenarios: Sequence[ScenarioScore], kind: str) -> list[Measure]:
    counts = [_counts(each.kinds.get(kind)) for each in scenarios]
    errors = [edge_errors(each, kind) for each in scenarios]
    return _episodes(kind, counts) + [
        Measure(
            f"{kind}.{edge}_error_s",
            False,
            SECONDS_LEAST,
            Median(tuple(tuple(abs(value) for value in each[place]) for each in errors)),
            may_lack=True,
        )
        for place, edge in enumerate(("start", "end"))
    ]


def _counts(score: KindScore | Tally | None) -> tuple[int, int, int]:
    """Matched, found and true episodes of a unit."""
    return (0, 0, 0) if score is None else (score.matched, score.found, score.truth)


def _episodes(kind: str, counts: Sequence[tuple[int, int, int]]) -> list[Measure]:
    """``counts`` are matched, found and true episodes of each unit."""
    right = [(matched, found) for matched, found, _ in counts]
    both = [(2 * matched, found + true) for matched, found, true in counts]
    return [
        _ratio(f"{kind}.precision", right, may_lack=True),
        _ratio(f"{kind}.recall", [(matched, true) for matched, _, true in counts]),
        _ratio(f"{kind}.f1", both, may_lack=True),
    ]


def _aspects(units: Sequence[Mapping[str, tuple[int, int]]]) -> list[Measure]:
    names = sorted({name for unit in units for name in unit})
    return [
        _ratio(f"{name}.accuracy", [unit.get(name, (0, 0)) for unit in units]) for name in names
    ]


def _decided(scenario: ScenarioScore) -> dict[str, tuple[int, int]]:
    aspects = {} if scenario.seat_state is None else scenario.seat_state.aspects
    return {name: (_right(score), score.decisions) for name, score in aspects.items()}


def _right(score: AspectScore) -> int:
    return sum(row.get(true, 0) for true, row in score.confusion.items())


def _of_seat(seat: SeatTally) -> dict[str, tuple[int, int]]:
    return {name: (each.right, each.decisions) for name, each in seat.aspects.items()}


def _pictures(scenarios: Sequence[ScenarioScore]) -> list[Measure]:
    """Average precisions and tracking, as means over the scenarios that have them.

    The results do not keep what pooled figures are made of, which is all their pictures.
    """
    figures: dict[str, Callable[[ScenarioScore], float | None]] = {
        "keypoints.oks_ap": lambda s: None if s.keypoints is None else s.keypoints.oks_ap,
        "tracking.hota": lambda s: None if s.tracking is None else s.tracking.hota,
        "tracking.idf1": lambda s: None if s.tracking is None else s.tracking.idf1,
    }
    classes = {name for s in scenarios if s.detection is not None for name in s.detection.classes}
    values: dict[str, list[float | None]] = {
        f"{name}.ap50_95": [_ap(scenario, name) for scenario in scenarios]
        for name in sorted(classes)
    }
    values |= {name: [get(each) for each in scenarios] for name, get in figures.items()}
    return [
        _ratio(name, [(each or 0.0, float(each is not None)) for each in own])
        for name, own in values.items()
    ]


def _ap(scenario: ScenarioScore, name: str) -> float | None:
    classes = {} if scenario.detection is None else scenario.detection.classes
    return classes[name].ap50_95 if name in classes else None


def _ratio(name: str, parts: Sequence[tuple[float, float]], may_lack: bool = False) -> Measure:
    above, below = tuple(float(a) for a, _ in parts), tuple(float(b) for _, b in parts)
    return Measure(name, True, SHARE_LEAST, Ratio(above, below), may_lack)
