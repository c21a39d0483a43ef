"""Decisions on occupancy beside what was true then: how sure they were, and how long wrong."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eval.report.strips import stretches
from eval.scores.scenario import Scenario
from eval.scores.seat_states import SETTLING_S, UNKNOWN, half_interval, nearest


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of a seat, and the truth."""

    seat: str
    time: float
    true: str
    seen: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A seat that was taken for ``seen`` from ``start`` to ``end`` (seconds) and was not."""

    seat: str
    seen: str
    start: float
    end: float


def decisions(scenario: Scenario) -> Iterator[Decision]:
    """Every decision that said something and has a truth near it."""
    true: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for frame in scenario.frames or ():
        for seat, state in frame.seats.items():
            true[seat].append((frame.time, state.occupancy))
    courses = {seat: sorted(samples) for seat, samples in true.items()}
    times = {seat: [time for time, _ in samples] for seat, samples in courses.items()}
    reach = {seat: half_interval(each) for seat, each in times.items()}
    for each in scenario.observations:
        if each.seat not in courses or each.occupancy == UNKNOWN:
            continue
        place = nearest(times[each.seat], each.time)
        if abs(times[each.seat][place] - each.time) <= reach[each.seat]:
            was = courses[each.seat][place][1]
            yield Decision(each.seat, each.time, was, each.occupancy, each.confidence)


def wrong_stretches(scenario: Scenario) -> Iterator[Wrong]:
    """Where a seat was taken for another state for longer than smoothing explains."""
    verdicts: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for each in decisions(scenario):
        verdicts[each.seat].append((each.time, "" if each.true == each.seen else each.seen))
    for seat, samples in verdicts.items():
        for stretch in stretches(samples, scenario.duration_s):
            if stretch.state and stretch.end - stretch.start > SETTLING_S:
                yield Wrong(seat, stretch.state, stretch.start, stretch.end)
