"""Disagreements of a network on trial with the live one: a line each, states and no pixels."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.time import Instant, to_datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How long one seat was seen in two ways, and what both said when it began."""

    seat: SeatId
    start: Instant
    end: Instant
    decisions: int
    live: SeatObservation
    tried: SeatObservation

    @classmethod
    def begin(cls, live: SeatObservation, tried: SeatObservation) -> Self:
        """One that has just begun."""
        return cls(tried.seat, tried.time, tried.time, 1, live, tried)

    def goes_on(self, live: SeatObservation, tried: SeatObservation) -> bool:
        """Whether both still say what they said."""
        return self.live.occupancy is live.occupancy and self.tried.occupancy is tried.occupancy

    def until(self, time: Instant, more: int = 1) -> Self:
        """The same, lasting until ``time``, with so many decisions more."""
        return replace(self, end=time, decisions=self.decisions + more)


class Journal:
    """A file that disagreements are added to; it is made with the first of them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, disagreement: Disagreement) -> None:
        """Add a line."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(_line(disagreement), ensure_ascii=False) + "\n")


def _line(each: Disagreement) -> dict[str, Any]:
    return {
        "seat": each.seat,
        "start": to_datetime(each.start).isoformat(),
        "end": to_datetime(each.end).isoformat(),
        "decisions": each.decisions,
        "live": _state(each.live),
        "shadow": _state(each.tried),
    }


def _state(observation: SeatObservation) -> dict[str, Any]:
    return {
        "occupancy": observation.occupancy.value,
        "confidence": round(observation.confidence, 3),
        "reason": observation.reason,
    }
