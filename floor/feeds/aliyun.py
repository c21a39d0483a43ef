"""Alibaba Cloud CCC 2.0's agent events as ours. Pure.

Fields and meanings: "Event message formats" (事件消息格式) and "ResetAgentState" (system breaks and
work modes), Cloud Contact Center documentation.
"""

from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.errors import InputFault
from floor.feeds.state_words import EVERYDAY_WORDS, StateWords
from floor.feeds.vendor_fault import vendor_faults
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.time import Instant

SOURCE: Final = "aliyun"

STATES: Final = MappingProxyType(
    {
        # Signed in, and by the system in a break of its own (Warm-up) until ready.
        "AgentCheckIn": AgentState.BUSY,
        "AgentReady": AgentState.AVAILABLE,
        "AgentDialing": AgentState.ON_CONTACT,
        "AgentRinging": AgentState.AVAILABLE,
        "AgentTalk": AgentState.ON_CONTACT,
        # 2.0 has no event of after-call work: it lasts from the release to Ready or Break.
        "AgentRelease": AgentState.AFTER_CONTACT_WORK,
        "AgentACW": AgentState.AFTER_CONTACT_WORK,
        "AgentCheckOut": AgentState.LOGGED_OFF,
    }
)
"""By event type; AgentBreak goes by its code. All other events say nothing of an agent's state."""

SYSTEM_BREAKS: Final = frozenset({"warm-up", "ringingtimeout", "rejectcall"})
"""Breaks that the system sets by itself: nobody took them, so they are BUSY and no break."""

SEVERAL_AT_ONCE: Final = frozenset({"chat", "ticket"})
"""An agent has several of these at a time: the end of one is not the end of work with contacts."""

EXPECTED: Final = {
    "eventTime": EXPECTED_MOMENT,
    "eventType": "the event's type, such as AgentReady",
    "agentId": "the agent's id, such as agent@ccc-test",
}

_Moment = Annotated[Instant, BeforeValidator(lambda value: parse_moment(str(value)))]


class _Kind(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    eventType: Annotated[str, Field(min_length=1)]


class _Event(_Kind):
    """Fields that are not listed, callers' numbers among them, are dropped."""

    eventTime: _Moment
    agentId: Annotated[str, Field(min_length=1)]
    breakCode: str | None = None
    workMode: str | None = None
    mediaType: str | None = None


def parse_event(
    raw: bytes, place: str, line: int | None = None, words: StateWords = EVERYDAY_WORDS
) -> tuple[AgentEvent | None, tuple[InputFault, ...]]:
    """The event of one message, or its faults; neither for one that says nothing of a state.

    CCC numbers no events: repeats are known by their content. A check-in that is not ON_SITE says
    that the agent works elsewhere, until the next check-in.
    """
    try:
        kind = _Kind.model_validate_json(raw).eventType
        if kind not in STATES and kind != "AgentBreak":
            return None, ()
        event = _Event.model_validate_json(raw)
    except ValidationError as error:
        return None, vendor_faults(error, place, line, EXPECTED)
    if kind == "AgentRelease" and (event.mediaType or "").casefold() in SEVERAL_AT_ONCE:
        return None, ()
    code = (event.breakCode or "").strip()
    off_site = None
    if kind == "AgentCheckIn" and event.workMode:
        off_site = event.workMode != "ON_SITE"
    agent, at = AgentKey(event.agentId), event.eventTime
    state = _break(code, words) if kind == "AgentBreak" else STATES[kind]
    reason = code if kind == "AgentBreak" else ""
    return AgentEvent(SOURCE, "", agent, state, reason, at, at, off_site=off_site), ()


def _break(code: str, words: StateWords) -> AgentState:
    known = words.known(code)
    if known is not None:
        return known
    return AgentState.BUSY if code.casefold() in SYSTEM_BREAKS else AgentState.BREAK
