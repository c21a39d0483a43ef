"""Agents who work elsewhere: no seat is checked for them."""

from collections.abc import Iterable
from dataclasses import replace

from floor.agent_state import AgentEvent, AgentState
from floor.timeline import precedence

REASON = "off_site"


def at_seats(events: Iterable[AgentEvent]) -> list[AgentEvent]:
    """One agent's events as seats see them: UNKNOWN while the agent works elsewhere.

    Unknown confirms nothing, and an empty seat is no conflict with a call that is taken at home.
    Where the agent works is said by the last event that says anything of it. Of each identity only
    the word that counts must be given.
    """
    elsewhere = False
    seen: list[AgentEvent] = []
    for event in sorted(events, key=precedence):
        elsewhere = elsewhere if event.off_site is None else event.off_site
        hidden = replace(event, state=AgentState.UNKNOWN, reason=REASON)
        seen.append(hidden if elsewhere else event)
    return seen
