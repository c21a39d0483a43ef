"""When people left their seats and came back, as seen by cameras and as said by the phone system.

Both are told as ``Turn``s of agents, so that they can be laid side by side. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from floor.agent_state import AgentKey, AgentState
from floor.correlate import EXPECTED, EXPLAINED
from floor.episodes import Sight, sight
from floor.interval import Interval
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.rules import OffSeatRule
from floor.runs import us
from floor.time import Instant
from floor.timeline import Timeline

WORKING: Final = EXPECTED | {AgentState.ON_CONTACT}
"""States of somebody who is at the seat; those of ``EXPLAINED`` are of somebody who need not be."""


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """An agent left (``away``) or came back at that moment, by the clock of who tells it."""

    at: Instant
    agent_key: AgentKey
    away: bool


@dataclass(frozen=True, slots=True, order=True)
class SeatTurn:
    """A seat became empty (``away``) or taken at that moment."""

    at: Instant
    seat: SeatId
    away: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of a seat: what holds, and since when the contrary has been seen."""

    last: Instant
    holds: Sight | None
    newer: Sight | None
    since: Instant


def seat_turns(observations: Iterable[SeatObservation], rule: OffSeatRule) -> Iterator[SeatTurn]:
    """The turns of all seats; each seat's observations in order of time.

    A turn is told only where both sides of it were seen: what held before, and then, no more than
    ``max_gap_s`` later, its contrary for ``enter_s`` (empty) or ``exit_s`` (taken). Its moment is
    the contrary's first. After a longer blindness nobody knows when it was, so nothing is told.
    """
    seats: dict[SeatId, _Seen] = {}
    patience = {Sight.AWAY: us(rule.enter_s), Sight.PRESENT: us(rule.exit_s)}
    for each in observations:
        now, seen = each.time, sight(each)
        before = seats.get(each.seat)
        if seen is Sight.BLIND or (before is not None and now <= before.last):
            continue
        if before is None or now - before.last > us(rule.max_gap_s):
            before = _Seen(now, None, None, now)
        holds, newer, since = before.holds, before.newer, before.since
        if seen is holds:
            newer = None
        elif seen is not newer:
            newer, since = seen, now
        if newer is not None and now - since >= patience[newer]:
            if holds is not None:
                yield SeatTurn(since, each.seat, newer is Sight.AWAY)
            holds, newer = newer, None
        seats[each.seat] = _Seen(now, holds, newer, since)


def said_turns(agent_key: AgentKey, timeline: Timeline, span: Interval) -> Iterator[Turn]:
    """When the agent went from a working state to one that explains an absence, or back.

    What comes before or after UNKNOWN is no turn: nobody knows when the state before it ended.
    """
    states = timeline.intervals(span.start, span.end)
    for before, after in pairwise(states):
        if before.state in WORKING and after.state in EXPLAINED:
            yield Turn(after.start, agent_key, away=True)
        elif before.state in EXPLAINED and after.state in WORKING:
            yield Turn(after.start, agent_key, away=False)
