"""Raw heads of ultralytics networks to ``Detections``."""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detections import Detections
from vision.letterbox import Placement

KEYPOINT_VALUES = 51
"""17 COCO keypoints of x, y, visibility."""


def decode(
    output: NDArray[np.float32],
    placement: Placement,
    class_count: int,
    min_score: float,
    nms_iou: float = 0.6,
    limit: int = 300,
) -> Detections:
    """One picture's raw head (4 + classes [+ 51], anchors) as detections, after NMS per class.

    Geometry comes out normalised to the picture, without the letterbox. Raises ``ValueError``
    where the head has another number of rows.
    """
    rows = 4 + class_count
    if output.shape[0] not in (rows, rows + KEYPOINT_VALUES):
        raise ValueError(
            f"a head of {class_count} classes has {rows} or {rows + KEYPOINT_VALUES} rows, "
            f"got {output.shape[0]}"
        )
    scores = output[4:rows].max(axis=0)
    kept = scores >= min_score
    if not kept.any():
        return Detections.empty()
    columns = output[:, kept]
    scores = scores[kept]
    classes = columns[4:rows].argmax(axis=0).astype(np.int64)
    centre, size = columns[:2].T, columns[2:4].T
    corners = np.concatenate([centre - size / 2, size], axis=1)
    picked = np.asarray(
        cv2.dnn.NMSBoxesBatched(
            corners.astype(np.float64).tolist(),
            scores.astype(np.float64).tolist(),
            classes.tolist(),
            min_score,
            nms_iou,
        ),
        np.int64,
    ).reshape(-1)
    # NMS sorts by score only; equal scores would leave the order to the library.
    picked = picked[np.lexsort((picked, -scores[picked]))][:limit]
    boxes = np.concatenate([centre - size / 2, centre + size / 2], axis=1)[picked]
    keypoints = None
    if output.shape[0] > rows:
        keypoints = columns[rows:].T[picked].reshape(-1, 17, 3).copy()
        keypoints[..., :2] = _normalise(keypoints[..., :2], placement)
    corners_01 = _normalise(boxes.reshape(-1, 2, 2), placement).reshape(-1, 4)
    return Detections(np.clip(corners_01, 0, 1), scores[picked], classes[picked], keypoints)


def _normalise(points: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Points (..., 2) in input pixels to 0..1 of the picture."""
    offset = np.array([placement.left, placement.top], np.float32)
    size = np.array([placement.width, placement.height], np.float32)
    return ((points - offset) / size).astype(np.float32)
