"""Stretches of event time, half open: from ``start`` up to, not including, ``end``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from floor.time import SECOND, Instant


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The time from ``start`` up to ``end``."""

    start: Instant
    end: Instant

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return (self.end - self.start) / SECOND

    def within(self, start: Instant, end: Instant) -> "Interval | None":
        """The part between ``start`` and ``end``; None where nothing of it lies there."""
        first, last = max(self.start, start), min(self.end, end)
        return Interval(first, last) if first < last else None


def coalesce(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time as few, sorted, disjoint, non-empty intervals."""
    merged: list[Interval] = []
    for item in sorted(intervals):
        if item.start == item.end:
            continue
        if merged and item.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, item.end))
        else:
            merged.append(item)
    return tuple(merged)


def intersect(left: Sequence[Interval], right: Sequence[Interval]) -> tuple[Interval, ...]:
    """The time in both; each side must be sorted and disjoint, as ``coalesce`` leaves it."""
    shared: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        part = left[i].within(right[j].start, right[j].end)
        if part is not None:
            shared.append(part)
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return tuple(shared)


def total_seconds(intervals: Iterable[Interval]) -> float:
    """The summed length in seconds: summed as whole microseconds, so that order changes nothing."""
    return sum(item.end - item.start for item in intervals) / SECOND
