"""How often everything happens in training frames: weights, which are shares once they are summed.

Behaviours that networks find hard, and what looks like them, come far more often than on a real
floor. `tests/eval/sim/frames/test_shares.py` holds composed rooms against these figures.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import numpy as np

Kind = TypeVar("Kind", bound=StrEnum)


class Part(StrEnum):
    """What somebody with a seat is asked to do in a room."""

    TYPE = "type"
    TALK = "talk"
    IDLE = "idle"
    PHONE_HAND = "phone_hand"
    PHONE_EAR = "phone_ear"
    PHONE_PHOTO = "phone_photo"
    BURGER = "burger"
    NOODLES = "noodles"
    FRUIT = "fruit"
    SNACKS = "snacks"
    CUP = "cup"
    BOTTLE = "bottle"
    RAISE_HAND = "raise_hand"
    SCRATCH_HEAD = "scratch_head"
    FEET_UP = "feet_up"
    LIE_DOWN = "lie_down"
    CHAT = "chat"
    GLANCE = "glance"
    STAND = "stand"
    STAND_PHONE = "stand_phone"
    STAND_RAISE = "stand_raise"
    PUT = "put"
    AWAY_IN = "away_in"
    AWAY_OUT = "away_out"
    AWAY_TURNED = "away_turned"
    LEAVE = "leave"
    RETURN = "return"
    VISIT = "visit"


PARTS: Mapping[Part, float] = {
    Part.TYPE: 9,
    Part.TALK: 5,
    Part.IDLE: 4,
    Part.PHONE_HAND: 9,
    Part.PHONE_EAR: 5,
    Part.PHONE_PHOTO: 7,
    Part.BURGER: 3,
    Part.NOODLES: 3,
    Part.FRUIT: 3,
    Part.SNACKS: 3,
    Part.CUP: 4,
    Part.BOTTLE: 3,
    Part.RAISE_HAND: 7,
    Part.SCRATCH_HEAD: 4,
    Part.FEET_UP: 5,
    Part.LIE_DOWN: 5,
    # Of those who begin a chat or a glance; each takes a neighbour who else would type.
    Part.CHAT: 6,
    Part.GLANCE: 3,
    Part.STAND: 4,
    Part.STAND_PHONE: 2,
    Part.STAND_RAISE: 1,
    Part.PUT: 1.5,
    Part.AWAY_IN: 10,
    Part.AWAY_OUT: 8,
    Part.AWAY_TURNED: 8,
    Part.LEAVE: 3,
    Part.RETURN: 3,
    Part.VISIT: 2,
}


class Roaming(StrEnum):
    """What somebody without a seat does."""

    WALK = "walk"
    VISIT = "visit"
    PHONE = "phone"
    WAIT = "wait"


ROAMING: Mapping[Roaming, float] = {
    Roaming.WALK: 5,
    Roaming.VISIT: 5,
    Roaming.PHONE: 1.5,
    Roaming.WAIT: 1.5,
}

NOBODYS_SEAT = 0.08
JACKET_ON_CHAIR = 0.12
BAG_ON_EMPTY_CHAIR = 0.12
# What lies on the desks of people who do something else: the hard negatives of phones and drinks,
# and food that is only there.
ON_DESK: Mapping[str, float] = {
    "phone": 0.30,
    "cup": 0.22,
    "bottle": 0.12,
    "papers": 0.22,
    "bag": 0.08,
}
FOOD_ON_DESK = 0.10
NIGHT = 0.08
DISTORTED = 0.4
OVERLAY = 0.25


def pick(weights: Mapping[Kind, float], rng: np.random.Generator) -> Kind:
    """One of the kinds, each as often as its weight says."""
    kinds = list(weights)
    shares = np.array([weights[kind] for kind in kinds])
    return kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]
