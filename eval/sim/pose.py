"""How a body holds itself in a given state: at work, idle, rising, standing, walking."""

from dataclasses import dataclass

import numpy as np

from eval.sim.furniture import DESK_TOP_M, KEYBOARD_Z_M, SEAT_TOP_M
from eval.sim.mesh import Floats
from eval.sim.motion import FEET_AHEAD_M, Channel
from eval.sim.skeleton import Pose, Rig

HIPS_OVER_SEAT_M = 0.10
CHAIR_BACK_M = 0.33  # from the middle of the seat back to where hands hold it
STANCE = 0.6  # share of a step cycle that a foot is on the floor
HALF_STEP_M = 0.345  # 1.15 m a cycle x STANCE / 2: then a standing foot does not slide
LEFT_RIGHT = np.array([1.0, -1.0])


@dataclass(frozen=True, slots=True)
class Habits:
    """What makes one person's small movements differ: phases (4,) in radians, a busier or calmer
    hand, the hand that is raised (0 left, 1 right)."""

    phases: Floats
    liveliness: float
    raised: int


def draw_habits(rng: np.random.Generator) -> Habits:
    """A person's habits, by chance."""
    return Habits(
        rng.uniform(0, 2 * np.pi, 4), float(rng.uniform(0.6, 1.3)), int(rng.random() < 0.75)
    )


def pose_of(rig: Rig, state: Floats, habits: Habits, time: float) -> Pose:
    """The pose for a track's state (channels,) at `time` seconds."""
    rise = float(np.clip(state[Channel.RISE], 0, 1))
    pace = float(state[Channel.PACE])
    stand_height = float(rig.joint("Hips")[1]) - 0.015
    # Leaning comes first, lifting after: the hips leave the seat once the trunk is over the feet.
    lift = _smoothstep((rise - 0.2) / 0.8)
    height = (SEAT_TOP_M + HIPS_OVER_SEAT_M) * (1 - lift) + stand_height * lift
    steps = state[Channel.STEPS]
    hips = np.array([0.0, height - pace * (0.04 - 0.012 * np.cos(4 * np.pi * steps)), 0.0])
    working = float(state[Channel.WORK])
    lean = 0.07 + 0.06 * working + 0.55 * np.sin(np.pi * rise) ** 1.5 - 0.04 * rise + 0.04 * pace
    lean += 0.32 * float(state[Channel.HOLD])
    drift = habits.phases[0] + 0.43 * time
    looking = np.sin(drift) + 0.6 * np.sin(2.3 * drift + habits.phases[1])
    ankles, toes = _feet(rig, rise, pace, steps)
    wrists, elbows = _hands(rig, state, habits, time, hips, lean)
    return Pose(
        hips=hips,
        lean=float(lean + 0.015 * np.sin(1.5 * time + habits.phases[2])),
        sway=float(0.03 * np.sin(0.6 * time + habits.phases[3]) * (1 - pace)),
        head_pitch=float(0.14 * working + 0.03 * np.sin(0.7 * time)),
        head_yaw=float(0.16 * looking * (1 - 0.6 * pace)),
        ankles=ankles,
        toes=toes,
        wrists=wrists,
        flat_hands=working * (1 - float(state[Channel.RAISE])),
        elbows=elbows,
        knees=np.stack([0.12 * LEFT_RIGHT, np.full(2, 0.5 * (1 - rise)), np.ones(2)], axis=1),
    )


def _feet(rig: Rig, rise: float, pace: float, steps: float) -> tuple[Floats, Floats]:
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
            ahead = HALF_STEP_M * (2 * _smoothstep(swing) - 1)
            up = 0.09 * np.sin(np.pi * swing)
            tip = 0.5 - 0.75 * swing
        heel = 0.10 * max(0.0, tip)  # tipping onto the toes lifts the ankle
        ankles[side] += pace * np.array([-0.03 * LEFT_RIGHT[side], up + heel, ahead])
        toes[side] = pace * tip
    return ankles, toes


