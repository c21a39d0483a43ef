"""What is seen at one seat at one moment."""

from dataclasses import dataclass
from enum import StrEnum

from floor.layout import SeatId
from floor.time import Instant


class Occupancy(StrEnum):
    """Whether somebody sits on the seat."""

    OCCUPIED = "occupied"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Chair(StrEnum):
    """Where the seat's chair is."""

    IN = "in"
    OUT = "out"
    OCCUPIED = "occupied"
    UNKNOWN = "unknown"


class Posture(StrEnum):
    """How the person at the seat holds themselves; *standing* may stand beside the chair."""

    SEATED = "seated"
    STANDING = "standing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SeatObservation:
    """The state of a seat as seen at one decision.

    ``empty`` is a positive finding: the seat was in view, the frame good and recent, and nobody
    sat there. ``confidence`` is 0..1. ``reason`` is a short stable code that pages translate
    (``person_seated``, ``nobody``, ``standing_beside``, ``occluded``, ``stale`` ...).
    """

    time: Instant
    seat: SeatId
    occupancy: Occupancy
    chair: Chair
    posture: Posture
    confidence: float
    reason: str
