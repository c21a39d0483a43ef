"""What the phone system makes of an off-seat episode. Pure."""

from collections.abc import Collection, Iterator
from typing import Final

from floor.agent_state import AgentKey, AgentState
from floor.episodes import OffSeat
from floor.finding import Finding, FindingStatus
from floor.interval import Interval, intersect, total_seconds
from floor.reasons import Reason
from floor.rules import R27, OffSeatRule
from floor.time import Instant
from floor.timeline import StateInterval, Timeline

EXPECTED: Final = frozenset({AgentState.AVAILABLE, AgentState.AFTER_CONTACT_WORK})
"""States in which the agent should be at the seat."""

EXPLAINED: Final = {
    AgentState.BREAK: Reason.ON_BREAK,
    AgentState.MEAL: Reason.AT_MEAL,
    AgentState.MEETING: Reason.IN_MEETING,
    AgentState.BUSY: Reason.BUSY,
    AgentState.LOGGED_OFF: Reason.LOGGED_OFF,
}
"""States that explain an absence."""

_NOBODY: Final = Timeline((), ttl_s=1.0)


def correlate(
    off_seat: OffSeat,
    agent_key: AgentKey | None,
    timeline: Timeline,
    rule: OffSeatRule,
    now: Instant,
) -> Finding:
    """Join an episode, as seen up to ``now``, with the states of the agent whose seat it is.

    Only seen-away time is joined. The first that holds decides:

    1. No agent on the roster: UNKNOWN (``no_agent``). Nobody's presence was asked for, and nobody
       can be asked about it.
    2. CONFIRMED (R27): at least one unbroken stretch of states that ask for presence in which the
       seat was seen empty for ``confirm_s`` and the filter's ``lag_s``. Each stretch must reach it
       on its own: forty seconds before a break and forty after it are two grace times, not one
       absence. Only stretches that reach it are in ``confirmed_s``. And more such time than time on
       calls: an agent who takes calls for longer works, and it is the seat map or the camera that
       is wrong.
    3. CONFLICT: on a call for ``conflict_s`` or more while the seat was seen empty. Time on a call
       is never confirmed, in this or any other status.
    4. Otherwise by the states that the agent was in for most of the time: explained (break, meal,
       meeting, busy, logged off) is a CANDIDATE with that reason; no state or a stale one is
       UNKNOWN; asked for is a CANDIDATE (``below_threshold``), but UNKNOWN if the doubtful time,
       had it been seen or known, would have made it long enough.

    A wrong accusation is worse than a missed one: doubt always falls to the lower status.
    """
    if agent_key is None:
        timeline = _NOBODY
    states = _states(off_seat, timeline, now)
    counted = confirmed_intervals(off_seat, timeline, rule, now)
    status, state, reason = _judge(off_seat, states, bool(counted), rule)
    if agent_key is None:
        reason = Reason.NO_AGENT
    confirmed = status is FindingStatus.CONFIRMED
    return Finding(
        episode=off_seat.episode,
        status=status,
        rule=R27 if confirmed else None,
        agent_key=agent_key,
        agent_state=state,
        confirmed_s=total_seconds(counted) if confirmed else 0.0,
        reason=reason,
    )


def confirmed_intervals(
    off_seat: OffSeat, timeline: Timeline, rule: OffSeatRule, now: Instant
) -> tuple[Interval, ...]:
    """The seen-away time that counts under R27; empty unless the finding is CONFIRMED."""
    states = _states(off_seat, timeline, now)
    needed_s = rule.confirm_s + rule.lag_s
    counted = tuple(
        interval
        for stretch in _stretches(states, EXPECTED)
        if total_seconds(seen := intersect(off_seat.away, (stretch,))) >= needed_s
        for interval in seen
    )
    on_call_s = _seconds_by_state(off_seat, states)[AgentState.ON_CONTACT]
    if on_call_s >= rule.conflict_s and total_seconds(counted) <= on_call_s:
        return ()
    return counted


def _judge(
    off_seat: OffSeat, states: tuple[StateInterval, ...], confirmed: bool, rule: OffSeatRule
) -> tuple[FindingStatus, AgentState, Reason]:
    seconds = _seconds_by_state(off_seat, states)
    if confirmed:
        expected = max(sorted(EXPECTED), key=lambda state: seconds[state])
        return FindingStatus.CONFIRMED, expected, Reason.EXPECTED_AT_SEAT
    if seconds[AgentState.ON_CONTACT] >= rule.conflict_s:
        return FindingStatus.CONFLICT, AgentState.ON_CONTACT, Reason.ON_CALL
    # A call too short for a conflict is presence asked for, though never time that confirms.
    asking = max((*sorted(EXPECTED), AgentState.ON_CONTACT), key=lambda state: seconds[state])
    asked_s = sum(seconds[state] for state in EXPECTED) + seconds[AgentState.ON_CONTACT]
    explaining = max(EXPLAINED, key=lambda state: seconds[state])
    explained_s = sum(seconds[state] for state in EXPLAINED)
    unknown_s = seconds[AgentState.UNKNOWN]
    if unknown_s >= max(explained_s, asked_s):
        return FindingStatus.UNKNOWN, AgentState.UNKNOWN, _why_unknown(states)
    if explained_s >= asked_s:
        return FindingStatus.CANDIDATE, explaining, EXPLAINED[explaining]
    doubtful = EXPECTED | {AgentState.UNKNOWN}
    if unknown_s and _longest_s(off_seat, states, doubtful) >= rule.confirm_s:
        return FindingStatus.UNKNOWN, asking, _why_unknown(states)
    blind_s = off_seat.episode.blind_s
    if blind_s and _longest_s(off_seat, states, EXPECTED) + blind_s >= rule.confirm_s:
        return FindingStatus.UNKNOWN, asking, Reason.CAMERA_BLIND
    return FindingStatus.CANDIDATE, asking, Reason.BELOW_THRESHOLD


def _states(off_seat: OffSeat, timeline: Timeline, now: Instant) -> tuple[StateInterval, ...]:
    """The agent's states from the first to the last seen-away moment, as of ``now``."""
    if not off_seat.away:
        return ()
    return timeline.intervals(off_seat.away[0].start, min(off_seat.away[-1].end, now))


def _stretches(
    states: tuple[StateInterval, ...], wanted: Collection[AgentState]
) -> Iterator[Interval]:
    """Unbroken stretches of time in any of the wanted states."""
    current: Interval | None = None
    for item in states:
        if item.state not in wanted:
            continue
        if current is not None and current.end == item.start:
            current = Interval(current.start, item.end)
            continue
        if current is not None:
            yield current
        current = Interval(item.start, item.end)
    if current is not None:
        yield current


def _longest_s(
    off_seat: OffSeat, states: tuple[StateInterval, ...], wanted: Collection[AgentState]
) -> float:
    """Seen-away seconds of the longest stretch in the wanted states."""
    stretches = _stretches(states, wanted)
    return max((total_seconds(intersect(off_seat.away, (s,))) for s in stretches), default=0.0)


def _seconds_by_state(
    off_seat: OffSeat, states: tuple[StateInterval, ...]
) -> dict[AgentState, float]:
    """Seen-away seconds by state, for every state."""
    parts: dict[AgentState, list[Interval]] = {state: [] for state in AgentState}
    for item in states:
        parts[item.state].extend(intersect(off_seat.away, (Interval(item.start, item.end),)))
    return {state: total_seconds(own) for state, own in parts.items()}


def _why_unknown(states: tuple[StateInterval, ...]) -> Reason:
    stale = any(item.stale for item in states)
    return Reason.STATE_STALE if stale else Reason.STATE_UNKNOWN
