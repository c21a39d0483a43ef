"""Whether a confidence is worth what it says: decisions on occupancy with how they turned out."""

from collections import defaultdict
from collections.abc import Iterator

from eval.scores.scenario import Scenario
from eval.scores.seat_states import UNKNOWN, half_interval, nearest


def occupancy_decisions(scenario: Scenario) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of every decision that said something and has a truth near it."""
    true: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for frame in scenario.frames or ():
        for seat, state in frame.seats.items():
            true[seat].append((frame.time, state.occupancy))
    courses = {seat: sorted(samples) for seat, samples in true.items()}
    times = {seat: [time for time, _ in samples] for seat, samples in courses.items()}
    reach = {seat: half_interval(each) for seat, each in times.items()}
    for each in scenario.observations:
        if each.seat not in courses or each.occupancy == UNKNOWN or each.confidence is None:
            continue
        place = nearest(times[each.seat], each.time)
        if abs(times[each.seat][place] - each.time) <= reach[each.seat]:
            yield each.confidence, courses[each.seat][place][1] == each.occupancy
