"""The seventeen keypoints of COCO on a posed body: what a perfect pose estimator would say.

The order is COCO's person keypoints (Lin et al., 2014): nose, eyes, ears, shoulders, elbows,
wrists, hips, knees, ankles, each left before right, where left is the person's own left.
"""

import numpy as np

from eval.sim.mesh import Floats
from eval.sim.skeleton import SIDES, Rig

KEYPOINTS = (
    "nose",
    "left_eye",
    "right_eye",
    "left_ear",
    "right_ear",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
)
_LIMBS = ("Arm", "ForeArm", "Hand", "UpLeg", "Leg", "Foot")


def coco_keypoints(rig: Rig, transforms: Floats) -> Floats:
    """The keypoints (17, 3) in the room, in the order of `KEYPOINTS`, for a body with these bone
    transforms (bones, 3, 4).

    Those of the face ride on the head bone; the others are joints. Annotators mark the hips of
    dressed people a little outside and above the joint, by less than people differ."""
    face = rig.face
    rest = np.stack([face.nose, *face.eyes, *face.ears])
    head = transforms[rig.names.index("Head")]
    points = list(rest @ head[:, :3].T + head[:, 3])
    for part in _LIMBS:
        for side in SIDES:
            bone = rig.names.index(side + part)
            points.append(transforms[bone, :, :3] @ rig.joints[bone] + transforms[bone, :, 3])
    return np.array(points)
