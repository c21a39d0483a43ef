"""What came of looking at a rule: where it was broken, and what excuses."""

from dataclasses import dataclass

from floor.agent_state import AgentKey
from floor.finding import Excuse
from floor.interval import Interval
from floor.layout import SeatId
from floor.packs.grants import Grant


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule was broken, as far as it looks: ``counted_s`` is what was held against ``limit_s``.

    ``excused_by`` says why nothing follows; empty where nothing was found that excuses. ``looked``
    are the exceptions that were looked for, so that it can be told that they were.
    """

    rule: str
    seats: tuple[SeatId, ...]
    agents: tuple[AgentKey, ...]
    when: Interval
    counted_s: float
    limit_s: float
    looked: tuple[Excuse | Grant, ...]
    excused_by: tuple[Excuse | Grant, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether anything follows."""
        return not self.excused_by
