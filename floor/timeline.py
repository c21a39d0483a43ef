"""What state an agent was in, and when, from any multiset of the phone system's events.

The order in which events arrive, repeats, and ``received_at`` change nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from floor.agent_state import AgentEvent, AgentState
from floor.time import Instant, plus

EventIdentity: TypeAlias = tuple[str, ...]

# Two states at the very same moment: the later in this list wins. Ids of events have no order that
# holds for every phone system, so the tie falls to the state that accuses less.
_LENIENCY: Final = {
    state: rank
    for rank, state in enumerate(
        (
            AgentState.AVAILABLE,
            AgentState.AFTER_CONTACT_WORK,
            AgentState.ON_CONTACT,
            AgentState.BUSY,
            AgentState.MEETING,
            AgentState.BREAK,
            AgentState.MEAL,
            AgentState.LOGGED_OFF,
            AgentState.UNKNOWN,
        )
    )
}


@dataclass(frozen=True, slots=True)
class StateInterval:
    """From ``start`` up to ``end`` the agent was in ``state``.

    ``stale`` marks an UNKNOWN that comes from the time to live, not from the phone system.
    """

    start: Instant
    end: Instant
    state: AgentState
    stale: bool = False


def identity(event: AgentEvent) -> EventIdentity:
    """What makes two deliveries the same event: source and id, or the content if it has no id.

    The agent is part of it, since some phone systems number events per agent.
    """
    if event.event_id:
        return (event.source, event.agent_key, event.event_id)
    moment = str(event.effective_at)
    return (event.source, event.agent_key, "", moment, event.state, event.reason)


def precedence(event: AgentEvent) -> tuple[int, int, str, str, str]:
    """A total order of events but for ``received_at``: by time, then leniency, then content."""
    leniency = _LENIENCY[event.state]
    return (event.effective_at, leniency, event.source, event.event_id, event.reason)


def replaces(event: AgentEvent, known: AgentEvent) -> bool:
    """Whether of two words with one identity the first counts: the higher revision, and of equal
    ones the later by ``precedence``."""
    return (known.revision, *precedence(known)) < (event.revision, *precedence(event))


class Timeline:
    """The states of one agent. Immutable.

    ``ttl_s`` is how long a state holds with no further event, where the event itself does not say;
    a repeat of the same state renews it, as a heartbeat does. Two deliveries of one event id that
    differ count as the later of the two by ``precedence``.
    """

    def __init__(self, events: Iterable[AgentEvent], ttl_s: float) -> None:
        unique: dict[EventIdentity, AgentEvent] = {}
        for event in events:
            known = unique.get(identity(event))
            if known is None or replaces(event, known):
                unique[identity(event)] = event
        if len({event.agent_key for event in unique.values()}) > 1:
            raise ValueError("a timeline is of one agent; these events are of several")
        last_at: dict[Instant, AgentEvent] = {}
        for event in sorted(unique.values(), key=precedence):
            last_at[event.effective_at] = event
        self._times: Final = tuple(last_at)
        self._states: Final = tuple(event.state for event in last_at.values())
        self._fresh_until: Final = tuple(
            plus(moment, ttl_s if event.ttl_s is None else event.ttl_s)
            for moment, event in last_at.items()
        )

    def state_at(self, moment: Instant) -> AgentState:
        """The state at a moment: UNKNOWN before the first event and after the time to live."""
        index = bisect_right(self._times, moment) - 1
        if index < 0 or moment >= self._fresh_until[index]:
            return AgentState.UNKNOWN
        return self._states[index]

    def intervals(self, start: Instant, end: Instant) -> tuple[StateInterval, ...]:
        """The states from ``start`` up to ``end``, without gaps, neighbours of one kind joined."""
        found: list[StateInterval] = []

        def add(first: Instant, last: Instant, state: AgentState, stale: bool) -> None:
            first, last = max(first, start), min(last, end)
            if first >= last:
                return
            if found and (found[-1].state, found[-1].stale) == (state, stale):
                first = found.pop().start
            found.append(StateInterval(first, last, state, stale))

        index = bisect_right(self._times, start) - 1
        if index < 0:
            add(start, self._times[0] if self._times else end, AgentState.UNKNOWN, False)
            index = 0
        for position in range(index, len(self._times)):
            since = self._times[position]
            if since >= end:
                break
            until = self._times[position + 1] if position + 1 < len(self._times) else end
            fresh_until = self._fresh_until[position]
            add(since, min(until, fresh_until), self._states[position], False)
            add(fresh_until, until, AgentState.UNKNOWN, True)
        return tuple(found)
