"""What a seat's crop shows, in the words that a seat-state network learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.sim.layout import Seat
from eval.sim.mesh import Floats
from eval.sim.motion.channels import Channel
from eval.sim.motion.track import ThingKind, Track, Where
from eval.sim.truth.food import FOOD
from eval.sim.truth.seat import CHAIR_IN_DEG, CONTACT_RISE, HAND_UP, SeatTruth

CHAIR_HIDDEN = 0.12  # a chair of which less is seen
BESIDE_M = 1.25  # within which someone on their feet is beside a seat
AT_SEAT_M = 0.7
UP = 0.5  # of the channels of feet and of lying down
AHEAD_DEG, BACK_DEG = 25.0, 115.0
DRINKS = (ThingKind.CUP, ThingKind.BOTTLE)
PHONES = {"phone_hand": "hand", "phone_ear": "ear", "phone_photo": "photo"}

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of a seat a camera sees: shares of a sitter's place, of the chair and of the owner
    in the picture; 0 where they are not in it."""

    place: float
    chair: float
    person: float


def seat_label(
    seat: Seat,
    owner: Track | None,
    truth: SeatTruth | None,
    others: Sequence[Track],
    time: float,
    sight: Sight,
) -> Label:
    """The label of a seat at `time` seconds.

    `occupancy` occupied or empty; `chair` in, out, turned, occupied or hidden; `posture` seated,
    standing or none; `phone` none, hand, ear, photo or lying; `food` and `drink` none, desk or
    hand; `facing` ahead, left, right, back or none, and in degrees to the own left; `beside` the
    role of someone on their feet at the seat who is not its owner, or none.
    """
    label: Label = {
        "occupancy": "empty",
        "chair": "in" if sight.chair >= CHAIR_HIDDEN else "hidden",
        "chair_cm": 0,
        "chair_turned_deg": 0,
        "posture": "none",
        "hand_raised": False,
        "scratching": False,
        "phone": "none",
        "lying_down": False,
        "food": "none",
        "drink": "none",
        "feet_on_desk": False,
        "facing": "none",
        "facing_deg": None,
        "in_sight": round(sight.place, 3),
        "chair_in_sight": round(sight.chair, 3),
        "person_in_sight": round(sight.person, 3),
        "beside": _beside(seat, others, time),
    }
    if owner is None or truth is None:
        return label
    sample, state = truth.sample(time), owner.at(time)
    there = not bool(truth.away[sample])
    label |= _chair(truth, sample, sight)
    label |= _on_the_desk(owner, time, there)
    if not there:
        return label
    doing = {each.kind.value for each in owner.doings if each.start <= time < each.end}
    turned = _turned(seat, state)
    seated = bool(truth.seated[sample])
    for kind, word in PHONES.items():
        if kind in doing:
            label["phone"] = word
    return label | {
        "posture": "seated" if seated else "standing",
        "hand_raised": bool(state[Channel.RAISE] > HAND_UP),
        "scratching": bool(state[Channel.SCRATCH] > UP),
        "lying_down": bool(state[Channel.LIE] > UP),
        "feet_on_desk": seated and bool(state[Channel.FEET_UP] > UP),
        "facing": _side(turned),
        "facing_deg": round(turned),
    }


def _chair(truth: SeatTruth, sample: int, sight: Sight) -> Label:
    degrees = float(truth.chair_deg[sample])
    if truth.seated[sample]:
        chair = "occupied"
    elif sight.chair < CHAIR_HIDDEN:
        chair = "hidden"
    elif degrees >= CHAIR_IN_DEG:
        chair = "turned"
    else:
        chair = "in" if truth.chair_in[sample] else "out"
    return {
        "occupancy": "occupied" if truth.seated[sample] else "empty",
        "chair": chair,
        "chair_cm": round(100 * float(truth.chair_m[sample])),
        "chair_turned_deg": round(degrees),
    }


def _on_the_desk(owner: Track, time: float, there: bool) -> Label:
    """Phone, food and drink: on the desk, or in the hand of the owner who is there."""
    return {
        "phone": _where(owner, (ThingKind.PHONE,), time, there).replace("desk", "lying"),
        "food": _where(owner, FOOD, time, there),
        "drink": _where(owner, DRINKS, time, there),
    }


def _where(owner: Track, kinds: Sequence[ThingKind], time: float, there: bool) -> str:
    places = {thing.at(time).where for thing in owner.things if thing.kind in kinds}
    if Where.HAND in places and there:
        return "hand"
    return "desk" if Where.DESK in places else "none"


def _turned(seat: Seat, state: Floats) -> float:
    """How far the owner's face is turned from the desk, in degrees to the own left, -180..180."""
    # Headings grow towards the sitter's left: +z is ahead and +x is left in a seat's frame.
    turned = np.rad2deg(state[Channel.HEADING] + state[Channel.TURN] - seat.heading)
    return float((turned + 180) % 360 - 180)


def _side(turned: float) -> str:
    if abs(turned) > BACK_DEG:
        return "back"
    if abs(turned) <= AHEAD_DEG:
        return "ahead"
    return "left" if turned > 0 else "right"


def _beside(seat: Seat, others: Sequence[Track], time: float) -> str:
    """The role of the nearest one on their feet near the seat, away from a seat of their own."""
    found: list[tuple[float, str]] = []
    for track in others:
        state = track.at(time)
        if state[Channel.RISE] < CONTACT_RISE or _at_own_seat(track, state):
            continue
        gap = float(np.hypot(state[Channel.X] - seat.x, state[Channel.Y] - seat.y))
        if gap <= BESIDE_M:
            found.append((gap, track.person.role))
    return min(found)[1] if found else "none"


def _at_own_seat(track: Track, state: Floats) -> bool:
    if track.seat is None:
        return False
    return bool(
        np.hypot(state[Channel.X] - track.seat.x, state[Channel.Y] - track.seat.y) < AT_SEAT_M
    )
