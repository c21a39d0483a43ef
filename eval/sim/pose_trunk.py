"""The trunk, the neck and the head: at work, turned to somebody, nodding, leaning, lying."""

from dataclasses import replace

import numpy as np

from eval.sim.habits import Habits
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.skeleton import SIDES, Rig, Trunk, upper_body

TRUNK_SHARE, HEAD_SHARE = (
    0.35,
    0.65,
)  # of a turn towards somebody; the rest is the neck's and head's
LEAN_RAD = 0.35
RECLINED_RAD = -0.30
LYING_RAD = 1.12


def trunk_of(state: Floats, habits: Habits, time: float, hips: Floats) -> Trunk:
    """The trunk over `hips` (3,) at `time` seconds."""
    rise = float(np.clip(state[Channel.RISE], 0, 1))
    pace, working, talking = (
        float(state[channel]) for channel in (Channel.PACE, Channel.WORK, Channel.TALK)
    )
    lean = 0.07 + 0.06 * working + 0.55 * np.sin(np.pi * rise) ** 1.5 - 0.04 * rise + 0.04 * pace
    lean += 0.32 * float(state[Channel.HOLD]) + 0.015 * np.sin(1.5 * time + habits.phases[2])
    sway = 0.03 * np.sin(0.6 * time + habits.phases[3]) * (1 - pace)
    turn = float(state[Channel.TURN])
    leaning = LEAN_RAD * float(state[Channel.LEAN])
    # People lean towards whom they turn to, so part of it goes to that side.
    lean += leaning * np.cos(0.5 * turn)
    sway -= leaning * np.sin(0.5 * turn)
    drift = habits.phases[0] + 0.43 * time
    looking = np.sin(drift) + 0.6 * np.sin(2.3 * drift + habits.phases[1])
    attentive = min(1.0, abs(turn) + float(state[Channel.LOOK_DOWN]) + 0.6 * pace)
    upright = Trunk(
        hips=hips,
        lean=float(lean),
        sway=float(sway),
        turn=TRUNK_SHARE * turn,
        head_pitch=float(
            0.14 * working * (1 - 0.7 * talking)
            + 0.03 * np.sin(0.7 * time)
            + 0.55 * float(state[Channel.LOOK_DOWN])
            + talking * _nod(habits, time)
        ),
        head_yaw=float(HEAD_SHARE * turn + 0.16 * looking * (1 - 0.8 * attentive)),
        head_roll=float(0.05 * talking * np.sin(1.1 * time + habits.phases[2])),
    )
    back = Trunk(hips, RECLINED_RAD, head_pitch=0.30, head_yaw=0.5 * upright.head_yaw)
    down = Trunk(hips, LYING_RAD, head_pitch=0.85, head_yaw=0.75)
    return _mixed(_mixed(upright, back, float(state[Channel.FEET_UP])), down, state[Channel.LIE])


def reaching(rig: Rig, trunk: Trunk, palm: Floats, weight: float) -> Trunk:
    """The trunk leant and turned as far as the right palm needs to come to `palm` (3,)."""
    if weight <= 0.0:
        return trunk
    shoulder = upper_body(rig, trunk).joints["RightArm"]
    beyond = float(np.linalg.norm(palm - shoulder)) - 0.95 * arm_length(rig)
    angle = float(np.arctan2(palm[0], max(palm[2], 0.2)))
    return replace(
        trunk,
        lean=trunk.lean + weight * float(np.clip(1.7 * beyond, 0.0, 0.75)),
        turn=trunk.turn + weight * float(np.clip(0.5 * angle, -0.4, 0.5)),
        head_yaw=trunk.head_yaw + weight * float(np.clip(0.3 * angle, -0.3, 0.3)),
        head_pitch=trunk.head_pitch + 0.15 * weight,
    )


def arm_length(rig: Rig) -> float:
    """From the shoulder to the wrist of a straight arm, in metres."""
    chain = [rig.joint(SIDES[0] + part) for part in ("Arm", "ForeArm", "Hand")]
    return float(np.linalg.norm(np.diff(chain, axis=0), axis=1).sum())


def _nod(habits: Habits, time: float) -> float:
    """Small nods that come and go, in radians."""
    coming = max(0.0, np.sin(0.9 * time + habits.phases[1]) + 0.3)
    return float(0.05 * habits.liveliness * coming * np.sin(6.5 * time + habits.phases[3]))


def _mixed(one: Trunk, two: Trunk, share: float) -> Trunk:
    share = float(share)
    return Trunk(
        one.hips,
        *(
            (1 - share) * getattr(one, name) + share * getattr(two, name)
            for name in ("lean", "sway", "turn", "head_pitch", "head_yaw", "head_roll")
        ),
    )
