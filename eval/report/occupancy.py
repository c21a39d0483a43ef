"""Decisions on occupancy beside what was true then, and how long they were wrong."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eval.report.strips import stretches
from eval.scores.courses import SETTLING_S
from eval.scores.scenario import Scenario
from eval.scores.seat_states import UNKNOWN, aspect_courses


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of a seat, and the truth."""

    seat: str
    time: float
    true: str
    seen: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A seat that was taken for ``seen`` from ``start`` to ``end`` (seconds) and was not."""

    seat: str
    seen: str
    start: float
    end: float


def decisions(scenario: Scenario) -> Iterator[Decision]:
    """Every decision that said something and has a truth near it."""
    known = aspect_courses(scenario.frames or (), "occupancy")
    for each in scenario.observations:
        if each.seat not in known or each.occupancy == UNKNOWN:
            continue
        true = known[each.seat].at(each.time)
        if true is not None:
            yield Decision(each.seat, each.time, true, each.occupancy)


def wrong_stretches(scenario: Scenario) -> Iterator[Wrong]:
    """Where a seat was taken for another state for longer than smoothing explains."""
    verdicts: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for each in decisions(scenario):
        verdicts[each.seat].append((each.time, "" if each.true == each.seen else each.seen))
    for seat, samples in verdicts.items():
        for stretch in stretches(samples, scenario.duration_s):
            if stretch.state and stretch.end - stretch.start > SETTLING_S:
                yield Wrong(seat, stretch.state, stretch.start, stretch.end)
