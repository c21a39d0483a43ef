"""Which boxes must be covered: checked, widened and held over time. Pure code.

Boxes are (N, 4) float64, x0 y0 x1 y1, normalised to 0..1 of width and height.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from floor.time import Instant, seconds_between
from vision.detections import Detections

Boxes = NDArray[np.float64]
Mask = NDArray[np.bool_]
"""(H, W), True where nothing of the picture may be seen."""

_REACH = 0.5
"""How far, in pictures, a box may stick out. One that lies beyond was not normalised or is
broken, and clipping it to the picture would cover nothing."""

_VISIBLE = 0.3
"""A keypoint with at least this visibility widens its box: raised arms stick out of boxes."""


class BadBoxes(ValueError):
    """The detections cannot be trusted to say where the people are."""


def checked(people: Detections) -> Boxes:
    """The boxes of ``people``, widened to their visible keypoints. Raises ``BadBoxes``."""
    boxes = people.boxes.astype(np.float64)
    if boxes.ndim != 2 or boxes.shape[1] != 4:
        raise BadBoxes(f"boxes must have shape (N, 4), got {boxes.shape}")
    if not np.isfinite(boxes).all() or not np.isfinite(people.scores).all():
        raise BadBoxes("boxes and scores must be finite")
    if (boxes < -_REACH).any() or (boxes > 1 + _REACH).any():
        raise BadBoxes("boxes must be normalised to 0..1")
    if (boxes[:, :2] > boxes[:, 2:]).any():
        raise BadBoxes("a box ends before it starts")
    return boxes if people.keypoints is None else _with_keypoints(boxes, people.keypoints)


def _with_keypoints(boxes: Boxes, keypoints: NDArray[np.float32]) -> Boxes:
    if not np.isfinite(keypoints).all():
        raise BadBoxes("keypoints must be finite")
    points = keypoints[:, :, :2].astype(np.float64)
    visible = keypoints[:, :, 2:] >= _VISIBLE
    low = np.where(visible, points, np.inf).min(axis=1)
    high = np.where(visible, points, -np.inf).max(axis=1)
    return np.concatenate([np.minimum(boxes[:, :2], low), np.maximum(boxes[:, 2:], high)], axis=1)


def dilated(boxes: Boxes, share: float, margin: tuple[float, float]) -> Boxes:
    """Every box widened on each side by ``share`` of its size plus ``margin`` (x, y)."""
    grow = (boxes[:, 2:] - boxes[:, :2]) * share + np.asarray(margin)
    return np.concatenate([boxes[:, :2] - grow, boxes[:, 2:] + grow], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Boxes of one picture, when it was taken, and how many pictures came after it."""

    time: Instant
    boxes: Boxes
    pictures: int = 0


def held(
    history: tuple[Seen, ...], now: Instant, current: Boxes, hold_s: float, hold_pictures: int
) -> tuple[Seen, ...]:
    """What stays covered: ``current``, and what was seen in the last seconds *or* pictures.

    Both must have passed before a box is let go, so that a clock that leaps ahead frees nobody.
    Where time runs backwards, what was seen counts as seen now.
    """
    older = (
        replace(seen, time=min(seen.time, now), pictures=seen.pictures + 1) for seen in history
    )
    kept = (
        seen
        for seen in older
        if seconds_between(seen.time, now) <= hold_s or seen.pictures <= hold_pictures
    )
    return (*kept, Seen(now, current))


def all_boxes(history: tuple[Seen, ...]) -> Boxes:
    """Every box of the history: the area that people moved over."""
    return np.concatenate([np.zeros((0, 4)), *(seen.boxes for seen in history)])


def cover(boxes: Boxes, height: int, width: int) -> Mask:
    """True for every pixel that a box touches."""
    low = np.floor(boxes[:, :2] * (width, height))
    high = np.ceil(boxes[:, 2:] * (width, height))
    return _filled(low, high, height, width)


def wholly_covered(boxes: Boxes, height: int, width: int) -> Mask:
    """True for every pixel that lies wholly inside a box."""
    low = np.ceil(boxes[:, :2] * (width, height))
    high = np.floor(boxes[:, 2:] * (width, height))
    return _filled(low, high, height, width)


def _filled(low: Boxes, high: Boxes, height: int, width: int) -> Mask:
    mask = np.zeros((height, width), np.bool_)
    size = (width, height)
    starts = np.clip(low, 0, size).astype(np.int64)
    ends = np.clip(high, 0, size).astype(np.int64)
    for (x0, y0), (x1, y1) in zip(starts.tolist(), ends.tolist(), strict=True):
        mask[y0:y1, x0:x1] = True
    return mask
