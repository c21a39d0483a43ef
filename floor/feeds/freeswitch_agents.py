"""FreeSWITCH's mod_callcenter: an agent's status and state as one of ours. Pure.

Facts: mod_callcenter's documentation (``CC-Action``, ``callcenter_config agent list``). There is no
reason of a pause, and no state after a call but the agent's ``wrap_up_time``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from floor.agent_state import AgentState
from floor.feeds.ami_members import Said
from floor.feeds.state_words import StateWords
from floor.time import SECOND, Instant, plus

_NEVER: Final = Instant(0)
STATUSES: Final = frozenset({"Logged Out", "Available", "Available (On Demand)", "On Break"})


@dataclass(frozen=True, slots=True)
class Desk:
    """An agent as last told of."""

    status: str = ""
    state: str = ""
    wrap_s: int = 0
    wrap_until: Instant = _NEVER


class Desks:
    """All agents as they were last told of."""

    def __init__(self, words: StateWords) -> None:
        self._words = words
        self._desks: dict[str, Desk] = {}
        self._told: dict[str, AgentState] = {}

    def listed(self, body: str, now: Instant) -> Iterator[Said]:
        """The answer to ``agent list``: a header and a row for each agent, fields parted by ``|``.

        Raises ``ValueError`` where it is something else.
        """
        lines = [line for line in body.splitlines() if line.strip() and line.strip() != "+OK"]
        names = lines[0].split("|") if lines else []
        if not {"name", "status", "state"} <= set(names):
            raise ValueError("agent list")
        rows = [line.split("|") for line in lines[1:]]
        if any(len(row) != len(names) for row in rows):
            raise ValueError("agent list")
        said = [dict(zip(names, row, strict=True)) for row in rows]
        for gone in set(self._desks) - {each["name"] for each in said}:
            self._desks[gone] = Desk("Logged Out")
        for each in said:
            wrap, ended = _whole(each, "wrap_up_time"), _whole(each, "last_bridge_end")
            until = plus(Instant(ended * SECOND), wrap) if wrap and ended else _NEVER
            self._desks[each["name"]] = Desk(each["status"], each["state"], wrap, until)
        for agent in sorted(self._desks):
            yield self._say(agent, now)

    def hear(self, said: Mapping[str, str], now: Instant) -> Iterator[Said]:
        """What follows from one event. Raises ``ValueError``, which names the field."""
        action = said.get("CC-Action", "")
        field = {
            "agent-status-change": "CC-Agent-Status",
            "agent-state-change": "CC-Agent-State",
            "bridge-agent-start": "CC-Agent",
            "bridge-agent-end": "CC-Agent",
        }.get(action)
        if field is None:
            return
        agent = said.get("CC-Agent", "")
        if not agent:
            raise ValueError("CC-Agent")
        if not said.get(field):
            raise ValueError(field)
        desk = self._desks.get(agent, Desk())
        if action == "agent-status-change":
            desk = replace(desk, status=said[field])
        elif action == "agent-state-change":
            desk = replace(desk, state=said[field])
        elif action == "bridge-agent-start":
            desk = replace(desk, state="In a queue call")
        else:
            desk = replace(desk, state="Waiting", wrap_until=plus(now, desk.wrap_s))
        self._desks[agent] = desk
        if self._of(desk, now) is not self._told.get(agent):
            yield self._say(agent, now)

    def pass_time(self, now: Instant) -> Iterator[Said]:
        """Who has come to the end of the wrap-up time."""
        for agent in sorted(self._told):
            told, desk = self._told[agent], self._desks[agent]
            if told is AgentState.AFTER_CONTACT_WORK and self._of(desk, now) is not told:
                yield self._say(agent, now)

    def _say(self, agent: str, now: Instant) -> Said:
        desk = self._desks[agent]
        self._told[agent] = self._of(desk, now)
        return agent.partition("@")[0], self._told[agent], "", now

    def _of(self, desk: Desk, now: Instant) -> AgentState:
        """A call goes on whatever the status; an idle agent gets none, and is asked for nothing."""
        if desk.state == "In a queue call":
            return AgentState.ON_CONTACT
        if desk.status == "On Break":
            return self._words.of(desk.status, AgentState.BREAK)
        if desk.status == "Logged Out":
            return AgentState.LOGGED_OFF
        if desk.status not in STATUSES or not desk.state:
            return AgentState.UNKNOWN
        if now < desk.wrap_until:
            return AgentState.AFTER_CONTACT_WORK
        return AgentState.BUSY if desk.state == "Idle" else AgentState.AVAILABLE


def _whole(row: Mapping[str, str], field: str) -> int:
    text = row.get(field, "0") or "0"
    if not text.isdecimal() or len(text) > 12:
        raise ValueError(field)
    return int(text)
