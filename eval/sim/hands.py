"""Hands put to a place: a palm that lies somewhere and looks some way, and blends of two hands."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from eval.sim.mesh import Floats
from eval.sim.skeleton import SIDES, Hand, Rig
from eval.sim.turning import cross, mixed

LEFT_RIGHT = np.array([1.0, -1.0])


def palm_at(
    rig: Rig,
    side: int,
    place: ArrayLike,
    fingers: ArrayLike,
    facing: ArrayLike,
    elbow: ArrayLike,
    curl: float = 0.2,
    firm: float = 1.0,
) -> Hand:
    """The hand whose palm lies at `place` (3,), fingers pointing along `fingers` (3,) and the palm
    looking towards `facing` (3,), which need not be square to the fingers."""
    along = np.asarray(fingers, float)
    along = along / np.linalg.norm(along)
    out = np.asarray(facing, float)
    out = out - along * (along @ out)
    out = out / np.linalg.norm(out)
    rest = rig.palm(side)
    turn = np.array([cross(along, out), along, out]).T @ rest[:3, :3].T
    wrist = np.asarray(place, float) + turn @ (rig.joint(SIDES[side] + "Hand") - rest[:3, 3])
    return Hand(wrist, np.asarray(elbow, float), turn, firm, curl)


def loose_at(wrist: Floats, elbow: Floats, curl: float = 0.2) -> Hand:
    """The hand whose wrist is at `wrist` (3,) and that follows its forearm."""
    return Hand(wrist, elbow, np.eye(3), 0.0, curl)


def towards(
    hand: Hand, share: float, goal: Callable[[], Hand], round_by: ArrayLike = (0.0, 0.0, 0.0)
) -> Hand:
    """`hand` brought to `goal()` by `share`; the goal is worked out only if it matters."""
    return hand if share <= 0.0 else blended(hand, goal(), share, round_by)


def blended(one: Hand, two: Hand, share: float, round_by: ArrayLike = (0.0, 0.0, 0.0)) -> Hand:
    """From one hand to another; on the way the wrist swings out by `round_by` (3,) metres."""
    if share <= 0.0:
        return one
    if share >= 1.0:
        return two
    firm = (1 - share) * one.firm + share * two.firm
    swing = 4 * share * (1 - share) * np.asarray(round_by, float)
    return Hand(
        (1 - share) * one.wrist + share * two.wrist + swing,
        (1 - share) * one.elbow + share * two.elbow,
        mixed(one.turn, two.turn, share * two.firm / firm) if firm > 0 else two.turn,
        firm,
        (1 - share) * one.curl + share * two.curl,
    )
