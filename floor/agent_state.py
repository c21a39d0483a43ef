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
    record and changes no result. ``ttl_s`` is how long the word holds with no further one, where
    its feed says so; else it is the site's.

    ``revision``: of two words with one event id the higher replaces the other, whatever they say.
    For sources that correct themselves, such as a database row that changes after the fact.
    ``off_site``: from here on the agent works elsewhere (True) or in the centre (False); None says
    nothing of it. No seat is checked for who works elsewhere (``floor.off_site``).
    """

    source: str
    event_id: str
    agent_key: AgentKey
    state: AgentState
    reason: str
    effective_at: Instant
    received_at: Instant
    revision: int = 0
    off_site: bool | None = None
    ttl_s: float | None = None
