"""The life of a case: its states, and the only steps between them. Pure code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus
from floor.layout import SeatId
from floor.time import Instant
from privacy.anonymised import Pseudonym

CaseId = NewType("CaseId", str)
"""The id of the finding: one episode is one case."""

Actor = NewType("Actor", str)
"""The name of a user, or ``SYSTEM``."""

SYSTEM: Final = Actor("system")
"""What the program did by itself. It decides nothing: see ``PERSON_ACTS``."""

NEVER_A_CASE: Final = frozenset({EpisodeKind.HAND_RAISED})
"""R7: a raised hand is a call for help on the map."""


class CaseState(StrEnum):
    """Where a case stands."""

    DETECTED = "DETECTED"
    STATE_CONFIRMED = "STATE_CONFIRMED"
    STATE_CONFLICT = "STATE_CONFLICT"
    STATE_UNKNOWN = "STATE_UNKNOWN"
    LEAD_REVIEW = "LEAD_REVIEW"
    WITHDRAWN = "WITHDRAWN"
    DISMISSED = "DISMISSED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    EXPIRED = "EXPIRED"


class Act(StrEnum):
    """What can happen to a case."""

    FOUND_CONFIRMED = "found_confirmed"
    FOUND_CONFLICT = "found_conflict"
    FOUND_UNKNOWN = "found_unknown"
    FOUND_CANDIDATE = "found_candidate"
    REVIEW = "review"
    ACKNOWLEDGE = "acknowledge"
    DISMISS = "dismiss"
    EXPIRE = "expire"


FOUND: Final[Mapping[FindingStatus, Act]] = MappingProxyType(
    {
        FindingStatus.CONFIRMED: Act.FOUND_CONFIRMED,
        FindingStatus.CONFLICT: Act.FOUND_CONFLICT,
        FindingStatus.UNKNOWN: Act.FOUND_UNKNOWN,
        FindingStatus.CANDIDATE: Act.FOUND_CANDIDATE,
    }
)
"""What a finding's status does to its case. A candidate is explained: the case is withdrawn."""

PERSON_ACTS: Final = frozenset({Act.REVIEW, Act.ACKNOWLEDGE, Act.DISMISS})
"""Law 7: nothing confirms itself; these take a person."""

_TOLD: Final = (CaseState.STATE_CONFIRMED, CaseState.STATE_CONFLICT, CaseState.STATE_UNKNOWN)

OPEN: Final = frozenset({CaseState.DETECTED, *_TOLD, CaseState.LEAD_REVIEW})
"""Waits for a person."""

CLOSED: Final = frozenset({CaseState.DISMISSED, CaseState.ACKNOWLEDGED, CaseState.EXPIRED})
"""Nothing that is found later changes these; it is noted beside them."""


def _transitions() -> dict[tuple[CaseState, Act], CaseState]:
    table: dict[tuple[CaseState, Act], CaseState] = {}
    for state in (CaseState.DETECTED, *_TOLD, CaseState.WITHDRAWN):
        table[state, Act.FOUND_CONFIRMED] = CaseState.STATE_CONFIRMED
        table[state, Act.FOUND_CONFLICT] = CaseState.STATE_CONFLICT
        table[state, Act.FOUND_UNKNOWN] = CaseState.STATE_UNKNOWN
        if state is not CaseState.DETECTED:  # a candidate alone never becomes a case
            table[state, Act.FOUND_CANDIDATE] = CaseState.WITHDRAWN
    # A lead who is looking keeps looking, at the new status, unless there is nothing left.
    for act in (Act.FOUND_CONFIRMED, Act.FOUND_CONFLICT, Act.FOUND_UNKNOWN):
        table[CaseState.LEAD_REVIEW, act] = CaseState.LEAD_REVIEW
    table[CaseState.LEAD_REVIEW, Act.FOUND_CANDIDATE] = CaseState.WITHDRAWN
    for state in (*_TOLD, CaseState.LEAD_REVIEW):
        table[state, Act.REVIEW] = CaseState.LEAD_REVIEW
        table[state, Act.DISMISS] = CaseState.DISMISSED
        table[state, Act.EXPIRE] = CaseState.EXPIRED
    for state in (CaseState.STATE_CONFIRMED, CaseState.LEAD_REVIEW):
        table[state, Act.ACKNOWLEDGE] = CaseState.ACKNOWLEDGED
    for state in CLOSED:
        for act in FOUND.values():
            table[state, act] = state
    return table


TRANSITIONS: Final[Mapping[tuple[CaseState, Act], CaseState]] = MappingProxyType(_transitions())
"""Every step there is. What is not in it is refused."""


class NotAllowed(Exception):
    """The case's life has no such step; ``str()`` says which, without naming anybody."""


def step(state: CaseState, status: FindingStatus, act: Act, actor: Actor) -> CaseState:
    """The state after ``act``. Raises ``NotAllowed``.

    Besides the table: only people decide, and a violation is acknowledged only while the phone
    system confirms it. A conflict or an unknown state is never a violation (law 6), whoever
    looks at it; it is dismissed with a reason or expires.
    """
    after = TRANSITIONS.get((state, act))
    if after is None:
        raise NotAllowed(f"{act} is no step from {state}")
    if act in PERSON_ACTS and (actor == SYSTEM or not actor.strip()):
        raise NotAllowed(f"{act} takes a person")
    if act is Act.ACKNOWLEDGE and status is not FindingStatus.CONFIRMED:
        raise NotAllowed(f"a case whose status is {status} cannot be acknowledged")
    return after


@dataclass(frozen=True, slots=True)
class Case:
    """One episode on its way through the workflow. ``status`` is that of its last finding."""

    id: CaseId
    kind: EpisodeKind
    seats: tuple[SeatId, ...]
    start: Instant
    end: Instant | None
    confidence: float
    status: FindingStatus
    rule: str | None
    pseudonym: Pseudonym | None
    agent_state: AgentState
    confirmed_s: float
    blind_s: float
    reason: str
    state: CaseState
    created: Instant


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Who did what to a case, when and why.

    ``before`` and ``after`` are case states; for ``what`` = ``noted`` (a finding that changed
    after the decision) they are finding statuses.
    """

    case: CaseId
    at: Instant
    actor: Actor
    what: str
    before: str
    after: str
    reason: str | None
