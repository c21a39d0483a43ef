"""Who is meant to sit where."""

import pytest

from floor.agent_state import AgentKey
from floor.interval import Interval
from floor.layout import SeatId
from floor.roster import Roster, RosterEntry, RosterSpan
from floor.time import Instant

A1, A2 = SeatId("A-01"), SeatId("A-02")
ANN, BEN = AgentKey("2011"), AgentKey("2012")


def entry(seat: SeatId, agent: AgentKey, start: int | None, end: int | None) -> RosterEntry:
    return RosterEntry(
        seat,
        agent,
        None if start is None else Instant(start),
        None if end is None else Instant(end),
    )


def test_a_seat_is_the_agents_from_start_up_to_end() -> None:
    roster = Roster([entry(A1, BEN, 20, None), entry(A1, ANN, 10, 20)])
    held = [roster.agent_at(A1, Instant(moment)) for moment in (9, 10, 19, 20, 999)]
    assert held == [None, ANN, ANN, BEN, BEN]
    assert roster.agent_at(A2, Instant(10)) is None


def test_spans_leave_no_gap() -> None:
    roster = Roster([entry(A1, ANN, None, 20), entry(A1, BEN, 30, 40)])
    assert roster.spans(A1, Instant(10), Instant(50)) == (
        RosterSpan(ANN, Interval(Instant(10), Instant(20))),
        RosterSpan(None, Interval(Instant(20), Instant(30))),
        RosterSpan(BEN, Interval(Instant(30), Instant(40))),
        RosterSpan(None, Interval(Instant(40), Instant(50))),
    )
    assert roster.agents_of(A1) == {ANN, BEN}


def test_two_agents_on_a_seat_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="A-01"):
        Roster([entry(A1, ANN, 10, None), entry(A1, BEN, 20, 30)])


def test_an_entry_must_end_after_it_starts() -> None:
    with pytest.raises(ValueError, match="A-01"):
        entry(A1, ANN, 10, 10)
