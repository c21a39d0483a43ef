"""A body to pose where the people's data are not cached."""

import numpy as np

from eval.sim.skeleton import Face, Rig


def stick_figure() -> Rig:
    """A rig of usual proportions: name, parent, joint (x, y, z) in metres."""
    bones = [
        ("Hips", "", (0, 0.93, 0)),
        ("Spine", "Hips", (0, 1.02, 0)),
        ("Spine1", "Spine", (0, 1.14, 0)),
        ("Spine2", "Spine1", (0, 1.26, 0)),
        ("Neck", "Spine2", (0, 1.42, 0)),
        ("Head", "Neck", (0, 1.50, 0.02)),
    ]
    for side, sign in (("Left", 1), ("Right", -1)):
        bones += [
            (f"{side}Shoulder", "Spine2", (0.03 * sign, 1.36, 0)),
            (f"{side}Arm", f"{side}Shoulder", (0.17 * sign, 1.36, 0)),
            (f"{side}ForeArm", f"{side}Arm", (0.35 * sign, 1.17, 0)),
            (f"{side}Hand", f"{side}ForeArm", (0.53 * sign, 1.0, 0.05)),
            (f"{side}Fingers", f"{side}Hand", (0.59 * sign, 0.93, 0.07)),
            (f"{side}Fingertips", f"{side}Fingers", (0.61 * sign, 0.90, 0.08)),
            (f"{side}Thumb", f"{side}Hand", (0.54 * sign, 0.96, 0.10)),
            (f"{side}UpLeg", "Hips", (0.09 * sign, 0.88, 0)),
            (f"{side}Leg", f"{side}UpLeg", (0.10 * sign, 0.48, 0.01)),
            (f"{side}Foot", f"{side}Leg", (0.11 * sign, 0.08, -0.02)),
        ]
    names = [name for name, _, _ in bones]
    parents = [names.index(parent) if parent else -1 for _, parent, _ in bones]
    face = Face(
        nose=np.array([0, 1.56, 0.14]),
        mouth=np.array([0, 1.53, 0.12]),
        eyes=np.array([[0.03, 1.59, 0.11], [-0.03, 1.59, 0.11]]),
        ears=np.array([[0.08, 1.58, 0.03], [-0.08, 1.58, 0.03]]),
    )
    palms = np.array([[-0.8, -0.6, 0.0], [0.8, -0.6, 0.0]])
    joints = np.array([joint for _, _, joint in bones], float)
    return Rig(tuple(names), tuple(parents), joints, face, palms)
