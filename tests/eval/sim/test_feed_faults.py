"""The log suffers the faults that the script asks for, and nothing else."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.sim.agents import agent_events, phone_states, roster_csv
from eval.sim.script import FeedFaults, Person, Script, StateEvent
from tests.eval.sim.conftest import SMALL

STATES = ["AVAILABLE", "ON_CONTACT", "AFTER_CONTACT_WORK", "BREAK", "MEAL", "MEETING", "BUSY"]
PLAIN = Script.model_validate(yaml.safe_load(SMALL))
SHARES = st.floats(0, 1)
EVENTS = st.lists(
    st.tuples(st.integers(-60, 59), st.sampled_from(STATES)), max_size=6, unique_by=lambda e: e[0]
)
FAULTS = st.builds(
    FeedFaults,
    late=SHARES,
    late_s=st.floats(0, 90),
    missing=SHARES,
    repeated=SHARES,
    shuffle_s=st.floats(0, 30),
    clock_offset_s=st.floats(-60, 60),
    clock_drift_ppm=st.floats(-500, 500),
    forgets=st.sampled_from([[], ["p1"], ["p1", "p2"]]),
)


@st.composite
def scripts(draw: Callable[..., Any], faults: st.SearchStrategy[FeedFaults] = FAULTS) -> Script:
    people = [_with_states(person, draw(EVENTS)) for person in PLAIN.people]
    change = {"people": people, "feed": draw(faults), "seed": draw(st.integers(0, 99))}
    return PLAIN.model_copy(update=change)


def _with_states(person: Person, events: list[tuple[int, str]]) -> Person:
    states = [StateEvent.model_validate({"at": at, "state": state}) for at, state in events]
    return person.model_copy(update={"states": states})


def with_faults(script: Script, **faults: Any) -> Script:
    return script.model_copy(update={"feed": script.feed.model_copy(update=faults)})


def key_of(event: dict[str, Any]) -> str:
    return json.dumps({k: v for k, v in event.items() if k != "received_at"})


def seconds(script: Script, text: str) -> float:
    return (datetime.fromisoformat(text) - script.start).total_seconds()


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_no_event_is_invented(script: Script) -> None:
    keys = {person.agent_key: person for person in script.people}
    for event in agent_events(script):
        person = keys[event["agent_key"]]
        assert event["state"] in {said.state for said in person.states}
        at = seconds(script, event["effective_at"]) - script.feed.clock_offset_s
        assert any(abs(at - said.at) < 0.05 for said in person.states)


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_the_same_seed_gives_the_same_log(script: Script) -> None:
    assert agent_events(script) == agent_events(script)


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_late_lines_change_no_event_but_when_it_comes(script: Script) -> None:
    punctual = Counter(key_of(event) for event in agent_events(with_faults(script, late=0.0)))
    assert Counter(key_of(event) for event in agent_events(script)) == punctual


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_missing_lines_are_the_only_ones_that_differ(script: Script) -> None:
    whole = Counter(key_of(event) for event in agent_events(with_faults(script, missing=0.0)))
    left = Counter(key_of(event) for event in agent_events(script))
    assert all(left[key] in (0, whole[key]) for key in whole)
    assert set(left) <= set(whole)


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_repeats_add_a_second_copy_and_nothing_else(script: Script) -> None:
    once = agent_events(with_faults(script, repeated=0.0))
    more = Counter(json.dumps(event) for event in agent_events(script))
    assert all(json.dumps(event) in more for event in once)
    assert {key_of(json.loads(line)) for line in more} == {key_of(event) for event in once}
    assert max(Counter(key_of(json.loads(line)) for line in more).values(), default=0) <= 2


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_no_line_strays_further_than_it_may(script: Script) -> None:
    received = [seconds(script, event["received_at"]) for event in agent_events(script)]
    for place, at in enumerate(received):
        assert max(received[:place], default=at) - at <= script.feed.shuffle_s + 0.002


@settings(max_examples=40, deadline=None)
@given(
    scripts(
        faults=st.builds(
            FeedFaults,
            late=SHARES,
            repeated=SHARES,
            shuffle_s=st.floats(0, 60),
            forgets=st.sampled_from([[], ["p2"]]),
        )
    )
)
def test_true_states_can_be_rebuilt_from_a_late_shuffled_repeated_log(script: Script) -> None:
    events = {event["event_id"]: event for event in agent_events(script)}.values()
    for person in script.people:
        own = [event for event in events if event["agent_key"] == person.agent_key]
        held: list[tuple[float, str]] = []
        for event in sorted(own, key=lambda event: event["effective_at"]):
            if not held or held[-1][1] != event["state"]:
                held.append((seconds(script, event["effective_at"]), event["state"]))
        true = phone_states(script).get(person.id, ())
        assert held == [(each.start, each.state) for each in true]


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_phone_states_do_not_suffer_from_the_way_to_us(script: Script) -> None:
    faultless = script.model_copy(update={"feed": FeedFaults(forgets=script.feed.forgets)})
    assert phone_states(script) == phone_states(faultless)


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_phone_states_follow_one_another_without_a_gap(script: Script) -> None:
    for states in phone_states(script).values():
        for one, other in pairwise(states):
            assert one.end == other.start
            assert one.state != other.state
        assert not states or states[-1].end == float("inf")


def test_who_forgets_stays_available_through_a_break(small: Script) -> None:
    events = [(-5, "AVAILABLE"), (20, "BREAK"), (50, "AVAILABLE")]
    person = _with_states(small.people[0], events)
    script = with_faults(
        small.model_copy(update={"people": [person, small.people[1]]}), forgets=["p1"]
    )
    (held,) = phone_states(script)["p1"]
    assert (held.state, held.start, held.end) == ("AVAILABLE", -5, float("inf"))
    assert "BREAK" not in {event["state"] for event in agent_events(script)}


def test_a_clock_that_is_ahead_and_drifts_moves_what_took_effect_not_what_was_received(
    small: Script,
) -> None:
    plain, ahead = (
        {event["event_id"]: event for event in agent_events(script)}
        for script in (small, with_faults(small, clock_offset_s=7.0, clock_drift_ppm=1000.0))
    )
    for name, event in ahead.items():
        moved = seconds(small, event["effective_at"]) - seconds(small, plain[name]["effective_at"])
        assert moved == pytest.approx(7.0 - 0.005, abs=0.0011)  # both say -5 s
        assert event["received_at"] == plain[name]["received_at"]


def test_a_late_event_comes_as_late_as_the_script_says(small: Script) -> None:
    for event in agent_events(with_faults(small, late=1.0, late_s=42.0)):
        gap = datetime.fromisoformat(event["received_at"]) - datetime.fromisoformat(
            event["effective_at"]
        )
        assert gap == timedelta(seconds=42.2)


def test_a_share_of_missing_lines_is_about_that_share(small: Script) -> None:
    events = [(at, STATES[at % len(STATES)]) for at in range(-60, 59)]
    people = [_with_states(person, events) for person in small.people]
    script = small.model_copy(update={"people": people})
    kept = len(agent_events(with_faults(script, missing=0.3))) / len(agent_events(script))
    assert 0.6 < kept < 0.8


def test_swapped_seats_are_the_wrong_way_round_in_the_roster_alone(small: Script) -> None:
    swapped = with_faults(small, swapped_seats=[("A-01", "A-02")])
    rows = list(csv.DictReader(io.StringIO(roster_csv(swapped))))
    assert {row["agent_key"]: row["seat"] for row in rows} == {"1": "A-02", "2": "A-01"}
    assert agent_events(swapped) == agent_events(small)


def test_someone_swapped_with_an_empty_seat_is_rostered_there(small: Script) -> None:
    alone = small.model_copy(update={"people": small.people[:1]})
    rows = list(
        csv.DictReader(
            io.StringIO(roster_csv(with_faults(alone, swapped_seats=[("A-02", "A-01")])))
        )
    )
    assert [row["seat"] for row in rows] == ["A-02"]
