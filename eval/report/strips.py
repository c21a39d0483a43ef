"""What was true and what was seen of a seat, as stretches of time. Pure code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from eval.scores.scenario import Observed, Scenario, SeatState

GAP_STEPS = 1.75
"""Where the next sample is further away than this many usual steps, there is a gap."""
ONLY_STEP_S = 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state from ``start`` to ``end``, in seconds."""

    start: float
    end: float
    state: str


@dataclass(frozen=True, slots=True)
class SeatStrips:
    """One seat's course: what was true, and what was seen."""

    seat: str
    truth: tuple[Stretch, ...]
    seen: tuple[Stretch, ...]


def seat_strips(scenario: Scenario) -> tuple[SeatStrips, ...]:
    """Every seat that was seen or has a truth, in order of names."""
    true: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for frame in scenario.frames or ():
        for seat, state in frame.seats.items():
            true[seat].append((frame.time, word(state)))
    seen: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for each in scenario.observations:
        seen[each.seat].append((each.time, word(each)))
    return tuple(
        SeatStrips(
            seat,
            stretches(true.get(seat, ()), scenario.duration_s),
            stretches(seen.get(seat, ()), scenario.duration_s),
        )
        for seat in sorted({*true, *seen})
    )


def word(state: SeatState | Observed) -> str:
    """occupied, empty, standing (beside the chair, so empty) or unknown."""
    if state.occupancy == "empty" and state.posture == "standing":
        return "standing"
    return state.occupancy


def stretches(samples: Sequence[tuple[float, str]], duration_s: float) -> tuple[Stretch, ...]:
    """Samples (time, state) joined where the state stays and none is missing."""
    ordered = sorted(samples)
    steps = [b - a for (a, _), (b, _) in pairwise(ordered)]
    step = median(steps) if steps else ONLY_STEP_S
    joined: list[Stretch] = []
    for index, (time, state) in enumerate(ordered):
        following = ordered[index + 1][0] if index + 1 < len(ordered) else time + step
        whole = following - time <= GAP_STEPS * step
        end = min(following if whole else time + step, duration_s)
        if joined and joined[-1].state == state and abs(joined[-1].end - time) < 1e-6:
            joined[-1] = Stretch(joined[-1].start, end, state)
        else:
            joined.append(Stretch(time, end, state))
    return tuple(joined)


def by_state(strip: Iterable[Stretch]) -> Mapping[str, list[Stretch]]:
    """The stretches of each state."""
    states: dict[str, list[Stretch]] = defaultdict(list)
    for each in strip:
        states[each.state].append(each)
    return states
