"""Where a free chair stands: at home or not, by its box against the seat's ``chair_home``.

A first answer, from a COCO detector that knows chairs but not their poses.
"""

import numpy as np

from floor.observation import Chair
from vision.boxes import iou_matrix
from vision.detections import Detections
from vision.detector import CHAIR
from vision.seat_region import SeatRegion

AT_HOME_IOU = 0.5
SURE_SCORE = 0.35


def free_chair(region: SeatRegion, detections: Detections) -> Chair:
    """``in`` or ``out`` where a chair is seen at the seat and its home is drawn; else unknown."""
    if region.chair_home is None:
        return Chair.UNKNOWN
    sure = (detections.classes == CHAIR) & (detections.scores >= SURE_SCORE)
    chairs = detections.boxes[sure]
    centres = (chairs[:, :2] + chairs[:, 2:]) / 2
    outline = np.array(region.outline, np.float32)
    low, high = outline.min(axis=0), outline.max(axis=0)
    at_seat = ((centres >= low) & (centres <= high)).all(axis=1)
    if not at_seat.any():
        return Chair.UNKNOWN
    home = np.array(region.chair_home, np.float32)
    box = np.concatenate([home.min(axis=0), home.max(axis=0)])[None]
    best = float(iou_matrix(chairs[at_seat], box).max())
    return Chair.IN if best >= AT_HOME_IOU else Chair.OUT
