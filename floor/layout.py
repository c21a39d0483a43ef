"""Seats and where they stand on the plan."""

from dataclasses import dataclass
from typing import NewType

SeatId = NewType("SeatId", str)


@dataclass(frozen=True, slots=True)
class PlanPosition:
    """A place on the plan: metres from its top-left corner, and degrees clockwise from up."""

    x: float
    y: float
    facing: float = 0.0
