"""What ultralytics networks answer, raw heads or end to end, to ``Detections``."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from models.classes import NO_NUMBER, coco_number
from models.head import Head
from models.manifest import Output
from vision.detections import Detections
from vision.letterbox import Placement

KEYPOINT_VALUES = 51
"""17 COCO keypoints of x, y, visibility."""
_PERSON = coco_number("person")

Floats = NDArray[np.float32]


class _Found(NamedTuple):
    """N things in input pixels: corners (N, 4), scores (N,), class indices (N,), keypoint values
    (N, 51) or none (N, 0)."""

    corners: Floats
    scores: Floats
    indices: NDArray[np.int64]
    points: Floats


def decode(
    output: Floats,
    placement: Placement,
    head: Head,
    min_score: float,
    nms_iou: float = 0.6,
    limit: int = 300,
) -> Detections:
    """One picture's output as detections, the best score first, each thing once.

    ``output`` is laid out as ``head.output`` says, without the batch. Classes come out as COCO
    numbers, geometry normalised to the picture, without the letterbox; keypoints are a person's,
    other things get invisible ones. Raises ``ValueError`` where the output has another shape.
    """
    if head.output in (Output.RAW, Output.RAW_POSE):
        found = _from_raw(output, head, min_score, nms_iou)
    else:
        found = _from_end_to_end(output, head, min_score)
    numbers = head.numbers[found.indices]
    # Equal scores would otherwise leave the order to the library.
    order = np.lexsort((np.arange(len(numbers)), -found.scores))
    order = order[numbers[order] != NO_NUMBER][:limit]
    numbers = numbers[order]
    keypoints = None
    if head.output.has_keypoints:
        keypoints = found.points[order].reshape(-1, 17, 3)
        keypoints[..., :2] = _normalise(keypoints[..., :2], placement)
        keypoints[numbers != _PERSON] = 0.0
    boxes = _normalise(found.corners[order].reshape(-1, 2, 2), placement).reshape(-1, 4)
    return Detections(np.clip(boxes, 0, 1), found.scores[order], numbers, keypoints)


def _from_raw(output: Floats, head: Head, min_score: float, nms_iou: float) -> _Found:
    """A head (4 + C [+ 51], A) after NMS per class."""
    rows = 4 + len(head.numbers)
    wanted = rows + KEYPOINT_VALUES * head.output.has_keypoints
    if output.ndim != 2 or len(output) != wanted:
        raise ValueError(
            f"a {head.output.value} head of {rows - 4} classes has {wanted} rows, "
            f"got {output.shape[0]}"
        )
    kept = np.flatnonzero(output[4:rows].max(axis=0) >= min_score)
    columns = output[:, kept]
    scores, indices = columns[4:rows].max(axis=0), columns[4:rows].argmax(axis=0)
    low, size = (columns[:2] - columns[2:4] / 2).T, columns[2:4].T
    picked = np.zeros(0, np.int64)
    if len(kept):
        answer = cv2.dnn.NMSBoxesBatched(
            np.hstack([low, size]).astype(np.float64).tolist(),
            scores.astype(np.float64).tolist(),
            indices.tolist(),
            min_score,
            nms_iou,
        )
        picked = np.sort(np.asarray(answer, np.int64).reshape(-1))
    corners = np.hstack([low, low + size]).astype(np.float32)
    return _Found(corners[picked], scores[picked], indices[picked], columns[rows:, picked].T)


def _from_end_to_end(output: Floats, head: Head, min_score: float) -> _Found:
    """Rows (N, 6 [+ 51]) of corners, score, class; rows that are not used have score 0."""
    wanted = 6 + KEYPOINT_VALUES * head.output.has_keypoints
    if output.ndim != 2 or output.shape[1] != wanted:
        raise ValueError(
            f"a {head.output.value} network gives {wanted} values a thing, got {output.shape[-1]}"
        )
    rows = output[output[:, 4] >= min_score]
    indices = rows[:, 5].astype(np.int64)
    if indices.size and not 0 <= indices.min() <= indices.max() < len(head.numbers):
        raise ValueError(
            f"a network of {len(head.numbers)} classes gave numbers from {indices.min()} to "
            f"{indices.max()}"
        )
    return _Found(rows[:, :4], rows[:, 4], indices, rows[:, 6:])


def _normalise(points: Floats, placement: Placement) -> Floats:
    """Points (..., 2) in input pixels to 0..1 of the picture."""
    offset = np.array([placement.left, placement.top], np.float32)
    size = np.array([placement.width, placement.height], np.float32)
    return ((points - offset) / size).astype(np.float32)
