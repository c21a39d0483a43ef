"""Each decision on a seat, held against the seat's true state at that moment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from eval.scores.courses import Course, courses
from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.tally import AspectTally, Decisions

ASPECTS = ("occupancy", "chair", "posture")
UNKNOWN = "unknown"


def tally_states(
    frames: Sequence[TrueFrame], observations: Iterable[Observed]
) -> dict[str, dict[str, AspectTally]]:
    """For each seat and aspect the sums. Moments whose true value is unknown are left out."""
    known = {aspect: aspect_courses(frames, aspect) for aspect in ASPECTS}
    confusion: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    settled: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for each in observations:
        for aspect in ASPECTS:
            course = known[aspect].get(each.seat)
            true = None if course is None else course.at(each.time)
            if course is None or true is None:
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


def aspect_courses(frames: Iterable[TrueFrame], aspect: str) -> dict[str, Course[str]]:
    """For each seat the true values of one of ``ASPECTS``."""

    def known(state: SeatState) -> str | None:
        value: str = getattr(state, aspect)
        return None if value == UNKNOWN else value

    return courses(frames, known)


def _decisions(confusion: Counter[tuple[str, str]]) -> Decisions:
    return Decisions(
        confusion.total(),
        sum(count for (true, seen), count in confusion.items() if true == seen),
        sum(count for (_, seen), count in confusion.items() if seen == UNKNOWN),
    )
