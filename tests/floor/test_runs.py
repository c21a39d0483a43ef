"""Runs, whatever they are of: they rest on evidence, and times alone make them."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.runs import Run, follow, settle, us
from floor.time import Instant, plus

SEEN = {"y": True, "n": False, "?": None}


@dataclass(frozen=True)
class Rule:
    """Times of a run, in seconds."""

    enter_s: float = 2.0
    seen_share: float = 1.0
    exit_s: float = 2.0
    early_exit_s: float = 1.0
    blind_bridge_s: float = 5.0
    max_gap_s: float = 2.0


RULE = Rule()
Looks = list[tuple[Instant, bool | None]]


def looks(picture: str, every: float = 0.5) -> Looks:
    """A letter a decision: yes, no, ? not judged, a blank for none."""
    return [
        (plus(Instant(0), i * every), SEEN[letter])
        for i, letter in enumerate(picture)
        if letter != " "
    ]


def runs(seen: Looks, rule: Rule = RULE) -> tuple[list[Run], Run | None]:
    """The episodes that ended, and the run that goes on."""
    run, last, found = None, None, []
    for now, is_seen in seen:
        run, ended = follow(run, is_seen, now, last, (0.9,), rule)
        found += [] if ended is None else [ended]
        last = now
    return found, run


def spans(picture: str, rule: Rule = RULE) -> list[tuple[float, float]]:
    found, going = runs(looks(picture), rule)
    if going is not None and going.is_episode:
        found.append(going)
    return [(run.start / 1e6, run.last_seen / 1e6) for run in found]


def test_a_run_is_an_episode_once_enough_of_it_was_seen() -> None:
    assert spans("nyyyynnnnn") == []
    assert spans("nyyyyynnnnn") == [(0.5, 2.5)]


def test_it_begins_and_ends_with_a_sight() -> None:
    assert spans("nn?yyyyyy?nnnnnn") == [(1.5, 4.0)]


def test_a_contradiction_short_of_the_exit_is_inside() -> None:
    assert spans("yyyyyynnnnyyyyyy") == [(0.0, 7.5)]
    assert spans("yyyyyynnnnnyyyyyy") == [(0.0, 2.5), (5.5, 8.0)]


def test_before_it_is_an_episode_less_patience_is_had() -> None:
    assert spans("yyynnyyyyynnnnn") == [(0.0, 4.5)]
    assert spans("yyynnnyyyyynnnnn") == [(3.0, 5.0)]


def test_a_share_of_the_time_is_enough_where_the_rule_says_so() -> None:
    half = Rule(enter_s=3.0, seen_share=0.5)
    assert spans("yyynyynnnnn", half) == []
    assert spans("yyynyyynnnnn", half) == [(0.0, 3.0)]
    assert spans("yyynyyynnnnn", Rule(enter_s=3.0)) == []
    assert spans("ynyynynyyn" + "n" * 9, half) == []


def test_neither_blind_time_nor_contradictions_are_seen_time() -> None:
    (ended,), _ = runs(looks("yyyyy??yyynyyynnnnn"))
    assert ended.seen_us == us(2.0 + 1.0 + 1.0)
    assert ended.blind_us == us(1.5)


def test_blind_time_after_the_last_sight_is_not_inside() -> None:
    (ended,), _ = runs(looks("yyyyy????nnnnn"))
    assert (ended.last_seen, ended.blind_us) == (us(2.0), 0)


films = st.lists(
    st.tuples(st.sampled_from("yyyn? "), st.integers(1, 14)), min_size=1, max_size=14
).map(lambda parts: looks("".join(letter * length for letter, length in parts)))
uneven = st.lists(
    st.tuples(st.integers(1, 3_000_000), st.sampled_from([True, True, False, None])), max_size=60
)


def at_times(steps: list[tuple[int, bool | None]]) -> Looks:
    """Decisions at odd intervals, in microseconds."""
    now, found = 0, []
    for step, seen in steps:
        now += step
        found.append((Instant(now), seen))
    return found


@settings(deadline=None)
@given(films | uneven.map(at_times))
def test_an_episode_is_no_longer_than_its_evidence_and_what_is_bridged(seen: Looks) -> None:
    ended, going = runs(seen)
    sights = [now for now, is_seen in seen if is_seen]
    reached = -1
    for run in [*ended, *([] if going is None else [going])]:
        assert reached < run.start <= run.last_seen
        reached = run.last_seen
        inside = [now for now in sights if run.start <= now <= run.last_seen]
        assert (inside[0], inside[-1]) == (run.start, run.last_seen)
        # Blind up to a contradiction, then blind again: each is bridged for less than five seconds.
        assert all(b - a < 2 * us(RULE.blind_bridge_s) for a, b in pairwise(inside))
        assert 0 <= run.seen_us + run.blind_us <= run.last_seen - run.start
        assert run.last_seen - run.start >= us(RULE.enter_s) or not run.is_episode
        assert run not in ended or run.seen_us >= us(RULE.enter_s)


@settings(deadline=None)
@given(films | uneven.map(at_times))
def test_seen_time_lies_only_between_two_successive_sights(seen: Looks) -> None:
    proven = sum(
        now - before
        for (before, was), (now, is_seen) in pairwise(seen)
        if was and is_seen and now - before <= us(RULE.max_gap_s)
    )
    ended, going = runs(seen)
    assert sum(run.seen_us for run in [*ended, *([] if going is None else [going])]) <= proven


@settings(deadline=None)
@given(films, st.integers(1, 40))
def test_settling_is_what_the_next_unjudged_decision_would_do(seen: Looks, halves: int) -> None:
    _, run = runs(seen)
    last, now = seen[-1][0] if seen else Instant(0), Instant(0)
    if run is None:
        return
    now = plus(last, halves / 2)
    left, ended = settle(run, now, last, RULE)
    after, over = follow(run, None, now, last, (0.9,), RULE)
    silent = now - last > us(RULE.max_gap_s) or last != run.evidence
    assert (left, ended) == ((after, over) if silent else (run, None))
