"""What a person registered that excuses: leave, a meal at another time, a fault of the system.

Nothing here is seen by a camera; each is entered by somebody who answers for it. A medical note
says that there is one, and no more.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from floor.agent_state import AgentKey
from floor.interval import Interval
from floor.time import Instant


class Grant(StrEnum):
    """Why a rule does not hold for somebody for a while."""

    LEAVE = "leave"
    """Approved leave."""
    MEAL_CHANGE = "meal_change"
    """A meal at another time or of another length."""
    SYSTEM_FAULT = "system_fault"
    """Phone or computer did not work (问题时长)."""
    MEETING = "meeting"
    """A meeting or a training."""
    EVACUATION = "evacuation"
    """Everybody out: suspends every rule."""
    SHIFT_CHANGE = "shift_change"
    """Hand-over between shifts."""
    MEDICAL = "medical"
    """A note exists. What it says is kept elsewhere."""
    CALLED_AWAY = "called_away"
    """The lead called the agent to them."""
    LEAD_APPROVED = "lead_approved"
    """The lead allowed it, such as an urgent private call."""


BEFOREHAND: Final = frozenset({Grant.LEAVE, Grant.MEAL_CHANGE, Grant.LEAD_APPROVED})
"""These count only if they were registered before what they excuse (不接受事后协调)."""

ALWAYS: Final = frozenset({Grant.EVACUATION, Grant.SYSTEM_FAULT})
"""These excuse under every rule, whether it lists them or not: the floor was empty, or what the
phone system said was wrong."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant for the time of ``when``. ``agents`` is None where it is for everybody."""

    grant: Grant
    when: Interval
    registered_at: Instant
    agents: frozenset[AgentKey] | None = None

    def is_for(self, agent: AgentKey | None) -> bool:
        """Whether it is somebody's."""
        return self.agents is None or agent in self.agents

    def counts_from(self, start: Instant) -> bool:
        """Whether it was registered in time for what began at ``start``."""
        return self.grant not in BEFOREHAND or self.registered_at <= start
