"""Where a carried thing is: on the desk, in the right hand, on the chair, or out of sight."""

import numpy as np

from eval.sim.furniture import SEAT_TOP_M
from eval.sim.mesh import Floats, turn_about_y
from eval.sim.motion.track import Stay, ThingKind, ThingPath, Where
from eval.sim.skeleton import Rig
from eval.sim.turning import about_x, between, mixed

RIGHT = 1
BLEND_S = 0.2  # a thing's way from where it lay into the hand, or back
BACK_TOP_M = (1.06, -0.275)  # height and z of what a jacket hangs over, on a chair of its own size
BACK_TILT_RAD = -0.16
X, Y, Z = np.eye(3)  # of the palm: the thumb's side, along the fingers, the way it looks

_STANDING = (Z, X, Y)  # upright while the thumb is up
_FLAT = (-X, Z, Y)  # the top looks where the palm looks, the far end is at the fingertips
_ALONG = (X, Z, -Y)  # lengthwise across the palm
_POINTING = (X, np.array([0.0, 0.96, -0.28]), np.array([0.0, 0.28, 0.96]))

# How a thing lies in the palm: where its own x, y and z point, and where its origin is.
GRIPS: dict[ThingKind, tuple[tuple[Floats, Floats, Floats], tuple[float, float, float]]] = {
    ThingKind.PHONE: (_FLAT, (0.0, 0.035, 0.004)),
    ThingKind.PAPERS: (_FLAT, (0.0, 0.12, 0.004)),
    ThingKind.CUP: (_STANDING, (-0.05, 0.015, 0.046)),
    ThingKind.BOTTLE: (_STANDING, (-0.10, 0.015, 0.038)),
    ThingKind.NOODLES: (_STANDING, (-0.05, 0.02, 0.078)),
    ThingKind.BURGER: (_STANDING, (-0.038, 0.025, 0.055)),
    ThingKind.FRUIT: (_ALONG, (0.0, 0.02, 0.006)),
    ThingKind.SNACKS: (_STANDING, (-0.02, 0.03, 0.06)),
    ThingKind.CHOPSTICKS: (_POINTING, (0.015, 0.04, 0.02)),
}
LEVEL = (ThingKind.NOODLES,)  # what would spill is held level whatever the hand does
# What hangs from a hand hangs straight down: its origin below the palm.
HANGING = {ThingKind.BAG: 0.40, ThingKind.JACKET: 0.02}


def thing_place(
    path: ThingPath, time: float, rig: Rig, transforms: Floats, chair: Floats | None
) -> Floats | None:
    """Where a thing is at `time` seconds, (4, 4), given its holder's bone transforms (bones, 3, 4)
    and their chair's place (4, 4); None while it is out of sight.

    Round the moment of being taken or put down it goes from the one place to the other."""
    number = max(0, sum(stay.start <= max(time, 0.0) for stay in path.stays) - 1)
    place = _place(path.kind, path.stays[number], rig, transforms, chair)
    for other, share in _neighbours(path.stays, number, time):
        beyond = _place(path.kind, other, rig, transforms, chair)
        if place is not None and beyond is not None:
            place = _blend(place, beyond, share)
    return place


def in_hand(kind: ThingKind, rig: Rig, transforms: Floats) -> Floats:
    """A thing's place (4, 4) in the right hand of a body with these bone transforms."""
    palm = np.eye(4)
    palm[:3] = transforms[rig.names.index("RightHand")] @ rig.palm(RIGHT)
    if kind in HANGING:
        ahead = transforms[rig.names.index("Hips"), :, 2]
        place = np.eye(4)
        place[:3, :3] = turn_about_y(float(np.arctan2(ahead[0], ahead[2])))
        place[:3, 3] = palm[:3, 3] - (0.0, HANGING[kind], 0.0)
        return place
    ways, origin = GRIPS[kind]
    grip = np.eye(4)
    grip[:3, :3] = np.stack(ways, axis=1)
    grip[:3, 3] = origin
    held: Floats = palm @ grip
    if kind in LEVEL:
        upright = between(held[:3, 1], np.array([0.0, 1.0, 0.0]))
        held[:3, :3] = upright @ held[:3, :3]
        held[:3, 3] = palm[:3, 3] + upright @ (held[:3, 3] - palm[:3, 3])
    return held


def on_chair(kind: ThingKind, chair: Floats) -> Floats:
    """A thing's place (4, 4) on a chair at `chair` (4, 4): a jacket over its back, anything else on
    its seat."""
    local = np.eye(4)
    if kind is ThingKind.JACKET:
        local[:3, :3] = about_x(BACK_TILT_RAD)
        local[1:3, 3] = BACK_TOP_M
    else:
        local[1:3, 3] = SEAT_TOP_M - 0.01, -0.04
    place: Floats = chair @ local
    return place


def _place(
    kind: ThingKind, stay: Stay, rig: Rig, transforms: Floats, chair: Floats | None
) -> Floats | None:
    match stay.where:
        case Where.HAND:
            return in_hand(kind, rig, transforms)
        case Where.CHAIR:
            return None if chair is None else on_chair(kind, chair)
        case Where.GONE:
            return None
        case _:
            return None if stay.place is None else _on_plan(stay.place)


def _on_plan(place: tuple[float, float, float, float]) -> Floats:
    """(4, 4) from plan x and y, height and heading."""
    x, y, height, heading = place
    matrix = np.eye(4)
    matrix[:3, :3] = turn_about_y(heading)
    matrix[:3, 3] = x, height, y
    return matrix


def _neighbours(stays: tuple[Stay, ...], number: int, time: float) -> list[tuple[Stay, float]]:
    """The stay before or after, if it is near in time, and its share of the place now: a half at
    the change itself, nothing half of `BLEND_S` away."""
    near = []
    if number > 0:
        since = time - stays[number].start
        near.append((stays[number - 1], 0.5 - since / BLEND_S))
    if number + 1 < len(stays):
        until = stays[number + 1].start - time
        near.append((stays[number + 1], 0.5 - until / BLEND_S))
    return [(stay, share) for stay, share in near if share > 0.0]


def _blend(one: Floats, two: Floats, share: float) -> Floats:
    place = np.eye(4)
    place[:3, :3] = mixed(one[:3, :3], two[:3, :3], share)
    place[:3, 3] = (1 - share) * one[:3, 3] + share * two[:3, 3]
    return place
