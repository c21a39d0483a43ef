"""VICIdial's tables as agent events. Pure.

Columns: ``vicidial_live_agents`` and ``vicidial_agent_log`` of VICIdial's own table definitions
(MySQL_AST_CREATE_tables.sql). Their DATETIME columns have no zone and are never read: all times are
epochs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.errors import InputFault
from floor.feeds.revisions import Revisions
from floor.feeds.state_words import EVERYDAY_WORDS, StateWords
from floor.feeds.vendor_fault import vendor_faults
from floor.time import SECOND, Instant, seconds_between

SOURCE: Final = "vicidial"

NO_BREAKS: Final = MappingProxyType(
    {
        "": AgentState.BUSY,  # paused, and no code given (yet)
        "LOGIN": AgentState.BUSY,
        "LAGGED": AgentState.UNKNOWN,  # the agent's screen lost touch: nobody knows
        "DEAD": AgentState.AFTER_CONTACT_WORK,
        "DISPO": AgentState.AFTER_CONTACT_WORK,
    }
)
"""Codes that VICIdial itself writes into ``sub_status``: none is a break."""

LIVE: Final = MappingProxyType(
    {
        "READY": AgentState.AVAILABLE,
        "CLOSER": AgentState.AVAILABLE,
        "QUEUE": AgentState.AVAILABLE,
        "MQUEUE": AgentState.AVAILABLE,
        "INCALL": AgentState.ON_CONTACT,
    }
)
"""``vicidial_live_agents.status``; PAUSED goes by its code."""

RENEW_S: Final = 60.0
"""A live state that does not change is told again after so long, as a heartbeat."""

_Epoch = Annotated[int, Field(ge=0)] | None

EXPECTED: Final = MappingProxyType(
    {
        "user": "the agent's user, such as 2011",
        **{
            f"{phase}_epoch": "seconds since 1970, or NULL"
            for phase in ("pause", "wait", "talk", "dead", "dispo")
        },
    }
)


class LogRow(BaseModel):
    """A row of ``vicidial_agent_log``: up to five phases, each from its epoch on."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    agent_log_id: int
    user: Annotated[str, Field(min_length=1)]
    pause_epoch: _Epoch = None
    wait_epoch: _Epoch = None
    talk_epoch: _Epoch = None
    dead_epoch: _Epoch = None
    dispo_epoch: _Epoch = None
    sub_status: str | None = None


class LiveRow(BaseModel):
    """A row of ``vicidial_live_agents``; ``seen_epoch`` is ``UNIX_TIMESTAMP(last_update_time)``."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    user: Annotated[str, Field(min_length=1)]
    status: str
    lead_id: int | None = 0
    pause_code: str | None = None
    seen_epoch: Annotated[int, Field(ge=0)]


class VicidialTables:
    """Takes the tables as they are read, again and again, and says what is new or has changed."""

    def __init__(self, words: StateWords = EVERYDAY_WORDS) -> None:
        self._words = words
        self._revisions = Revisions()
        self._live: dict[AgentKey, AgentEvent] = {}

    def log(
        self, rows: Iterable[Mapping[str, Any]], place: str
    ) -> tuple[tuple[AgentEvent, ...], tuple[InputFault, ...]]:
        """What rows of ``vicidial_agent_log`` lead to; a changed row replaces its own events."""
        agents: defaultdict[AgentKey, list[LogRow]] = defaultdict(list)
        faults: list[InputFault] = []
        for row in rows:
            try:
                parsed = LogRow.model_validate(row)
            except ValidationError as error:
                faults.extend(vendor_faults(error, place, None, EXPECTED))
                continue
            agents[AgentKey(parsed.user)].append(parsed)
        events = [event for agent, own in agents.items() for event in self._phases(agent, own)]
        return self._revisions.changed(events), tuple(faults)

    def live(
        self, rows: Iterable[Mapping[str, Any]], now_epoch: int, place: str
    ) -> tuple[tuple[AgentEvent, ...], tuple[InputFault, ...]]:
        """What all rows of ``vicidial_live_agents`` lead to, read at ``now_epoch`` of the database.

        An agent whose row is gone has logged off, at the latest by then.
        """
        events: list[AgentEvent] = []
        faults: list[InputFault] = []
        here: set[AgentKey] = set()
        for row in rows:
            try:
                parsed = LiveRow.model_validate(row)
            except ValidationError as error:
                faults.extend(vendor_faults(error, place, None, EXPECTED))
                if row.get("user"):
                    here.add(AgentKey(str(row["user"])))
                continue
            agent = AgentKey(parsed.user)
            here.add(agent)
            state, reason = self._live_state(parsed)
            event = _event(agent, f"live:{parsed.seen_epoch}", state, reason, parsed.seen_epoch)
            before = self._live.get(agent)
            if before is None or _is_news(event, before):
                self._live[agent] = event
                events.append(event)
        for agent in sorted(self._live.keys() - here):
            del self._live[agent]
            events.append(_event(agent, f"gone:{now_epoch}", AgentState.LOGGED_OFF, "", now_epoch))
        return self._revisions.changed(events), tuple(faults)

    def forget(self, before: Instant) -> None:
        """Drop the memory of what was told of moments before that one."""
        self._revisions.forget(before)

    def _phases(self, agent: AgentKey, rows: Iterable[LogRow]) -> list[AgentEvent]:
        """An event per phase. A phase of no length says what the one after it says, so that two
        states never stand at one moment."""
        phases: list[tuple[int, str, AgentState, str]] = []
        for row in sorted(rows, key=lambda item: item.agent_log_id):
            code = (row.sub_status or "").strip().upper()
            reached = 0
            for name, epoch, state, reason in (
                ("pause", row.pause_epoch, self._pause(code), code),
                ("wait", row.wait_epoch, AgentState.AVAILABLE, ""),
                ("talk", row.talk_epoch, AgentState.ON_CONTACT, ""),
                ("dead", row.dead_epoch, AgentState.AFTER_CONTACT_WORK, ""),
                ("dispo", row.dispo_epoch, AgentState.AFTER_CONTACT_WORK, ""),
            ):
                if epoch and epoch >= reached:
                    phases.append((epoch, f"{row.agent_log_id}:{name}", state, reason))
                    reached = epoch
        last = {epoch: (state, reason) for epoch, _, state, reason in phases}
        return [_event(agent, name, *last[epoch], epoch) for epoch, name, _, _ in phases]

    def _pause(self, code: str) -> AgentState:
        known = self._words.known(code) if code else None
        if code in NO_BREAKS and code not in {"LOGIN", ""}:
            return NO_BREAKS[code]
        return known or NO_BREAKS.get(code, AgentState.BUSY)

    def _live_state(self, row: LiveRow) -> tuple[AgentState, str]:
        if row.status in LIVE:
            return LIVE[row.status], ""
        if row.status != "PAUSED":
            return AgentState.UNKNOWN, row.status
        if row.lead_id:  # paused with a customer's record open: the screen after a call
            return AgentState.AFTER_CONTACT_WORK, ""
        code = (row.pause_code or "").strip().upper()
        return self._pause(code), code


def _event(
    agent: AgentKey, event_id: str, state: AgentState, reason: str, epoch: int
) -> AgentEvent:
    at = Instant(epoch * SECOND)
    return AgentEvent(SOURCE, event_id, agent, state, reason, at, at)


def _is_news(event: AgentEvent, before: AgentEvent) -> bool:
    changed = (event.state, event.reason) != (before.state, before.reason)
    return changed or seconds_between(before.effective_at, event.effective_at) >= RENEW_S
