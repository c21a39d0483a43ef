"""The place in which a floor is improvised, as its planners need it."""

from dataclasses import dataclass

import numpy as np

from eval.sim.layout import Seat, seats_of
from eval.sim.paths import Aisles
from eval.sim.script import Person, Point, Script
from eval.sim.space import crosses

CHAT_M = 2.6
SCREEN_M = 1.3  # a partition higher than this ends a chat


@dataclass(frozen=True, slots=True)
class StageSet:
    """A script's seats and aisles, its agents to be given something to do, and everybody's seat."""

    script: Script
    seats: dict[str, Seat]
    aisles: Aisles
    agents: tuple[Person, ...]

    def seat(self, who: str) -> Seat:
        """The seat of one of the agents."""
        return self.seats[next(each.seat for each in self.agents if each.id == who) or ""]

    def neighbours(self, who: str) -> list[str]:
        """The agents who sit close enough to chat with one, the nearest first."""
        here = self.seat(who)
        near = [
            (float(np.hypot(there.x - here.x, there.y - here.y)), other.id)
            for other in self.agents
            if other.id != who and not self._screened(here, there := self.seat(other.id))
        ]
        return [name for far, name in sorted(near) if far <= CHAT_M]

    def ends(self) -> list[str]:
        """Where aisles end: places to go to, out of others' way."""
        used = [name for edge in self.script.aisles for name in edge]
        ends = [name for name in self.script.waypoints if used.count(name) == 1]
        return ends or list(self.script.waypoints)

    def outside(self) -> list[str]:
        """The ends of aisles in the corridor, else all ends."""
        return [name for name in self.ends() if self.point(name)[0] < 0] or self.ends()

    def point(self, waypoint: str) -> Point:
        """A waypoint on the plan."""
        return self.script.waypoints[waypoint]

    def _screened(self, here: Seat, there: Seat) -> bool:
        return any(
            wall.height > SCREEN_M and crosses((here.x, here.y), (there.x, there.y), wall)
            for wall in self.script.room.partitions
        )


def stage_set(script: Script, agents: tuple[Person, ...]) -> StageSet:
    """The place of a script, and those of its people who are to be given something to do."""
    return StageSet(script, seats_of(script), Aisles(script.waypoints, script.aisles), agents)
