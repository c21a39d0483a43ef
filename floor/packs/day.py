"""What rules are judged by: what was seen, what the phone system said, who sits where, and what
was registered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode
from floor.interval import Interval
from floor.layout import SeatId
from floor.packs.grants import Granted
from floor.time import Instant


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time in one state, with the reason that the phone system gave."""

    when: Interval
    state: AgentState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has which seat from when to when."""

    seat: SeatId
    agent: AgentKey
    team: str
    shift: Interval


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that is known of a floor up to ``now``; ``zone`` is for times of day.

    ``spells`` are an agent's states in order, without gaps or overlaps.
    """

    now: Instant
    zone: ZoneInfo
    episodes: Sequence[Episode] = ()
    spells: Mapping[AgentKey, Sequence[Spell]] = field(default_factory=dict)
    duties: Sequence[Duty] = ()
    granted: Sequence[Granted] = ()

    def duty_at(self, seat: SeatId, moment: Instant) -> Duty | None:
        """Who has the seat at a moment."""
        return next(
            (
                each
                for each in self.duties
                if each.seat == seat and each.shift.start <= moment < each.shift.end
            ),
            None,
        )

    def duty_of(self, agent: AgentKey, moment: Instant) -> Duty | None:
        """Which seat somebody has at a moment."""
        return next(
            (
                each
                for each in self.duties
                if each.agent == agent and each.shift.start <= moment < each.shift.end
            ),
            None,
        )

    def stretches(self, agent: AgentKey, states: Sequence[AgentState]) -> tuple[Interval, ...]:
        """When the agent was in one of the states, as few stretches as there are."""
        found: list[Interval] = []
        for spell in self.spells.get(agent, ()):
            if spell.state not in states:
                continue
            if found and found[-1].end == spell.when.start:
                found[-1] = Interval(found[-1].start, spell.when.end)
            else:
                found.append(spell.when)
        return tuple(found)
