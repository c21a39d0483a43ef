"""What people do, decision by decision: what was seen of it, held against the truth."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.scores.bootstrap import Draws, ratio_interval
from eval.scores.courses import courses
from eval.scores.result import ActivityScore
from eval.scores.scenario import Observed, TrueFrame
from eval.scores.span import Span
from eval.scores.tally import ActivityTally
from floor.observation import Activity

FOOD = "food_on_desk"
"""Food on a desk is nobody's doing: the episodes of truth.jsonl say when it lies there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: any of ``seen`` in an observation, any of ``true`` in the truth."""

    seen: frozenset[str]
    true: frozenset[str]


def _sought(seen: Activity, true: str) -> Sought:
    return Sought(frozenset({seen.value}), frozenset({true}))


PHONES = {
    "phone_in_hand": _sought(Activity.PHONE_IN_HAND, "phone_hand"),
    "phone_at_ear": _sought(Activity.PHONE_AT_EAR, "phone_ear"),
    "phone_raised": _sought(Activity.PHONE_RAISED, "phone_photo"),
}
ACTIVITIES: Mapping[str, Sought] = {
    "phone_use": Sought(
        frozenset().union(*(each.seen for each in PHONES.values())),
        frozenset().union(*(each.true for each in PHONES.values())),
    ),
    **PHONES,
    "food": _sought(Activity.FOOD, FOOD),
    "drink": _sought(Activity.DRINK, "drink"),
    "hand_raised": _sought(Activity.HAND_RAISED, "raise_hand"),
    "feet_on_desk": _sought(Activity.FEET_ON_DESK, "feet_up"),
}
"""By the names of observations.jsonl; ``phone_use`` is a phone in any of the three places."""


def tally_activities(
    frames: Sequence[TrueFrame],
    truth: Sequence[Span] | None,
    observations: Iterable[Observed],
) -> dict[str, dict[str, ActivityTally]]:
    """For each seat and activity the sums, where frames tell what its person does.

    ``truth`` are the true episodes; food is left out without any.
    """
    known = courses(frames, lambda state: state.doing)
    meals = _meals(truth or ())
    moments: dict[str, Counter[tuple[frozenset[str], frozenset[str] | None]]] = defaultdict(Counter)
    for each in observations:
        doing = known[each.seat].at(each.time) if each.seat in known else None
        if doing is None:
            continue
        eats = any(start <= each.time < end for start, end in meals.get(each.seat, ()))
        true = frozenset(doing) | ({FOOD} if eats else set())
        moments[each.seat][true, None if each.doing is None else frozenset(each.doing)] += 1
    asked = {name: each for name, each in ACTIVITIES.items() if truth is not None or name != "food"}
    return {
        seat: {name: _tally(sought, counts) for name, sought in asked.items()}
        for seat, counts in moments.items()
    }


def activity_scores(
    tallies: Mapping[str, ActivityTally],
    units: Sequence[Mapping[str, ActivityTally]] = (),
    draws: Draws | None = None,
) -> dict[str, ActivityScore]:
    """The figures of each activity; ``draws`` of ``units`` give intervals."""
    return {
        name: _score(tallies[name], [unit.get(name, ActivityTally()) for unit in units], draws)
        for name in ACTIVITIES
        if name in tallies
    }


def _meals(truth: Iterable[Span]) -> dict[str, list[tuple[float, float]]]:
    meals: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for span in truth:
        if span.kind == FOOD:
            for seat in span.seats:
                meals[seat].append((span.start, float("inf") if span.end is None else span.end))
    return meals


def _tally(
    sought: Sought, moments: Mapping[tuple[frozenset[str], frozenset[str] | None], int]
) -> ActivityTally:
    true = seen = right = unknown = 0
    for (doing, said), count in moments.items():
        is_true = not sought.true.isdisjoint(doing)
        is_seen = said is not None and not sought.seen.isdisjoint(said)
        true += count * is_true
        seen += count * is_seen
        right += count * (is_true and is_seen)
        unknown += count * (said is None)
    return ActivityTally(sum(moments.values()), true, seen, right, unknown)


def _score(
    tally: ActivityTally, units: Sequence[ActivityTally], draws: Draws | None
) -> ActivityScore:
    intervals = None
    if draws is not None:
        right = [unit.right for unit in units]
        found = {
            "precision": ratio_interval(draws, right, [unit.seen for unit in units]),
            "recall": ratio_interval(draws, right, [unit.true for unit in units]),
            "f1": ratio_interval(
                draws, [2 * each for each in right], [unit.true + unit.seen for unit in units]
            ),
        }
        intervals = {name: each for name, each in found.items() if each is not None}
    return ActivityScore(
        decisions=tally.all,
        true=tally.true,
        seen=tally.seen,
        right=tally.right,
        unknown=_share(tally.unknown, tally.all),
        precision=_share(tally.right, tally.seen),
        recall=_share(tally.right, tally.true),
        f1=_share(2 * tally.right, tally.true + tally.seen),
        intervals=intervals,
    )


def _share(above: int, below: int) -> float | None:
    return round(above / below, 6) if below else None
