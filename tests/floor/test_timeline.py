"""An agent's states over time, from events in any order, twice, late."""

import itertools
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.agent_log import AgentLog
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.time import Instant, plus
from floor.timeline import StateInterval, Timeline

START = Instant(1_772_413_200_000_000)
TTL = 100.0


def at(second: float) -> Instant:
    return plus(START, second)


def event(
    second: float, state: AgentState, event_id: str = "", agent: str = "2011", reason: str = ""
) -> AgentEvent:
    return AgentEvent("pbx", event_id, AgentKey(agent), state, reason, at(second), at(second))


def told(timeline: Timeline, start: float, end: float) -> list[tuple[float, float, str, bool]]:
    return [
        ((i.start - START) / 1e6, (i.end - START) / 1e6, i.state.value, i.stale)
        for i in timeline.intervals(at(start), at(end))
    ]


events = st.lists(
    st.builds(
        event,
        st.integers(0, 300),
        st.sampled_from(list(AgentState)),
        st.sampled_from(["", "", "e1", "e2", "e3", "e4"]),
        reason=st.sampled_from(["", "tea"]),
    ),
    max_size=12,
)


def test_the_state_is_unknown_before_the_first_event_and_after_the_time_to_live() -> None:
    timeline = Timeline([event(10, AgentState.AVAILABLE), event(20, AgentState.BREAK)], TTL)
    assert told(timeline, 0, 200) == [
        (0, 10, "UNKNOWN", False),
        (10, 20, "AVAILABLE", False),
        (20, 120, "BREAK", False),
        (120, 200, "UNKNOWN", True),
    ]


def test_a_repeated_state_renews_it_as_a_heartbeat_does() -> None:
    timeline = Timeline([event(0, AgentState.BREAK), event(90, AgentState.BREAK)], TTL)
    assert told(timeline, 0, 180) == [(0, 180, "BREAK", False)]


def test_a_state_that_went_stale_comes_back_with_the_next_event() -> None:
    timeline = Timeline([event(0, AgentState.BREAK), event(150, AgentState.BREAK)], TTL)
    assert told(timeline, 50, 160) == [
        (50, 100, "BREAK", False),
        (100, 150, "UNKNOWN", True),
        (150, 160, "BREAK", False),
    ]


def test_an_agent_of_whom_nothing_was_said_is_unknown() -> None:
    assert told(Timeline([], TTL), 0, 5) == [(0, 5, "UNKNOWN", False)]
    assert Timeline([], TTL).intervals(at(5), at(5)) == ()


def test_of_two_states_at_one_moment_the_one_that_accuses_less_holds() -> None:
    both = [event(5, AgentState.MEAL, "a"), event(5, AgentState.AVAILABLE, "b")]
    assert Timeline(both, TTL).state_at(at(5)) is AgentState.MEAL
    assert Timeline(both[::-1], TTL).state_at(at(5)) is AgentState.MEAL


def test_a_timeline_is_of_one_agent() -> None:
    with pytest.raises(ValueError, match="one agent"):
        Timeline([event(0, AgentState.BUSY), event(0, AgentState.BUSY, agent="2012")], TTL)


@given(events, st.randoms(use_true_random=False))
def test_order_repeats_and_time_of_receipt_change_nothing(
    said: list[AgentEvent], random: Random
) -> None:
    heard = [replace(item, received_at=at(999 + i)) for i, item in enumerate(said + said[::2])]
    random.shuffle(heard)
    once, again = Timeline(said, TTL), Timeline(heard, TTL)
    assert once.intervals(at(-10), at(600)) == again.intervals(at(-10), at(600))


@given(events, st.integers(-10, 500), st.integers(0, 200))
def test_intervals_leave_no_gap_and_agree_with_state_at(
    said: list[AgentEvent], start: int, length: int
) -> None:
    timeline = Timeline(said, TTL)
    found = timeline.intervals(at(start), at(start + length))
    assert sum(item.end - item.start for item in found) == length * 1_000_000
    for before, now in itertools.pairwise(found):
        assert before.end == now.start
        assert (before.state, before.stale) != (now.state, now.stale)
    for item in found:
        assert timeline.state_at(item.start) is item.state
        assert timeline.state_at(Instant(item.end - 1)) is item.state


@given(events, st.integers(0, 12))
def test_a_log_that_hears_late_says_what_one_that_heard_at_once_says(
    said: list[AgentEvent], cut: int
) -> None:
    log = AgentLog(TTL)
    log.add(said[cut:])
    log.timeline(AgentKey("2011"))
    log.add(said[:cut])
    late = log.timeline(AgentKey("2011")).intervals(at(0), at(500))
    assert late == Timeline(said, TTL).intervals(at(0), at(500))


def test_a_log_names_the_agents_of_whom_something_new_was_said() -> None:
    log = AgentLog(TTL)
    said = [event(0, AgentState.BUSY, "e1"), event(0, AgentState.BREAK, "e2", agent="2012")]
    assert log.add(said) == {"2011", "2012"}
    kept = log.timeline(AgentKey("2012"))
    assert log.add([*said, event(9, AgentState.MEAL, "e3")]) == {"2011"}
    assert log.timeline(AgentKey("2012")) is kept


@given(events, st.integers(0, 300))
def test_forgetting_what_is_old_changes_nothing_later(said: list[AgentEvent], before: int) -> None:
    log = AgentLog(TTL)
    log.add(said)
    log.forget(AgentKey("2011"), at(before))
    kept = log.timeline(AgentKey("2011")).intervals(at(before), at(600))
    assert kept == Timeline(said, TTL).intervals(at(before), at(600))


def test_a_state_interval_says_that_it_is_stale() -> None:
    assert not StateInterval(at(0), at(1), AgentState.UNKNOWN).stale
