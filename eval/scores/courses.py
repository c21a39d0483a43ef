"""What is true of each seat over time, to hold decisions against."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Generic, TypeVar

from eval.scores.scenario import SeatState, TrueFrame

SETTLING_S = 1.0
"""An observation is smoothed over at most a second, so it may lag behind a change for as long."""

ONLY_FRAME_S = 1.0
"""The interval that is taken where there is one true frame, and so none to measure."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Course(Generic[V]):
    """The true values of one question about one seat, by time; None where it is not known.

    ``changes`` are when they change, ``reach_s`` how far from a true frame they still hold.
    """

    times: Sequence[float]
    values: Sequence[V | None]
    changes: Sequence[float]
    reach_s: float

    def at(self, time: float) -> V | None:
        """The value at the nearest true frame; None where none is near enough."""
        place = nearest(self.times, time)
        return self.values[place] if abs(self.times[place] - time) <= self.reach_s else None

    def is_settled(self, time: float) -> bool:
        """Whether no change lies within ``SETTLING_S``."""
        return not self.changes or (
            abs(self.changes[nearest(self.changes, time)] - time) > SETTLING_S
        )


def courses(
    frames: Iterable[TrueFrame], asked: Callable[[SeatState], V | None]
) -> dict[str, Course[V]]:
    """For each seat what ``asked`` says of its true states."""
    known: dict[str, list[tuple[float, V | None]]] = defaultdict(list)
    for frame in sorted(frames, key=lambda each: each.time):
        for seat, state in frame.seats.items():
            known[seat].append((frame.time, asked(state)))
    return {seat: _course(samples) for seat, samples in known.items()}


def nearest(times: Sequence[float], time: float) -> int:
    """The place of the time that is nearest, of ``times`` in order; the earlier of two."""
    after = bisect_left(times, time)
    if after == 0:
        return 0
    if after == len(times) or time - times[after - 1] <= times[after] - time:
        return after - 1
    return after


def _course(samples: Sequence[tuple[float, V | None]]) -> Course[V]:
    times = [time for time, _ in samples]
    changes = [(a + b) / 2 for (a, before), (b, after) in pairwise(samples) if before != after]
    return Course(times, [value for _, value in samples], changes, half_interval(times))


def half_interval(times: Sequence[float]) -> float:
    """Half of the usual time between two of ``times``, and a little for rounding."""
    steps = [b - a for a, b in pairwise(times)]
    return (median(steps) if steps else ONLY_FRAME_S) / 2 + 1e-6
