"""Each decision on a seat, held against the seat's true state at that moment."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.tally import AspectTally, Decisions

ASPECTS = ("occupancy", "chair", "posture")
UNKNOWN = "unknown"

SETTLING_S = 1.0
"""An observation is smoothed over at most a second, so it may lag behind a change for as long."""

ONLY_FRAME_S = 1.0
"""The interval that is taken where there is one true frame, and so none to measure."""


@dataclass(frozen=True, slots=True)
class Course:
    """The true values of one aspect of one seat, by time; ``changes`` are when they change."""

    times: Sequence[float]
    values: Sequence[str]
    changes: Sequence[float]
    reach_s: float

    def at(self, time: float) -> str | None:
        """The value at the nearest true frame; None where none is near enough."""
        place = nearest(self.times, time)
        return self.values[place] if abs(self.times[place] - time) <= self.reach_s else None

    def is_settled(self, time: float) -> bool:
        """Whether no change lies within ``SETTLING_S``."""
        return not self.changes or (
            abs(self.changes[nearest(self.changes, time)] - time) > SETTLING_S
        )


def tally_states(
    frames: Iterable[TrueFrame], observations: Iterable[Observed]
) -> dict[str, dict[str, AspectTally]]:
    """For each seat and aspect the sums. Moments whose true value is unknown are left out."""
    courses = _courses(frames)
    confusion: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    settled: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for each in observations:
        for aspect in ASPECTS:
            course = courses.get((each.seat, aspect))
            true = None if course is None else course.at(each.time)
            if course is None or true is None or true == UNKNOWN:
                continue
            seen: str = getattr(each, aspect)
            confusion[each.seat, aspect][true, seen] += 1
            if course.is_settled(each.time):
                settled[each.seat, aspect][true, seen] += 1
    tallies: dict[str, dict[str, AspectTally]] = defaultdict(dict)
    for (seat, aspect), counts in confusion.items():
        tallies[seat][aspect] = AspectTally(
            _decisions(counts), _decisions(settled[seat, aspect]), dict(counts)
        )
    return tallies


def nearest(times: Sequence[float], time: float) -> int:
    """The place of the time that is nearest, of ``times`` in order; the earlier of two."""
    after = bisect_left(times, time)
    if after == 0:
        return 0
    if after == len(times) or time - times[after - 1] <= times[after] - time:
        return after - 1
    return after


def half_interval(times: Sequence[float]) -> float:
    """Half of the usual time between two of ``times``, and a little for rounding."""
    steps = [b - a for a, b in pairwise(times)]
    return (median(steps) if steps else ONLY_FRAME_S) / 2 + 1e-6


def _courses(frames: Iterable[TrueFrame]) -> dict[tuple[str, str], Course]:
    states: dict[str, list[tuple[float, SeatState]]] = defaultdict(list)
    for frame in sorted(frames, key=lambda each: each.time):
        for seat, state in frame.seats.items():
            states[seat].append((frame.time, state))
    return {
        (seat, aspect): _course([(time, getattr(state, aspect)) for time, state in known])
        for seat, known in states.items()
        for aspect in ASPECTS
    }


def _course(known: Sequence[tuple[float, str]]) -> Course:
    times = [time for time, _ in known]
    changes = [(a + b) / 2 for (a, before), (b, after) in pairwise(known) if before != after]
    return Course(times, [value for _, value in known], changes, half_interval(times))


def _decisions(confusion: Counter[tuple[str, str]]) -> Decisions:
    return Decisions(
        confusion.total(),
        sum(count for (true, seen), count in confusion.items() if true == seen),
        sum(count for (_, seen), count in confusion.items() if seen == UNKNOWN),
    )
