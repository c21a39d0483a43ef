"""What every event gets at the door, whichever phone system it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from floor.agent_state import AgentEvent
from floor.time import plus


@dataclass(frozen=True, slots=True)
class Stamp:
    """``ahead_s``: how far the phone system's clock is ahead of the cameras'; its events get the
    time that theirs showed. ``ttl_s``: how long its words hold, if it says so: two heartbeats."""

    ahead_s: float = 0.0
    ttl_s: float | None = None

    def on(self, events: Iterable[AgentEvent]) -> tuple[AgentEvent, ...]:
        """The events by the cameras' clock. This is the one place where it is applied."""
        return tuple(self._one(event) for event in events)

    def _one(self, event: AgentEvent) -> AgentEvent:
        moved = plus(event.effective_at, -self.ahead_s)
        # What is received as it becomes effective has one time, and nobody else's clock told it.
        received = moved if event.received_at == event.effective_at else event.received_at
        return replace(event, effective_at=moved, received_at=received, ttl_s=self.ttl_s)


AS_TOLD: Final = Stamp()
"""The clock is right, and the site's time to live holds."""
