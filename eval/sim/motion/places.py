"""Where sitters, walkers, hands and things go, in the seat's frame (x to the left, z ahead)."""

from eval.sim.furniture import DESK_TOP_M
from eval.sim.layout import CHAIR_OCCUPIED_Z_M, CHAIR_OUT_Z_M, Seat
from eval.sim.motion.track import ThingKind

FEET_AHEAD_M = 0.38  # of a sitter's hips; rising brings the hips over the feet
ROLLED_Z_M = CHAIR_OUT_Z_M - CHAIR_OCCUPIED_Z_M  # a sitter's hips when rolled back
STANDING_Z_M = ROLLED_Z_M + FEET_AHEAD_M
FEET_UP_Z_M = -0.30  # a sitter's hips with the feet on the desk: no further than legs reach
BESIDE_X_M = 0.62
BEHIND_Z_M = -0.95
PUSH_FROM_Z_M = -1.12
PUSH_TO_Z_M = -0.78
VISITOR_X_M = 0.72
VISITOR_Z_M = -0.22
SHOULDER_M = (-0.17, 1.08, 0.05)  # a sitter's right one: x, height, z
ARM_M = 0.58

DRAWER = (-0.36, 0.20, 0.50)  # x, z, height: below the desk top at the right
POCKET_SEATED = (-0.20, 0.10, 0.56)
POCKET_STANDING = (-0.21, 0.06, 0.84)
CHAIR_SEAT_H = 0.56

# Around the keyboard (|x| < 0.22, z 0.36 to 0.50) and the mouse (x -0.31), within a right arm's
# reach of someone who leans a little. For a desk of 1.4 m; narrower ones squeeze x.
ON_DESK: dict[ThingKind, tuple[float, float]] = {
    ThingKind.PHONE: (-0.50, 0.46),
    ThingKind.CUP: (-0.30, 0.60),
    ThingKind.BOTTLE: (-0.44, 0.62),
    ThingKind.BURGER: (-0.42, 0.39),
    ThingKind.NOODLES: (-0.42, 0.42),
    ThingKind.CHOPSTICKS: (-0.53, 0.42),
    ThingKind.FRUIT: (-0.42, 0.39),
    ThingKind.SNACKS: (-0.42, 0.41),
    ThingKind.PAPERS: (0.42, 0.48),
    ThingKind.BAG: (0.45, 0.72),
}
FULL_WIDTH_M = 1.4


def desk_place(seat: Seat, kind: ThingKind) -> tuple[float, float, float]:
    """Where a thing stands on a seat's desk: plan x and y, height, in metres."""
    x, z = ON_DESK[kind]
    return room_place(seat, (x * min(1.0, seat.width / FULL_WIDTH_M), z, DESK_TOP_M))


def room_place(seat: Seat, local: tuple[float, float, float]) -> tuple[float, float, float]:
    """A point (x, z, height) of the seat's frame as plan x and y, and height."""
    x, y = seat.to_plan((local[0], local[1]))
    return float(x), float(y), local[2]
