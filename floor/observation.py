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


class Activity(StrEnum):
    """What the person at a seat does, or what lies on the desk, as far as rules care."""

    HAND_RAISED = "hand_raised"
    PHONE_IN_HAND = "phone_in_hand"
    PHONE_AT_EAR = "phone_at_ear"
    PHONE_RAISED = "phone_raised"
    """Held up as for a photograph."""
    PHONE_LYING = "phone_lying"
    """On the desk: no violation, said so that nobody wonders."""
    FOOD = "food"
    """On the desk or in the hand."""
    DRINK = "drink"
    """In the hand, to drink."""
    FEET_ON_DESK = "feet_on_desk"


@dataclass(frozen=True, slots=True)
class SeatObservation:
    """The state of a seat as seen at one decision.

    ``empty`` is a positive finding: the seat was in view, the frame good and recent, and nobody
    sat there. ``confidence`` is 0..1. ``reason`` is a short stable code that pages translate
    (``person_seated``, ``nobody``, ``standing_beside``, ``occluded``, ``stale`` ...).

    ``doing`` are the activities that were positively seen, sorted; None where nobody could judge
    them (blind, hidden, or a pipeline without the seat network), which is not the same as none.
    ``partners`` are the seats that this one talks with. ``company`` says that somebody who does
    not sit here is on their feet beside the seat: a lead, a coach, a colleague. ``chair_cm`` is
    how far a free chair stands from where it is when pushed in.
    """

    time: Instant
    seat: SeatId
    occupancy: Occupancy
    chair: Chair
    posture: Posture
    confidence: float
    reason: str
    doing: tuple[Activity, ...] | None = None
    partners: tuple[SeatId, ...] = ()
    company: bool = False
    chair_turned: bool = False
    chair_cm: float | None = None
