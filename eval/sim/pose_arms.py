"""What both arms do when nothing is carried: hang, rest, type, gesture, hold a chair, lie."""

from functools import partial

import numpy as np

from eval.sim.furniture import DESK_TOP_M, KEYBOARD_Z_M
from eval.sim.habits import Habits
from eval.sim.hands import LEFT_RIGHT, loose_at, palm_at, towards
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.pose_legs import smoothstep
from eval.sim.pose_trunk import arm_length
from eval.sim.skeleton import SIDES, Hand, Rig, Upper

CHAIR_BACK_M = 0.33  # from the middle of the seat back to where hands hold it
BACK_AND_UP = (0.0, 0.07, -0.10)  # the way round a desk's edge


def arms_of(
    rig: Rig, state: Floats, habits: Habits, time: float, upper: Upper
) -> tuple[Hand, Hand]:
    """Both hands, over a trunk that is already where it should be."""
    left, right = (_arm(rig, state, habits, time, upper, side) for side in (0, 1))
    return left, right


def _arm(rig: Rig, state: Floats, habits: Habits, time: float, upper: Upper, side: int) -> Hand:
    rise = smoothstep(float(np.clip(state[Channel.RISE], 0, 1)))
    working, talking = float(state[Channel.WORK]), float(state[Channel.TALK])
    shoulder = upper.joints[SIDES[side] + "Arm"]
    hand = _in_the_lap(rig, upper, side)
    hand = towards(hand, rise, lambda: _hanging(rig, state, shoulder, side))
    # Whoever is asked to do more with the hands types less.
    calm = min(1.0, 0.8 * talking + float(state[Channel.READY]) + float(state[Channel.LOOK_DOWN]))
    typing = partial(_typing, rig, habits, time, side, 1 - calm)
    hand = towards(hand, working, typing, BACK_AND_UP)
    gesture = partial(_gesture, rig, habits, time, shoulder, side)
    hand = towards(hand, talking * _gesturing(habits, time, side), gesture, BACK_AND_UP)
    hand = towards(hand, state[Channel.HOLD], lambda: _on_the_chair(rig, state, side))
    hand = towards(hand, state[Channel.FEET_UP], lambda: _on_the_belly(rig, upper, side))
    return towards(hand, state[Channel.LIE], lambda: _folded(rig, side), BACK_AND_UP)


def _hanging(rig: Rig, state: Floats, shoulder: Floats, side: int) -> Hand:
    sign = LEFT_RIGHT[side]
    swing = float(state[Channel.PACE]) * 0.24 * np.cos(2 * np.pi * state[Channel.STEPS])
    below = np.array([0.05 * sign, -0.955 * arm_length(rig), 0.04 - swing * sign])
    return loose_at(shoulder + below, np.array([0.45 * sign, -0.6, -0.8]), 0.3)


def _in_the_lap(rig: Rig, upper: Upper, side: int) -> Hand:
    sign = LEFT_RIGHT[side]
    place = upper.joints["Hips"] + (0.10 * sign, 0.055, 0.27)
    return palm_at(
        rig, side, place, (-0.35 * sign, -0.1, 1), (0, -1, 0), (0.5 * sign, -0.6, -0.8), 0.3, 0.8
    )


def _typing(rig: Rig, habits: Habits, time: float, side: int, busy: float) -> Hand:
    """Over the keys; now and then the right hand goes to the mouse."""
    sign, phase = LEFT_RIGHT[side], habits.phases[side]
    shake = 0.010 * habits.liveliness * busy
    place = np.array([0.12 * sign, DESK_TOP_M + 0.035, KEYBOARD_Z_M - 0.005])
    place += shake * np.array(
        [np.sin((13 - 2 * side) * time + phase), abs(np.sin((17 - 2 * side) * time)), 0]
    )
    if side == 1:
        mouse = smoothstep((np.sin(0.5 * time + habits.phases[2]) - 0.2) / 0.4)
        place += mouse * np.array([-0.18, 0.01, -0.02])
    return palm_at(
        rig, side, place, (-0.12 * sign, -0.08, 1), (0, -1, 0), (0.45 * sign, -0.6, -0.8), 0.25
    )


def _gesturing(habits: Habits, time: float, side: int) -> float:
    """How far a hand is in a gesture: mostly the one that is not the person's quicker hand, since
    that one stays with the mouse."""
    phase = habits.phases[side]
    wave = np.sin(0.9 * time + phase) + 0.5 * np.sin(2.1 * time + 2 * phase)
    rare = 0.9 if side == habits.raised else 0.0
    return 0.9 * smoothstep((wave - rare) / 0.5)


def _gesture(rig: Rig, habits: Habits, time: float, shoulder: Floats, side: int) -> Hand:
    sign = LEFT_RIGHT[side]
    beat = habits.liveliness * np.array(
        [
            0.05 * np.sin(2.7 * time + habits.phases[0]),
            0.05 * np.sin(4.1 * time + habits.phases[1]),
            0.04 * np.sin(2.3 * time + habits.phases[2]),
        ]
    )
    place = shoulder + np.array([0.05 * sign, -0.20, 0.36]) + beat
    return palm_at(
        rig,
        side,
        place,
        (-0.3 * sign, 0.3, 1),
        (-0.7 * sign, 0.7, 0.2),
        (0.5 * sign, -0.9, -0.5),
        0.2,
        0.8,
    )


def _on_the_chair(rig: Rig, state: Floats, side: int) -> Hand:
    """On the back of the chair ahead."""
    gap_x = state[Channel.CHAIR_X] - state[Channel.X]
    gap_y = state[Channel.CHAIR_Y] - state[Channel.Y]
    heading = state[Channel.HEADING]
    ahead = float(gap_x * np.sin(heading) + gap_y * np.cos(heading)) - CHAIR_BACK_M
    sign = LEFT_RIGHT[side]
    return palm_at(
        rig, side, (0.17 * sign, 1.08, ahead), (0, -0.3, 1), (0, -1, 0), (0.45 * sign, -0.6, -0.8)
    )


def _on_the_belly(rig: Rig, upper: Upper, side: int) -> Hand:
    sign = LEFT_RIGHT[side]
    place = upper.joints["Spine"] + (0.03 * sign, 0.06 + 0.03 * side, 0.17 + 0.02 * side)
    return palm_at(
        rig, side, place, (-1.0 * sign, 0.05, 0.2), (0, -0.2, -1), (0.9 * sign, -0.5, -0.2), 0.3
    )


def _folded(rig: Rig, side: int) -> Hand:
    """One forearm across the other on the desk."""
    sign = LEFT_RIGHT[side]
    place = (-0.13 * sign, DESK_TOP_M + 0.025 + 0.035 * side, KEYBOARD_Z_M + 0.08 - 0.05 * side)
    return palm_at(
        rig, side, place, (-1.0 * sign, 0, 0.15), (0, -1, 0), (1.0 * sign, -0.2, 0.1), 0.15
    )
