"""Every agent's events as they arrive, late or twice, and the timelines that follow from them."""

from collections.abc import Iterable

from floor.agent_state import AgentEvent, AgentKey
from floor.off_site import at_seats
from floor.time import Instant
from floor.timeline import EventIdentity, Timeline, identity, precedence, replaces


class AgentLog:
    """Takes events in any order; re-derives the timeline of no agent but those they touch."""

    def __init__(self, ttl_s: float) -> None:
        self._ttl_s = ttl_s
        self._events: dict[AgentKey, dict[EventIdentity, AgentEvent]] = {}
        self._timelines: dict[AgentKey, Timeline] = {}
        self._at_seats: dict[AgentKey, Timeline] = {}

    def add(self, events: Iterable[AgentEvent]) -> frozenset[AgentKey]:
        """Take events in; the answer is the agents of whom something new was said."""
        touched: set[AgentKey] = set()
        for event in events:
            known = self._events.setdefault(event.agent_key, {})
            before = known.get(identity(event))
            if before is None or replaces(event, before):
                known[identity(event)] = event
                touched.add(event.agent_key)
        for agent in touched:
            self._dirty(agent)
        return frozenset(touched)

    def timeline(self, agent: AgentKey) -> Timeline:
        """The agent's timeline from all that is known now; all UNKNOWN for an agent unheard of."""
        if agent not in self._events:
            return Timeline((), self._ttl_s)
        if agent not in self._timelines:
            self._timelines[agent] = Timeline(self._events[agent].values(), self._ttl_s)
        return self._timelines[agent]

    def timeline_at_seats(self, agent: AgentKey) -> Timeline:
        """The same, but UNKNOWN while the agent works elsewhere: what seats are judged by."""
        if not any(event.off_site for event in self._events.get(agent, {}).values()):
            return self.timeline(agent)
        if agent not in self._at_seats:
            own = at_seats(self._events[agent].values())
            self._at_seats[agent] = Timeline(own, self._ttl_s)
        return self._at_seats[agent]

    def agents(self) -> frozenset[AgentKey]:
        """The agents of whom anything is known."""
        return frozenset(self._events)

    def forget(self, agent: AgentKey, before: Instant) -> None:
        """Drop events of the agent that can no longer change a state from ``before`` on.

        The last event at or before that moment stays, since its state may still hold; so does the
        last that said where the agent works.
        """
        events = self._events.get(agent, {})
        older = [event.effective_at for event in events.values() if event.effective_at <= before]
        if not older:
            return
        anchor = max(older)
        places = [event for event in events.values() if event.off_site is not None]
        place = max(
            (each for each in places if each.effective_at <= before), key=precedence, default=None
        )
        kept = {
            key: event
            for key, event in events.items()
            if event.effective_at >= anchor or event is place
        }
        if len(kept) < len(events):
            self._events[agent] = kept
            self._dirty(agent)

    def _dirty(self, agent: AgentKey) -> None:
        self._timelines.pop(agent, None)
        self._at_seats.pop(agent, None)
