"""Events of a source that corrects itself: only what is new or changed, with its revision."""

from collections.abc import Iterable
from dataclasses import replace

from floor.agent_state import AgentEvent, AgentKey
from floor.time import Instant


class Revisions:
    """Remembers what was told last under each event id, and tells again only what differs.

    What a source says of a moment may change when something late comes in. The event of that
    moment then goes out again under its id with a higher revision, which replaces the earlier one
    (see ``AgentEvent``). So the outcome is that of the whole set, in whatever order it came.
    """

    def __init__(self) -> None:
        self._told: dict[tuple[AgentKey, str], AgentEvent] = {}

    def changed(self, events: Iterable[AgentEvent]) -> tuple[AgentEvent, ...]:
        """Those of the events that say something other than the last of their id."""
        news: list[AgentEvent] = []
        for event in events:
            key = (event.agent_key, event.event_id)
            before = self._told.get(key)
            if before is None:
                revised = event
            else:
                revised = replace(event, revision=before.revision, received_at=before.received_at)
                if revised == before:
                    continue
                revised = replace(event, revision=before.revision + 1)
            self._told[key] = revised
            news.append(revised)
        return tuple(news)

    def forget(self, before: Instant) -> None:
        """Drop what was told of moments before that one; it must not be told again."""
        self._told = {
            key: event for key, event in self._told.items() if event.effective_at >= before
        }
