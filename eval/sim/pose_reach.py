"""What the right hand does with things: reaching, holding ready, eating, phones, scratching; and
a hand held up."""

from functools import partial

import numpy as np

from eval.sim.furniture import DESK_FRONT_M, DESK_TOP_M
from eval.sim.habits import Habits
from eval.sim.hands import LEFT_RIGHT, blended, palm_at, towards
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.pose_legs import smoothstep
from eval.sim.pose_trunk import arm_length
from eval.sim.skeleton import SIDES, Hand, Rig, Upper

RIGHT = 1
OVER_POINT_M = 0.055  # the palm over what a thing stands on
OUTWARDS = (-0.10, 0.02, 0.10)  # round the shoulder and the chin on the way up
ELBOW_DOWN = (-0.6, -0.9, -0.35)


def reach_point(state: Floats) -> Floats:
    """The point (3,) that the right palm reaches for, in the body's frame.

    A sitter's hand that comes out of the drawer goes up before it goes over the desk's edge."""
    gap_x = state[Channel.REACH_X] - state[Channel.X]
    gap_y = state[Channel.REACH_Y] - state[Channel.Y]
    sin, cos = np.sin(state[Channel.HEADING]), np.cos(state[Channel.HEADING])
    ahead = sin * gap_x + cos * gap_y
    height = float(state[Channel.REACH_H])
    sitting = 1 - float(np.clip(state[Channel.RISE], 0, 1))
    edge = sitting * smoothstep((ahead - DESK_FRONT_M + 0.10) / 0.10)
    height += edge * max(0.0, DESK_TOP_M - height)
    return np.array([cos * gap_x - sin * gap_y, height + OVER_POINT_M, ahead])


def busy_hand(rig: Rig, state: Floats, time: float, upper: Upper, hand: Hand) -> Hand:
    """The right hand, `hand` if it has nothing to do."""
    reach = state[Channel.REACH]
    hand = towards(hand, reach, lambda: _reach(rig, state, upper), (-0.02, 0.07, 0))
    for channel, goal, round_by in (
        (Channel.READY, _ready, (0.0, 0.05, 0.05)),
        (Channel.PHONE_LOOK, _phone_look, (0.0, 0.05, 0.05)),
        (Channel.PHONE_EAR, _phone_ear, OUTWARDS),
        (Channel.PHONE_PHOTO, _phone_photo, (-0.04, 0.0, 0.05)),
        (Channel.MOUTH, _mouth, (-0.04, 0.0, 0.08)),
    ):
        hand = towards(hand, state[channel], partial(goal, rig, upper), round_by)
    scratch = partial(_scratch, rig, upper, time)
    return towards(hand, state[Channel.SCRATCH], scratch, (-0.20, 0.0, 0.10))


def raised_hand(
    rig: Rig, state: Floats, habits: Habits, upper: Upper, hands: tuple[Hand, Hand]
) -> tuple[Hand, Hand]:
    """Both hands, one of them held up: over the side rather than through the face."""
    up = smoothstep(float(state[Channel.RAISE]))
    if up <= 0.0:
        return hands
    side = habits.raised
    sign = LEFT_RIGHT[side]
    shoulder = upper.joints[SIDES[side] + "Arm"]
    place = shoulder + np.array([0.09 * sign, 0.93 * arm_length(rig) + 0.08, 0.09])
    goal = palm_at(
        rig, side, place, (-0.05 * sign, 1, 0.1), (0, 0, 1), (0.9 * sign, 0, 0.5), 0.1, 0.9
    )
    raised = blended(hands[side], goal, up, (0.22 * sign, 0, 0.12))
    return (raised, hands[1]) if side == 0 else (hands[0], raised)


def _reach(rig: Rig, state: Floats, upper: Upper) -> Hand:
    """From the side to what stands on a desk, from above to what is higher, such as a bowl."""
    place = reach_point(state)
    way = place - upper.joints["RightArm"]
    fingers = np.array([way[0], 0.35 * way[1], max(way[2], 0.15)])
    above = smoothstep((place[1] - OVER_POINT_M - DESK_TOP_M) / 0.10)
    facing = (0.9 - 0.6 * above, -0.43 - 0.55 * above, 0)
    return palm_at(rig, RIGHT, place, fingers, facing, (-0.8, -0.5, -0.4), 0.35)


def _ready(rig: Rig, upper: Upper) -> Hand:
    """Before the chest, the thumb up, so that what stands in the hand stands upright."""
    place = upper.joints["RightArm"] + np.array([0.05, -0.21, 0.30])
    return palm_at(rig, RIGHT, place, (0.6, 0.1, 0.8), (0.8, 0, -0.6), ELBOW_DOWN, 0.45)


def _mouth(rig: Rig, upper: Upper) -> Hand:
    """To the right of, below and before the mouth, looking at it; what the hand holds is there."""
    head = upper.turns["Head"]
    place = upper.on_head(rig, rig.face.mouth + np.array([-0.055, -0.065, 0.085]))
    return palm_at(
        rig, RIGHT, place, head @ (0.75, 0.45, 0.4), head @ (0.62, 0.35, -0.75), ELBOW_DOWN, 0.45
    )


def _phone_look(rig: Rig, upper: Upper) -> Hand:
    """Before the chest, the screen to the eyes."""
    place = upper.joints["RightArm"] + np.array([0.09, -0.16, 0.29])
    eyes = upper.on_head(rig, rig.face.eyes.mean(axis=0))
    return palm_at(rig, RIGHT, place, (0.35, 0.4, 0.85), eyes - place, ELBOW_DOWN, 0.3)


def _phone_ear(rig: Rig, upper: Upper) -> Hand:
    """Over the ear, the phone's lower end towards the mouth."""
    head = upper.turns["Head"]
    place = upper.on_head(rig, rig.face.ears[RIGHT] + np.array([-0.028, -0.055, 0.035]))
    return palm_at(
        rig, RIGHT, place, head @ (0.15, 0.85, -0.5), head @ (1, -0.1, 0), (-0.8, -0.8, 0.25), 0.3
    )


def _phone_photo(rig: Rig, upper: Upper) -> Hand:
    """Held up ahead at the height of the eyes."""
    eyes = upper.on_head(rig, rig.face.eyes.mean(axis=0))
    place = eyes + upper.turns["Spine2"] @ np.array([-0.07, -0.03, 0.46])
    return palm_at(rig, RIGHT, place, (0.3, 0.9, 0.2), eyes - place, (-0.7, -0.8, 0), 0.3)


def _scratch(rig: Rig, upper: Upper, time: float) -> Hand:
    """Beside and above the ear, the elbow out."""
    head = upper.turns["Head"]
    rub = np.array([0.0, 0.012 * np.sin(19 * time), 0.015 * np.cos(19 * time)])
    place = upper.on_head(rig, rig.face.ears[RIGHT] + (-0.005, 0.075, -0.01) + rub)
    return palm_at(
        rig, RIGHT, place, head @ (0.55, 0.7, -0.35), head @ (0.8, -0.6, 0), (-1.0, 0.1, 0.3), 0.4
    )
