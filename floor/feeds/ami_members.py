"""Asterisk's queue members, one for each queue, merged into one state for each agent. Pure.

Events and fields: ``QueueMember``, ``QueueMemberPause``, ``QueueMemberStatus``, ``AgentComplete``
of Asterisk's documentation of the manager interface; the numbers of ``Status`` are device states.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from floor.agent_state import AgentState
from floor.feeds.state_words import StateWords
from floor.time import SECOND, Instant, plus

TALKING: Final = frozenset({"2", "3", "7", "8"})
"""In use, busy, ringing while in use, on hold: a call, the queue's or another."""
GONE: Final = frozenset({"4", "5"})
"""Invalid, unavailable: the phone is not there, which tells nothing of the person."""

MEMBER_EVENTS: Final = frozenset(
    {"QueueMember", "QueueMemberAdded", "QueueMemberPause", "QueueMemberStatus"}
)

_NEVER: Final = Instant(0)

Said = tuple[str, AgentState, str, Instant]
"""Agent key, state, reason, since when."""


@dataclass(frozen=True, slots=True)
class Member:
    """An agent's place in one queue."""

    in_call: bool = False
    paused: bool = False
    reason: str = ""
    status: str = "1"
    wrap_until: Instant = _NEVER


class QueueMembers:
    """All members as they were last told of."""

    def __init__(self, words: StateWords) -> None:
        self._words = words
        self._queues: dict[str, dict[str, Member]] = {}
        self._told: dict[str, AgentState] = {}
        self._listed: set[tuple[str, str]] = set()

    def begin_listing(self) -> None:
        """A snapshot begins: who is not in it is in no queue."""
        self._listed.clear()

    def end_listing(self, now: Instant) -> Iterator[Said]:
        """The snapshot is complete: every agent's state, those who left included."""
        for agent, queues in self._queues.items():
            for queue in [each for each in queues if (agent, each) not in self._listed]:
                del queues[queue]
        for agent in sorted(self._queues):
            yield self._say(agent, now)

    def hear(self, said: Mapping[str, str], now: Instant) -> Iterator[Said]:
        """What follows from one event. Raises ``ValueError``, which names the field."""
        name = said.get("Event", "")
        if name in MEMBER_EVENTS:
            agent, queue = agent_key(said), _needed(said, "Queue")
            before = self._queues.get(agent, {}).get(queue, Member())
            self._put(agent, queue, _member(said, before))
            if name == "QueueMember":
                self._listed.add((agent, queue))
            else:
                yield from self._changed(agent, now)
        elif name == "QueueMemberRemoved":
            agent = agent_key(said)
            self._queues.setdefault(agent, {}).pop(_needed(said, "Queue"), None)
            yield from self._changed(agent, now)
        elif name in ("AgentConnect", "AgentComplete"):
            agent, queue = agent_key(said), _needed(said, "Queue")
            member = self._queues.get(agent, {}).get(queue)
            if member is not None:
                self._put(agent, queue, replace(member, in_call=name == "AgentConnect"))
                yield from self._changed(agent, now)

    def pass_time(self, now: Instant) -> Iterator[Said]:
        """Who has come to the end of the wrap-up time."""
        for agent in sorted(self._told):
            if self._told[agent] is AgentState.AFTER_CONTACT_WORK:
                yield from self._changed(agent, now)

    def _put(self, agent: str, queue: str, member: Member) -> None:
        self._queues.setdefault(agent, {})[queue] = member

    def _changed(self, agent: str, now: Instant) -> Iterator[Said]:
        if self._merged(agent, now)[0] is not self._told.get(agent):
            yield self._say(agent, now)

    def _say(self, agent: str, now: Instant) -> Said:
        state, reason = self._merged(agent, now)
        self._told[agent] = state
        return agent, state, reason, now

    def _merged(self, agent: str, now: Instant) -> tuple[AgentState, str]:
        """In no queue: logged off. A call in any: on it. Paused in all: by the reason. Paused in
        some alone, the agent is still asked for by the others."""
        members = tuple(self._queues.get(agent, {}).values())
        if not members:
            return AgentState.LOGGED_OFF, ""
        if any(each.in_call or each.status in TALKING for each in members):
            return AgentState.ON_CONTACT, ""
        if all(each.paused for each in members):
            reason = next((each.reason for each in members if each.reason), "")
            return self._words.of(reason), reason
        if all(each.status in GONE for each in members):
            return AgentState.UNKNOWN, "no phone"
        if any(now < each.wrap_until for each in members):
            return AgentState.AFTER_CONTACT_WORK, ""
        return AgentState.AVAILABLE, ""


def agent_key(said: Mapping[str, str]) -> str:
    """``PJSIP/2011`` and ``Local/2011@agents/n`` are 2011; a member's name is a person's."""
    interface = said.get("Interface") or said.get("Location") or ""
    key = interface.partition("/")[2].partition("@")[0]
    if not key:
        raise ValueError("Interface")
    return key


def _needed(said: Mapping[str, str], field: str) -> str:
    if not said.get(field):
        raise ValueError(field)
    return said[field]


def _member(said: Mapping[str, str], before: Member) -> Member:
    last_call, wrap = _seconds(said, "LastCall"), _seconds(said, "Wrapuptime")
    ends = plus(Instant(last_call * SECOND), wrap) if last_call and wrap else before.wrap_until
    return Member(
        in_call=said.get("InCall", "1" if before.in_call else "0") == "1",
        paused=said.get("Paused", "1" if before.paused else "0") == "1",
        reason=said.get("PausedReason") or said.get("Reason") or "",
        status=said.get("Status", before.status),
        wrap_until=ends,
    )


def _seconds(said: Mapping[str, str], field: str) -> int:
    text = said.get(field, "0") or "0"
    if not text.isdecimal() or len(text) > 12:
        raise ValueError(field)
    return int(text)
