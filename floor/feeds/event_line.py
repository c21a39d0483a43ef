"""One line of ``agents.jsonl`` as an ``AgentEvent``, or all that is wrong with it."""

import json
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.errors import InputFault
from floor.feeds.state_words import NO_WORDS, StateWords
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.time import Instant


def _moment(value: object) -> Instant:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return parse_moment(value)


def _blank_for_null(value: object) -> object:
    return "" if value is None else value


_Moment = Annotated[Instant, BeforeValidator(_moment)]
_Text = Annotated[str, BeforeValidator(_blank_for_null)]


class EventLine(BaseModel):
    """A line of the feed. Fields that are not listed, names and e-mails among them, are dropped."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True
    )

    agent_key: Annotated[str, Field(min_length=1)]
    state: AgentState
    effective_at: _Moment
    received_at: _Moment | None = None
    event_id: _Text = ""
    reason: _Text = ""


_EXPECTED: Final = {
    "agent_key": "write the phone system's key of the agent, such as 2011",
    "state": "write one of " + " ".join(AgentState),
    "effective_at": EXPECTED_MOMENT,
    "received_at": EXPECTED_MOMENT + ", or leave it out",
    "event_id": "write the event's id as a text, or leave it out",
    "reason": "write the reason as a text, or leave it out",
}


def parse_line(
    raw: bytes, file: str, line: int, source: str, words: StateWords = NO_WORDS
) -> tuple[AgentEvent | None, tuple[InputFault, ...]]:
    """The event of one line, or its faults; neither for an empty line."""
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None, (InputFault(file, line, "", None, "not UTF-8; save the file as UTF-8"),)
    if not text:
        return None, ()
    try:
        data: object = json.loads(text)
    except json.JSONDecodeError as error:
        wrong = f"malformed JSON ({error.msg} at column {error.colno}); write one object per line"
        return None, (InputFault(file, line, "", None, wrong),)
    except (ValueError, RecursionError):
        wrong = "JSON nested too deeply or a number too long; write one flat object per line"
        return None, (InputFault(file, line, "", None, wrong),)
    if not isinstance(data, dict):
        wrong = 'not a JSON object; write one per line, such as {"event_id": "e1", …}'
        return None, (InputFault(file, line, "", None, wrong),)
    return parse_fields(data, file, line, source, words)


def parse_fields(
    data: dict[str, Any], file: str, line: int | None, source: str, words: StateWords
) -> tuple[AgentEvent | None, tuple[InputFault, ...]]:
    """The event of one object's or row's fields, or all that is wrong with them."""
    state = data.get("state")
    known = words.known(state) if isinstance(state, str) else None
    try:
        parsed = EventLine.model_validate(data if known is None else {**data, "state": known})
    except ValidationError as error:
        return None, _faults(error, data, file, line)
    return _event(parsed, source), ()


def _event(line: EventLine, source: str) -> AgentEvent:
    return AgentEvent(
        source=source,
        event_id=line.event_id,
        agent_key=AgentKey(line.agent_key),
        state=line.state,
        reason=line.reason,
        effective_at=line.effective_at,
        received_at=line.effective_at if line.received_at is None else line.received_at,
    )


def _faults(
    error: ValidationError, data: dict[str, Any], file: str, line: int | None
) -> tuple[InputFault, ...]:
    names = dict.fromkeys(str(item["loc"][0]) for item in error.errors(include_url=False))
    return tuple(
        InputFault(file, line, name, _shown(data[name]) if name in data else None, _EXPECTED[name])
        for name in names
    )


def _shown(value: object) -> str:
    """A value as a fault may repeat it; what is inside an object or a list may be a name."""
    return f"a {type(value).__name__}" if isinstance(value, dict | list) else str(value)
