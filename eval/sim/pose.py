"""How a body holds itself in a given state: trunk first, then what hangs on it."""

import numpy as np

from eval.sim.habits import Habits, draw_habits
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.pose_arms import arms_of
from eval.sim.pose_legs import hips_of, legs_of
from eval.sim.pose_reach import busy_hand, raised_hand, reach_point
from eval.sim.pose_trunk import reaching, trunk_of
from eval.sim.skeleton import Pose, Rig, upper_body

__all__ = ["Habits", "draw_habits", "pose_of"]


def pose_of(rig: Rig, state: Floats, habits: Habits, time: float) -> Pose:
    """The pose for a track's state (channels,) at `time` seconds.

    Wherever the state is continuous, so is the pose: weights blend, and a hand on its way swings
    round what is in between."""
    ankles, toes, knees = legs_of(rig, state)
    trunk = trunk_of(state, habits, time, hips_of(rig, state))
    weight = float(np.clip(state[Channel.REACH], 0, 1))
    trunk = reaching(rig, trunk, reach_point(state), weight)
    upper = upper_body(rig, trunk)
    left, right = arms_of(rig, state, habits, time, upper)
    right = busy_hand(rig, state, time, upper, right)
    hands = raised_hand(rig, state, habits, upper, (left, right))
    return Pose(trunk, ankles, toes, knees, hands)
