"""Which keypoints a camera sees: COCO's visibility, from the depths of the picture."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.keypoints import KEYPOINTS
from eval.sim.mesh import Floats

# How deep under the visible skin or cloth the keypoint lies in a usual body, in metres; pairs are
# alike. The hips are the deepest: a sitter's thighs and belly lie over them.
DEPTH_M = {
    "nose": 0.02,
    "eye": 0.03,
    "ear": 0.04,
    "shoulder": 0.09,
    "elbow": 0.06,
    "wrist": 0.05,
    "hip": 0.14,
    "knee": 0.09,
    "ankle": 0.07,
}
_DEPTHS = np.array([DEPTH_M[name.rpartition("_")[2]] for name in KEYPOINTS])
# Seen aslant, a limb is thicker than seen squarely.
ASLANT = 1.5
# What is nearer than the limb's own skin and is not the person hides it.
OTHERS_SHARE = 0.7


class Visibility(IntEnum):
    """COCO's flags (Lin et al., 2014); what is out of the frame is not labelled."""

    OUT = 0
    HIDDEN = 1
    SEEN = 2


def seen_keypoints(
    camera: Camera, points: Floats, ids: NDArray[np.int32], depths: NDArray[np.float32], owner: int
) -> list[tuple[float, float, int]]:
    """Keypoints (17, 3) in the room as pixels x, y and a flag of `Visibility`.

    A keypoint is seen if what is drawn at its pixel is no nearer than the limb is thick: the
    person's own limb round it, or nothing before it. `ids` and `depths` (height, width) are the
    pixels' owners and depths in metres along the optical axis; `owner` is the person's number.
    """
    pixels, distances = camera.project(points)
    width, height = camera.size
    found: list[tuple[float, float, int]] = []
    for number, ((x, y), distance) in enumerate(zip(pixels, distances, strict=True)):
        if distance <= NEAR_M or not (0 <= x < width and 0 <= y < height):
            found.append((0.0, 0.0, Visibility.OUT))
            continue
        column, row = int(x), int(y)
        own = ids[row, column] == owner
        share = ASLANT if own else OTHERS_SHARE
        before = distance - float(depths[row, column])
        flag = Visibility.SEEN if before <= share * _DEPTHS[number] else Visibility.HIDDEN
        found.append((round(float(x), 1), round(float(y), 1), int(flag)))
    return found
