"""When a seat was left and taken again, as seen; and when an agent left and came back, as said."""

import pytest

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.interval import Interval
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.rules import OffSeatRule
from floor.time import Instant, plus
from floor.timeline import Timeline
from floor.turns import said_turns, seat_turns

START = Instant(1_772_413_200_000_000)
AGENT = AgentKey("2011")
LOOKS = {"o": Occupancy.OCCUPIED, "e": Occupancy.EMPTY, "?": Occupancy.UNKNOWN}


def seen(picture: str) -> list[tuple[float, bool]]:
    """One letter a second: o occupied, e empty, ? unknown, a dot for no observation."""
    looked = [
        SeatObservation(
            plus(START, second), SeatId("A"), LOOKS[letter], Chair.UNKNOWN, Posture.UNKNOWN, 0.9, ""
        )
        for second, letter in enumerate(picture)
        if letter != "."
    ]
    return [((t.at - START) / 1e6, t.away) for t in seat_turns(looked, OffSeatRule())]


@pytest.mark.parametrize(
    ("picture", "turns"),
    [
        ("oooeeeeeooo", [(3, True), (8, False)]),
        ("ooo?eeeee?ooo", [(4, True), (10, False)]),
        ("ooooeeoooo", []),  # two seconds are no leaving
        ("eeeeoeeeee", []),  # who walks past has not come back
        ("oooo???eeeee", []),  # nobody saw when
        ("oooo...eeeee", []),
        ("eeeee", []),
    ],
)
def test_what_is_seen(picture: str, turns: list[tuple[float, bool]]) -> None:
    assert seen(picture) == turns


def said(*states: tuple[float, AgentState], ttl_s: float = 7_200.0) -> list[tuple[float, bool]]:
    events = [
        AgentEvent("pbx", "", AGENT, state, "", plus(START, at), plus(START, at))
        for at, state in states
    ]
    span = Interval(START, plus(START, 10_000))
    turns = said_turns(AGENT, Timeline(events, ttl_s), span)
    return [((t.at - START) / 1e6, t.away) for t in turns]


def test_what_is_said() -> None:
    assert said(
        (0, AgentState.AVAILABLE),
        (50, AgentState.ON_CONTACT),
        (100, AgentState.BREAK),
        (200, AgentState.MEAL),
        (300, AgentState.AVAILABLE),
        (400, AgentState.LOGGED_OFF),
    ) == [(100, True), (300, False), (400, True)]


def test_nobody_knows_when_a_state_ended_that_was_last_heard_of_long_ago() -> None:
    assert said((0, AgentState.AVAILABLE), (500, AgentState.BREAK), ttl_s=100.0) == []


def test_the_first_word_is_no_turn() -> None:
    assert said((100, AgentState.AVAILABLE)) == []
