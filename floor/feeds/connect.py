"""Amazon Connect's agent event stream as agent events. Pure.

Fields and meanings: "Agent event streams data model", Amazon Connect administrator guide.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.errors import InputFault
from floor.feeds.revisions import Revisions
from floor.feeds.state_words import EVERYDAY_WORDS, StateWords
from floor.feeds.vendor_fault import vendor_faults
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.time import Instant, plus, seconds_between

SOURCE: Final = "connect"

AFTERGLOW_S: Final = 3_720.0
"""Heartbeats go on for up to an hour after an agent has logged off (and two minutes for the last of
them). Within it they say nothing of presence; after it they prove that a LOGIN was lost."""

MEMORY_S: Final = 2 * AFTERGLOW_S
"""Events of an agent are kept for so long, to judge those that come in the wrong order."""

TALKING: Final = frozenset({"CONNECTED", "CONNECTED_ONHOLD"})

EXPECTED: Final = {
    "EventTimestamp": EXPECTED_MOMENT,
    "EventType": "one of LOGIN LOGOUT STATE_CHANGE HEART_BEAT",
    "EventId": "the event's UUID",
    "AgentARN": "the agent's ARN",
    "Type": "one of ROUTABLE CUSTOM OFFLINE",
    "Username": "the agent's user name, since the feed's key is the user name",
}

_Moment = Annotated[Instant, BeforeValidator(lambda value: parse_moment(str(value)))]


class _Part(BaseModel):
    """Fields that are not listed, names and addresses among them, are dropped."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Status(_Part):
    Name: str = ""
    Type: Literal["ROUTABLE", "CUSTOM", "OFFLINE"]


class _Contact(_Part):
    State: str


class _Configuration(_Part):
    Username: str = ""


class _Snapshot(_Part):
    AgentStatus: _Status
    Contacts: tuple[_Contact, ...] | None = ()
    Configuration: _Configuration | None = None


class _Message(_Part):
    EventId: Annotated[str, Field(min_length=1)]
    EventTimestamp: _Moment
    EventType: Literal["LOGIN", "LOGOUT", "STATE_CHANGE", "HEART_BEAT"]
    AgentARN: Annotated[str, Field(min_length=1)]
    CurrentAgentSnapshot: _Snapshot | None = None


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One message: when, its id, its type, and the state that its snapshot shows."""

    at: Instant
    event_id: str
    kind: str
    state: AgentState
    reason: str


class ConnectStream:
    """Takes messages in any order and says what they come to; the outcome is that of their set.

    ``key``: the agent's id, the end of the ARN, or the user name. The id by default: a user name
    is often an e-mail address.
    """

    def __init__(
        self, words: StateWords = EVERYDAY_WORDS, key: Literal["id", "username"] = "id"
    ) -> None:
        self._words = words
        self._key = key
        self._said: defaultdict[AgentKey, dict[str, Said]] = defaultdict(dict)
        self._revisions = Revisions()

    def take(
        self, raw: bytes, place: str, line: int | None = None
    ) -> tuple[tuple[AgentEvent, ...], tuple[InputFault, ...]]:
        """The events that a record of the stream leads to, or its faults."""
        try:
            message = _Message.model_validate_json(raw)
        except ValidationError as error:
            return (), vendor_faults(error, place, line, EXPECTED)
        agent = message.AgentARN.rsplit("/", 1)[-1]
        snapshot = message.CurrentAgentSnapshot
        if self._key == "username":
            agent = snapshot.Configuration.Username if snapshot and snapshot.Configuration else ""
            if not agent:
                field = "CurrentAgentSnapshot.Configuration.Username"
                return (), (InputFault(place, line, field, None, EXPECTED["Username"]),)
        if snapshot is None and message.EventType != "LOGOUT":
            wrong = "the agent's state at the event"
            return (), (InputFault(place, line, "CurrentAgentSnapshot", None, wrong),)
        state, reason = (AgentState.LOGGED_OFF, "") if snapshot is None else self._state(snapshot)
        said = Said(message.EventTimestamp, message.EventId, message.EventType, state, reason)
        own = self._said[AgentKey(agent)]
        own[said.event_id] = said
        newest = max(item.at for item in own.values())
        for old in [each for each in own.values() if each.at < plus(newest, -MEMORY_S)]:
            if old is not said:
                del own[old.event_id]
        self._revisions.forget(plus(newest, -86_400))
        return self._revisions.changed(_judged(AgentKey(agent), own.values())), ()

    def _state(self, snapshot: _Snapshot) -> tuple[AgentState, str]:
        contacts = {contact.State for contact in snapshot.Contacts or ()}
        status = snapshot.AgentStatus
        if contacts & TALKING:
            return AgentState.ON_CONTACT, ""
        if status.Type == "OFFLINE":
            return AgentState.LOGGED_OFF, ""
        if status.Type == "CUSTOM":
            return self._words.of(status.Name), status.Name
        # A contact that was not cleared says nothing against a status that explains an absence.
        after_call = "ENDED" in contacts
        return (AgentState.AFTER_CONTACT_WORK if after_call else AgentState.AVAILABLE), ""


def _judged(agent: AgentKey, said: Iterable[Said]) -> list[AgentEvent]:
    """Each message's state, but LOGGED_OFF for what only echoes after a LOGOUT."""
    out_since: Instant | None = None
    events: list[AgentEvent] = []
    for item in sorted(said):
        if out_since is not None and seconds_between(out_since, item.at) > AFTERGLOW_S:
            out_since = None
        if item.kind == "LOGIN":
            out_since = None
        if item.kind == "LOGOUT":
            out_since = item.at
        state, reason = item.state, item.reason
        if out_since is not None:
            state, reason = AgentState.LOGGED_OFF, ""
        events.append(AgentEvent(SOURCE, item.event_id, agent, state, reason, item.at, item.at))
    return events
