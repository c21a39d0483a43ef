"""Hips, feet and knees: sitting, rising, standing, walking, and the feet on the desk."""

import numpy as np

from eval.sim.furniture import DESK_FRONT_M, DESK_TOP_M, SEAT_TOP_M
from eval.sim.hands import LEFT_RIGHT
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.motion.places import FEET_AHEAD_M, FEET_UP_Z_M
from eval.sim.skeleton import Rig

HIPS_OVER_SEAT_M = 0.10
STANCE = 0.6  # share of a step cycle that a foot is on the floor
HALF_STEP_M = 0.345  # 1.15 m a cycle x STANCE / 2: then a standing foot does not slide
HEEL_OVER_DESK_M = 0.075  # the ankle over the desk's top with the heel on it


def hips_of(rig: Rig, state: Floats) -> Floats:
    """The hips (3,): leaning comes first, lifting after, once the trunk is over the feet."""
    rise = float(np.clip(state[Channel.RISE], 0, 1))
    stand_height = float(rig.joint("Hips")[1]) - 0.015
    lift = smoothstep((rise - 0.2) / 0.8)
    height = (SEAT_TOP_M + HIPS_OVER_SEAT_M) * (1 - lift) + stand_height * lift
    bob = float(state[Channel.PACE]) * (0.04 - 0.012 * np.cos(4 * np.pi * state[Channel.STEPS]))
    slid = float(state[Channel.FEET_UP])
    return np.array([0.0, height - bob - 0.02 * slid, 0.06 * slid])


def legs_of(rig: Rig, state: Floats) -> tuple[Floats, Floats, Floats]:
    """Ankles (2, 3), tips of the feet (2,) and knee ways (2, 3)."""
    rise = float(np.clip(state[Channel.RISE], 0, 1))
    ankles, toes = _on_the_floor(rig, rise, float(state[Channel.PACE]), float(state[Channel.STEPS]))
    knees = np.stack([0.12 * LEFT_RIGHT, np.full(2, 0.5 * (1 - rise)), np.ones(2)], axis=1)
    up = float(state[Channel.FEET_UP])
    for side in (0, 1):
        # One leg after the other, and each in front of the desk before it is over it.
        share = smoothstep((up - 0.3 * side) / 0.7)
        goal = _on_the_desk(side)
        lifted = np.array([goal[0], DESK_TOP_M + 0.45, DESK_FRONT_M - FEET_UP_Z_M - 0.16])
        ankles[side] = (
            (1 - share) ** 2 * ankles[side] + 2 * share * (1 - share) * lifted + share**2 * goal
        )
        toes[side] = (1 - share) * toes[side] - 1.05 * share
        knees[side] += share * (np.array([0.1 * LEFT_RIGHT[side], 1.0, 0.3]) - knees[side])
    return ankles, toes, knees


def _on_the_desk(side: int) -> Floats:
    """An ankle (3,) with the heel on the desk, to the left of the keyboard."""
    across = (0.38, 0.27)[side]
    ahead = DESK_FRONT_M - FEET_UP_Z_M + (0.14, 0.17)[side]
    return np.array([across, DESK_TOP_M + HEEL_OVER_DESK_M, ahead])


def _on_the_floor(rig: Rig, rise: float, pace: float, steps: float) -> tuple[Floats, Floats]:
    """Ankles (2, 3) and tips (2,): planted ahead of a sitter, under a stander, stepping."""
    floor = rig.joint("LeftFoot")[1]
    ankles = np.stack(
        [
            (0.13 - 0.04 * rise) * LEFT_RIGHT,
            np.full(2, floor),
            np.full(2, FEET_AHEAD_M * (1 - rise)),
        ],
        axis=1,
    )
    toes = np.zeros(2)
    for side in (0, 1):
        phase = (steps + 0.5 * side) % 1.0
        swing = (phase - STANCE) / (1 - STANCE)
        if swing < 0:
            ahead, up = HALF_STEP_M * (1 - 2 * phase / STANCE), 0.0
            tip = 0.5 * max(0.0, phase / STANCE - 0.7) / 0.3
        else:
            ahead = HALF_STEP_M * (2 * smoothstep(swing) - 1)
            up = 0.09 * np.sin(np.pi * swing)
            tip = 0.5 - 0.75 * swing
        heel = 0.10 * max(0.0, tip)  # tipping onto the toes lifts the ankle
        ankles[side] += pace * np.array([-0.03 * LEFT_RIGHT[side], up + heel, ahead])
        toes[side] = pace * tip
    return ankles, toes


def smoothstep(value: float) -> float:
    """0 up to 0, 1 from 1 on, and a smooth way between."""
    clipped = min(max(float(value), 0.0), 1.0)
    return clipped * clipped * (3 - 2 * clipped)
