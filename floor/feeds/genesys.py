"""Genesys Cloud's presence and routing status as agent events. Pure.

Fields and meanings: "Notification service" and "Available topics" (v2.users.{id}.presence,
v2.users.{id}.routingStatus) and GET /api/v2/users, Genesys Cloud Developer Center.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.errors import InputFault
from floor.feeds.revisions import Revisions
from floor.feeds.vendor_fault import vendor_faults
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.time import Instant, plus

SOURCE: Final = "genesys"

MEMORY_S: Final = 86_400.0
"""What an agent's axes were is kept for a day, to judge what comes in the wrong order; of what is
older, the last of each axis."""

TOPIC: Final = re.compile(r"v2\.users\.([^.?]+)\.(presence|routingStatus)")

PRESENCES: Final = MappingProxyType(
    {
        "ON_QUEUE": AgentState.AVAILABLE,
        "AVAILABLE": AgentState.BUSY,  # at work, but not for the queue
        "BREAK": AgentState.BREAK,
        "MEAL": AgentState.MEAL,
        "MEETING": AgentState.MEETING,
        "TRAINING": AgentState.MEETING,
        "BUSY": AgentState.BUSY,
        "AWAY": AgentState.BUSY,
        "IDLE": AgentState.BUSY,
        "OFFLINE": AgentState.LOGGED_OFF,
        "OUT_OF_OFFICE": AgentState.LOGGED_OFF,
    }
)
"""System presences; a site's own presences each belong to one of these."""

EXPECTED: Final = {
    "modifiedDate": EXPECTED_MOMENT,
    "startTime": EXPECTED_MOMENT,
    "systemPresence": "the system presence, such as BREAK",
    "status": "one of OFF_QUEUE IDLE INTERACTING NOT_RESPONDING COMMUNICATING",
    "topicName": "the topic's name",
}

_Moment = Annotated[Instant, BeforeValidator(lambda value: parse_moment(str(value)))]
_Word = Annotated[
    str, Field(min_length=1), BeforeValidator(lambda value: str(value).replace(" ", "_").upper())
]


class _Part(BaseModel):
    """Fields that are not listed, names and addresses among them, are dropped."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Definition(_Part):
    systemPresence: _Word


class _Presence(_Part):
    presenceDefinition: _Definition
    modifiedDate: _Moment
    primary: bool | None = True


class _Routing(_Part):
    status: _Word
    startTime: _Moment


class _RoutingBody(_Part):
    routingStatus: _Routing


class _Named(_Part):
    topicName: str = ""


class _PresenceMessage(_Part):
    eventBody: _Presence


class _RoutingMessage(_Part):
    eventBody: _RoutingBody


class _User(_Part):
    id: Annotated[str, Field(min_length=1)]
    presence: _Presence | None = None
    routingStatus: _Routing | None = None


class Axis(StrEnum):
    """What a fact is about. SEEN: nothing new, but what is known still holds at that moment."""

    PRESENCE = "presence"
    ROUTING = "routing"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """From ``at`` on, the axis has that value."""

    at: Instant
    axis: Axis
    value: str


class GenesysAxes:
    """Two axes per agent, both kept, in any order; the outcome is that of the set of facts."""

    def __init__(self) -> None:
        self._facts: defaultdict[AgentKey, set[Fact]] = defaultdict(set)
        self._revisions = Revisions()

    def take(
        self, raw: str | bytes, place: str
    ) -> tuple[tuple[AgentEvent, ...], tuple[InputFault, ...]]:
        """What a notification leads to, or its faults; nothing for other topics."""
        try:
            match = TOPIC.fullmatch(_Named.model_validate_json(raw).topicName)
            if match is None:
                return (), ()
            agent = AgentKey(match[1])
            if match[2] == "presence":
                presence = _PresenceMessage.model_validate_json(raw).eventBody
                return self._add(agent, _presence(presence)), ()
            routing = _RoutingMessage.model_validate_json(raw).eventBody.routingStatus
            return self._add(agent, [Fact(routing.startTime, Axis.ROUTING, routing.status)]), ()
        except ValidationError as error:
            return (), vendor_faults(error, place, None, EXPECTED)

    def snapshot(
        self, user: object, now: Instant, place: str
    ) -> tuple[tuple[AgentEvent, ...], tuple[InputFault, ...]]:
        """What an entity of GET /api/v2/users?expand=presence,routingStatus leads to.

        It is taken after each connection: what changed meanwhile is in it with its own time, and
        what did not is renewed as of ``now``.
        """
        try:
            found = _User.model_validate(user)
        except ValidationError as error:
            return (), vendor_faults(error, place, None, EXPECTED)
        facts = [] if found.presence is None else _presence(found.presence)
        if found.routingStatus is not None:
            routing = found.routingStatus
            facts.append(Fact(routing.startTime, Axis.ROUTING, routing.status))
        if facts:
            facts.append(Fact(now, Axis.SEEN, ""))
        return self._add(AgentKey(found.id), facts), ()

    def _add(self, agent: AgentKey, facts: list[Fact]) -> tuple[AgentEvent, ...]:
        if not facts:
            return ()
        own = self._facts[agent]
        own.update(facts)
        cut = plus(max(own).at, -MEMORY_S)
        events = self._revisions.changed(_judged(agent, own))
        last = {fact.axis: fact for fact in sorted(own) if fact.at < cut}
        self._facts[agent] = {fact for fact in own if fact.at >= cut} | set(last.values())
        return events


def _presence(presence: _Presence) -> list[Fact]:
    if presence.primary is False:
        return []
    value = presence.presenceDefinition.systemPresence
    return [Fact(presence.modifiedDate, Axis.PRESENCE, value)]


def _judged(agent: AgentKey, facts: set[Fact]) -> list[AgentEvent]:
    """An event per moment at which anything was said, with what both axes came to then."""
    axes: dict[Axis, str] = {}
    moments: dict[Instant, AgentEvent] = {}
    for fact in sorted(facts):
        if fact.axis is not Axis.SEEN:
            axes[fact.axis] = fact.value
        routing, presence = axes.get(Axis.ROUTING, ""), axes.get(Axis.PRESENCE, "")
        state = state_of(routing, presence)
        both = f"{routing or '?'}+{presence or '?'}"
        moments[fact.at] = AgentEvent(SOURCE, str(fact.at), agent, state, both, fact.at, fact.at)
    return list(moments.values())


def state_of(routing: str, presence: str) -> AgentState:
    """What both axes come to. Routing can stay INTERACTING after the presence has changed: then
    the contact goes on, and counts. IDLE counts only where no presence explains an absence."""
    if routing in {"INTERACTING", "COMMUNICATING"}:
        return AgentState.ON_CONTACT
    if routing == "IDLE" and presence in {"", "ON_QUEUE", "AVAILABLE"}:
        return AgentState.AVAILABLE
    if routing == "NOT_RESPONDING" and presence in {"", "ON_QUEUE", "AVAILABLE"}:
        return AgentState.BUSY
    return PRESENCES.get(presence, AgentState.UNKNOWN if not presence else AgentState.BUSY)
