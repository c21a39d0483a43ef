"""What playing a timeline gives: a track of samples, what was done when, and where things were."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from eval.sim.layout import Seat
from eval.sim.mesh import Floats
from eval.sim.motion.channels import RATE_HZ
from eval.sim.script.people import Person


class DoingKind(StrEnum):
    """What a person does."""

    TYPE = "type"
    TALK = "talk"
    IDLE = "idle"
    STAND = "stand"
    WALK = "walk"
    CHAT = "chat"
    GLANCE = "glance"
    VISIT = "visit"
    RAISE_HAND = "raise_hand"
    SCRATCH_HEAD = "scratch_head"
    PHONE_HAND = "phone_hand"
    PHONE_EAR = "phone_ear"
    PHONE_PHOTO = "phone_photo"
    EAT = "eat"
    DRINK = "drink"
    FEET_UP = "feet_up"
    LIE_DOWN = "lie_down"


@dataclass(frozen=True, slots=True)
class Doing:
    """Something a person did, in seconds; `who` is the other person's id, where there is one."""

    kind: DoingKind
    start: float
    end: float
    who: str | None = None


class ThingKind(StrEnum):
    """What people put on desks and chairs and hold in their hands."""

    PHONE = "phone"
    BURGER = "burger"
    NOODLES = "noodles"
    CHOPSTICKS = "chopsticks"
    FRUIT = "fruit"
    SNACKS = "snacks"
    CUP = "cup"
    BOTTLE = "bottle"
    JACKET = "jacket"
    BAG = "bag"
    PAPERS = "papers"


class Where(StrEnum):
    """What a thing is on. Things that are gone are in a pocket, in a drawer, or eaten."""

    DESK = "desk"
    HAND = "hand"
    CHAIR = "chair"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stay:
    """From `start` seconds a thing is somewhere; on a desk, at `place`: plan x and y, height in
    metres, heading in radians."""

    start: float
    where: Where
    place: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class ThingPath:
    """A thing and its stays, the first from 0 s, in order of time."""

    id: str
    kind: ThingKind
    stays: tuple[Stay, ...]

    def at(self, time: float) -> Stay:
        """Where the thing is at `time` seconds."""
        return [stay for stay in self.stays if stay.start <= max(time, 0.0)][-1]


@dataclass(frozen=True, slots=True)
class Track:
    """The state (n, channels) of one person and their chair at `RATE_HZ`, from second 0; the
    chair's channels mean nothing for someone without a seat."""

    person: Person
    seat: Seat | None
    samples: Floats
    doings: tuple[Doing, ...] = ()
    things: tuple[ThingPath, ...] = ()

    def at(self, time: float) -> Floats:
        """The state (channels,) at `time` seconds, interpolated."""
        place = min(max(time * RATE_HZ, 0.0), len(self.samples) - 1.000001)
        low = int(place)
        share = place - low
        state: Floats = (1 - share) * self.samples[low] + share * self.samples[low + 1]
        return state

    def times(self) -> Floats:
        """The seconds (n,) of the samples."""
        return np.arange(len(self.samples)) / RATE_HZ
