"""Sums that scores are made of. They add up: seats to a scenario, scenarios to a suite."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

CURVE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Temporal IoU at which a kind's curve is measured."""

BINS = 20
"""Of confidences. Nothing is decided below 0.6, so ten bins would leave but four."""


@dataclass(frozen=True, slots=True)
class KindTally:
    """Episodes of one kind. ``curve`` are the matches at each of ``CURVE``; errors in seconds."""

    truth: int = 0
    found: int = 0
    matched: int = 0
    start_errors: tuple[float, ...] = ()
    end_errors: tuple[float, ...] = ()
    curve: tuple[int, ...] = (0,) * len(CURVE)

    def __add__(self, other: "KindTally") -> "KindTally":
        return KindTally(
            self.truth + other.truth,
            self.found + other.found,
            self.matched + other.matched,
            self.start_errors + other.start_errors,
            self.end_errors + other.end_errors,
            tuple(a + b for a, b in zip(self.curve, other.curve, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions on one aspect: how many, right, and *unknown*."""

    all: int = 0
    right: int = 0
    unknown: int = 0

    def __add__(self, other: "Decisions") -> "Decisions":
        return Decisions(
            self.all + other.all, self.right + other.right, self.unknown + other.unknown
        )


@dataclass(frozen=True, slots=True)
class AspectTally:
    """All decisions on an aspect, those away from true changes, and what was taken for what.

    ``confusion`` counts (true, seen).
    """

    every: Decisions = Decisions()
    settled: Decisions = Decisions()
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __add__(self, other: "AspectTally") -> "AspectTally":
        confusion = Counter(self.confusion) + Counter(other.confusion)
        return AspectTally(self.every + other.every, self.settled + other.settled, dict(confusion))


@dataclass(frozen=True, slots=True)
class CalibrationTally:
    """Decisions by how sure they were, in bins of equal width over 0..1.

    In each bin how many there are, the sum of how sure they were, and how many were right; and
    the sum of all squared distances between how sure and right (1) or wrong (0).
    """

    decisions: tuple[int, ...] = (0,) * BINS
    stated: tuple[float, ...] = (0.0,) * BINS
    right: tuple[int, ...] = (0,) * BINS
    squares: float = 0.0

    def __add__(self, other: "CalibrationTally") -> "CalibrationTally":
        return CalibrationTally(
            tuple(a + b for a, b in zip(self.decisions, other.decisions, strict=True)),
            tuple(a + b for a, b in zip(self.stated, other.stated, strict=True)),
            tuple(a + b for a, b in zip(self.right, other.right, strict=True)),
            self.squares + other.squares,
        )


@dataclass(frozen=True, slots=True)
class ChairTally:
    """Decisions on how far a free chair is from home: how many were off by so many whole
    centimetres, and of all with a true distance how many said nothing (``silent``)."""

    errors: Mapping[int, int] = field(default_factory=dict)
    silent: int = 0

    def __add__(self, other: "ChairTally") -> "ChairTally":
        errors = Counter(self.errors) + Counter(other.errors)
        return ChairTally(dict(errors), self.silent + other.silent)


@dataclass(frozen=True, slots=True)
class ActivityTally:
    """Decisions on whether somebody does something: how many it is true of, how many saw it, how
    many both, and how many could not judge (``unknown``)."""

    all: int = 0
    true: int = 0
    seen: int = 0
    right: int = 0
    unknown: int = 0

    def __add__(self, other: "ActivityTally") -> "ActivityTally":
        return ActivityTally(
            self.all + other.all,
            self.true + other.true,
            self.seen + other.seen,
            self.right + other.right,
            self.unknown + other.unknown,
        )


@dataclass(frozen=True, slots=True)
class ConfirmedTally:
    """Seconds of off-seat time that counts, true and found; and findings that share none.

    ``seat_hours`` are those in which something could be confirmed: roster and agent log there.
    """

    seat_hours: float = 0.0
    truth_s: float = 0.0
    found_s: float = 0.0
    overlap_s: float = 0.0
    false_alarms: int = 0

    def __add__(self, other: "ConfirmedTally") -> "ConfirmedTally":
        return ConfirmedTally(
            self.seat_hours + other.seat_hours,
            self.truth_s + other.truth_s,
            self.found_s + other.found_s,
            self.overlap_s + other.overlap_s,
            self.false_alarms + other.false_alarms,
        )


@dataclass(frozen=True, slots=True)
class Tallies:
    """All sums of a seat, a scenario or a suite."""

    seat_hours: float = 0.0
    kinds: Mapping[str, KindTally] = field(default_factory=dict)
    aspects: Mapping[str, AspectTally] = field(default_factory=dict)
    confirmed: ConfirmedTally = ConfirmedTally()
    calibration: CalibrationTally = CalibrationTally()
    chair: ChairTally = ChairTally()
    activities: Mapping[str, ActivityTally] = field(default_factory=dict)

    def __add__(self, other: "Tallies") -> "Tallies":
        return Tallies(
            self.seat_hours + other.seat_hours,
            _joined(self.kinds, other.kinds, KindTally()),
            _joined(self.aspects, other.aspects, AspectTally()),
            self.confirmed + other.confirmed,
            self.calibration + other.calibration,
            self.chair + other.chair,
            _joined(self.activities, other.activities, ActivityTally()),
        )


Summed = TypeVar("Summed", KindTally, AspectTally, ActivityTally)


def _joined(a: Mapping[str, Summed], b: Mapping[str, Summed], none: Summed) -> dict[str, Summed]:
    return {name: a.get(name, none) + b.get(name, none) for name in sorted({*a, *b})}


def total(tallies: Iterable[Tallies]) -> Tallies:
    """The sum of all."""
    return sum(tallies, Tallies())
