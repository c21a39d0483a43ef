"""What a customer may ask of an improvised crowd."""

from dataclasses import dataclass
from enum import StrEnum


class Behaviour(StrEnum):
    """What people can be made to do. Calls, leads, coaches, visitors and things on desks come of
    themselves."""

    CONFIRMED = "confirmed"  # away for over a minute although AVAILABLE
    CONFLICT = "conflict"  # away for over a minute although ON_CONTACT
    PAUSE = "pause"  # away on a BREAK, MEAL, MEETING or BUSY that was set
    ERRAND = "errand"  # away for less than a minute
    STAND = "stand"
    STAND_LONG = "stand_long"  # over a minute
    CHAT = "chat"
    LEAN = "lean"  # a chat leaning over
    CALL_ON = "call_on"  # a chat at somebody's seat
    GLANCE = "glance"
    RAISE_HAND = "raise_hand"
    SCRATCH_HEAD = "scratch_head"
    PHONE_HAND = "phone_hand"
    PHONE_EAR = "phone_ear"
    PHONE_PHOTO = "phone_photo"
    PHONE_DOWN = "phone_down"  # put on the desk and left there
    BURGER = "burger"
    NOODLES = "noodles"
    FRUIT = "fruit"
    SNACKS = "snacks"
    DRINK = "drink"
    FEET_UP = "feet_up"
    LIE_DOWN = "lie_down"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How crowded and how lively: the share of the free seats that are taken, actions a minute of
    each agent, which behaviours, and the seed that decides everything else."""

    seed: int
    crowding: float = 0.85
    liveliness: float = 1.2
    behaviours: tuple[Behaviour, ...] = tuple(Behaviour)
