"""How long actions take at most, so that the next can be told to start after it.

The parts are those of `eval.sim.motion`; each bound is a little above the slowest that it plays,
and a test plays improvised floors to hold them to that.
"""

import numpy as np
from numpy.typing import ArrayLike

from eval.sim.layout import Seat
from eval.sim.motion.places import BEHIND_Z_M
from eval.sim.paths import Aisles
from eval.sim.script import actions as act

WALK_M_PER_S = 1.1
CORNERS_S = 1.5  # speeding up and slowing down, coming over to the right
ROUND_CHAIR_S = 4.0
PUSH_S = 4.5
BAG_S = 5.0
STAND_S, SIT_S = 3.5, 4.5
STEP_OUT_S = 2.0  # from beside a visited seat to behind it
STEP_BESIDE_S = 3.5
AFTER_VISIT_S = 3.0
OVER = {  # beyond the action's own seconds
    "chat": 3.0,
    "glance": 3.0,
    "raise_hand": 2.0,
    "scratch_head": 2.0,
    "phone": 4.5,
    "drink": 6.5,
    "feet_up": 5.5,
    "lie_down": 4.5,
    "put": 3.5,
    "take_away": 4.0,
    "stand": STAND_S,
    "sit": SIT_S,
    "type": 0.7,
    "talk": 0.7,
    "idle": 0.7,
}
EAT_OVER = {"noodles": 11.0, "snacks": 10.0, "burger": 6.5, "fruit": 6.5}


def taken(action: act.Action) -> float:
    """The most seconds that something done on the spot takes."""
    if isinstance(action, act.Eat):
        return action.seconds + EAT_OVER[action.what]
    return OVER[action.do] + float(getattr(action, "seconds", 0.0))


def walking(aisles: Aisles, start: ArrayLike, to: ArrayLike) -> float:
    """The most seconds that a walk from one plan point to another takes."""
    points = aisles.way(start, to)
    length = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    return length / WALK_M_PER_S + CORNERS_S


def behind(seat: Seat) -> tuple[float, float]:
    """The plan point behind a seat's chair."""
    x, y = seat.to_plan((0.0, BEHIND_Z_M))
    return float(x), float(y)


def leaving(
    aisles: Aisles, seat: Seat, to: ArrayLike, chair: str, bag: bool, standing: bool = False
) -> float:
    """The most seconds from getting up to being at a plan point."""
    there = walking(aisles, behind(seat), to) + ROUND_CHAIR_S
    return there + (0 if standing else STAND_S) + (PUSH_S if chair == "in" else 0) + (BAG_S * bag)


def returning(aisles: Aisles, seat: Seat, here: ArrayLike, chair: str, bag: bool) -> float:
    """The most seconds from a plan point to sitting at work."""
    back = walking(aisles, here, behind(seat)) + ROUND_CHAIR_S + 1.0
    return back + SIT_S + (PUSH_S if chair == "in" else 0) + (BAG_S * bag)


def visiting(aisles: Aisles, here: ArrayLike, host: Seat) -> float:
    """The most seconds from a plan point to standing beside a sitter."""
    return walking(aisles, here, behind(host)) + STEP_OUT_S + STEP_BESIDE_S
