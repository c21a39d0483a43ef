"""What the phone system says of an agent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from floor.time import Instant

AgentKey = NewType("AgentKey", str)
"""The phone system's key of an agent. Never leaves ``floor`` and ``privacy``."""


class AgentState(StrEnum):
    """The states that every phone system's events are mapped to."""

    LOGGED_OFF = "LOGGED_OFF"
    AVAILABLE = "AVAILABLE"
    ON_CONTACT = "ON_CONTACT"
    AFTER_CONTACT_WORK = "AFTER_CONTACT_WORK"
    BREAK = "BREAK"
    MEAL = "MEAL"
    MEETING = "MEETING"
    BUSY = "BUSY"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class AgentEvent:
    """One word of the phone system: from ``effective_at`` on, the agent is in ``state``.

    Feeds are taken to be unordered, duplicated, late and lossy; ``received_at`` is kept for the
    record and changes no result.
    """

    source: str
    event_id: str
    agent_key: AgentKey
    state: AgentState
    reason: str
    effective_at: Instant
    received_at: Instant