def _hands(
    rig: Rig, state: Floats, habits: Habits, time: float, hips: Floats, lean: float
) -> tuple[Floats, Floats]:
    """Wrists (2, 3) and elbow directions (2, 3), blended between what the hands are at."""
    rise = float(np.clip(state[Channel.RISE], 0, 1))
    shoulders = np.stack([_shoulder(rig, side, hips, lean) for side in (0, 1)])
    arm = float(
        np.linalg.norm(rig.joint("LeftArm") - rig.joint("LeftForeArm"))
        + np.linalg.norm(rig.joint("LeftForeArm") - rig.joint("LeftHand"))
    )
    swing = float(state[Channel.PACE]) * 0.24 * np.cos(2 * np.pi * state[Channel.STEPS])
    hanging = shoulders + np.stack(
        [0.05 * LEFT_RIGHT, np.full(2, -0.955 * arm), 0.04 - swing * LEFT_RIGHT], axis=1
    )
    resting = np.stack([0.13 * LEFT_RIGHT, np.full(2, hips[1] + 0.06), np.full(2, 0.30)], axis=1)
    wrists = resting + (hanging - resting) * _smoothstep(rise)
    busy = (
        0.010
        * habits.liveliness
        * np.array(
            [
                [np.sin(13 * time + habits.phases[0]), np.sin(17 * time), 0],
                [np.sin(11 * time + habits.phases[1]), np.sin(15 * time), 0],
            ]
        )
    )
    typing = (
        np.stack(
            [0.12 * LEFT_RIGHT, np.full(2, DESK_TOP_M + 0.055), np.full(2, KEYBOARD_Z_M - 0.08)],
            axis=1,
        )
        + busy
    )
    # Now and then the right hand goes to the mouse.
    mouse = _smoothstep((np.sin(0.5 * time + habits.phases[2]) - 0.2) / 0.4)
    typing[1] += mouse * np.array([-0.17, 0.0, 0.0])
    wrists += float(state[Channel.WORK]) * (typing - wrists)
    chair = _ahead_of_hips(state) - CHAIR_BACK_M
    holding = np.stack([0.17 * LEFT_RIGHT, np.full(2, 1.04), np.full(2, chair - 0.04)], axis=1)
    wrists += float(state[Channel.HOLD]) * (holding - wrists)
    elbows = np.stack([0.45 * LEFT_RIGHT, np.full(2, -0.6), np.full(2, -0.8)], axis=1)
    up = _smoothstep(float(state[Channel.RAISE]))
    side = habits.raised
    outward = LEFT_RIGHT[side]
    # Over the side rather than through the face: the way up bulges outwards.
    raised = shoulders[side] + (0.10 * outward, 0.93 * arm, 0.08)
    bulge = np.sin(np.pi * up) * np.array([0.22 * outward, 0.0, 0.12])
    wrists[side] += up * (raised - wrists[side]) + bulge
    elbows[side] += up * (np.array([0.9 * outward, 0.0, 0.5]) - elbows[side])
    return wrists, elbows


def _shoulder(rig: Rig, side: int, hips: Floats, lean: float) -> Floats:
    """Roughly where a shoulder is (3,): the rest place swung ahead about the hips by the lean."""
    offset = rig.joint(("LeftArm", "RightArm")[side]) - rig.joint("Hips")
    cos, sin = np.cos(0.8 * lean), np.sin(0.8 * lean)
    swung: Floats = hips + np.array(
        [offset[0], cos * offset[1] - sin * offset[2], sin * offset[1] + cos * offset[2]]
    )
    return swung


def _ahead_of_hips(state: Floats) -> float:
    """How far ahead of the hips the chair's middle is, in metres."""
    gap_x = state[Channel.CHAIR_X] - state[Channel.X]
    gap_y = state[Channel.CHAIR_Y] - state[Channel.Y]
    heading = state[Channel.HEADING]
    return float(gap_x * np.sin(heading) + gap_y * np.cos(heading))


def _smoothstep(value: float) -> float:
    clipped = min(max(float(value), 0.0), 1.0)
    return clipped * clipped * (3 - 2 * clipped)
