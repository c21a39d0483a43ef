"""Episodes that were seen, and findings: episodes joined with the phone system's word."""

from dataclasses import dataclass
from enum import StrEnum

from floor.agent_state import AgentKey, AgentState
from floor.layout import SeatId
from floor.time import Instant


class EpisodeKind(StrEnum):
    """What an episode is of."""

    OFF_SEAT = "off_seat"
    CHAIR_LEFT_OUT = "chair_left_out"
    STANDING = "standing"
    CHATTING = "chatting"
    PHONE_USE = "phone_use"
    FOOD_ON_DESK = "food_on_desk"
    HAND_RAISED = "hand_raised"
    PHOTOGRAPHING = "photographing"
    DRINKING = "drinking"
    FEET_ON_DESK = "feet_on_desk"


class Excuse(StrEnum):
    """What was seen beside an episode that the rules make an exception for."""

    HAND_RAISED = "hand_raised"
    """The person had a hand up (R6): who calls the lead may stand."""
    COMPANY_BESIDE = "company_beside"
    """Somebody on their feet was beside the seat (R6, R8): a lead or a coach, as far as anybody
    can see. Who visits a desk to chat looks the same, so this decides nothing by itself."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of time in which one thing was seen at one seat (two for a chat).

    ``end`` is None while it goes on. ``blind_s`` is the time inside it in which the seat was
    unknown; it is not counted as off-seat time. ``confidence`` is 0..1. ``excuses`` are what was
    seen beside it for most of its seen time.
    """

    kind: EpisodeKind
    seats: tuple[SeatId, ...]
    start: Instant
    end: Instant | None
    confidence: float
    blind_s: float = 0.0
    excuses: tuple[Excuse, ...] = ()


class FindingStatus(StrEnum):
    """What the phone system makes of an episode."""

    CANDIDATE = "candidate"
    """Seen, and the state explains it (a break, a meal) or the time is not yet over the rule."""
    CONFIRMED = "confirmed"
    """Seen, and the state says that the agent should be there (R27)."""
    CONFLICT = "conflict"
    """The state says that the agent is on a call: one of the two is wrong; never a violation."""
    UNKNOWN = "unknown"
    """The state is stale or missing, or the camera was blind: nothing follows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An episode with its status, the rule it falls under and the state it was joined with.

    ``confirmed_s`` are the seconds in which both the seat was seen empty and the state said that
    the agent should be there.
    """

    episode: Episode
    status: FindingStatus
    rule: str | None
    agent_key: AgentKey | None
    agent_state: AgentState
    confirmed_s: float
    reason: str
