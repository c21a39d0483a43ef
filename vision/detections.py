"""Detections of one picture, as columns."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

NO_TRACK = -1
"""The track number of what nobody follows: things, and people who are not sure enough."""


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """N things found in one picture. Geometry is normalised to 0..1 of width and height.

    ``boxes`` (N, 4) x0 y0 x1 y1; ``scores`` (N,) 0..1; ``classes`` (N,) COCO class numbers;
    ``keypoints`` (N, 17, 3) x y visibility in COCO order, or None where the network has none;
    ``track_ids`` (N,) who is whom within this camera, `NO_TRACK` for the rest, or None where
    nobody was followed.
    """

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    classes: NDArray[np.int64]
    keypoints: NDArray[np.float32] | None = None
    track_ids: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        n = len(self.boxes)
        if self.boxes.shape != (n, 4):
            raise ValueError(f"boxes must have shape (N, 4), got {self.boxes.shape}")
        if self.scores.shape != (n,) or self.classes.shape != (n,):
            raise ValueError(
                f"scores and classes must have shape ({n},), "
                f"got {self.scores.shape} and {self.classes.shape}"
            )
        if self.keypoints is not None and self.keypoints.shape != (n, 17, 3):
            raise ValueError(f"keypoints must have shape ({n}, 17, 3), got {self.keypoints.shape}")
        if self.track_ids is not None and self.track_ids.shape != (n,):
            raise ValueError(f"track_ids must have shape ({n},), got {self.track_ids.shape}")

    def __len__(self) -> int:
        return len(self.boxes)

    def __getitem__(self, index: NDArray[np.bool_] | NDArray[np.int64]) -> Self:
        keypoints = None if self.keypoints is None else self.keypoints[index]
        tracks = None if self.track_ids is None else self.track_ids[index]
        return type(self)(
            self.boxes[index], self.scores[index], self.classes[index], keypoints, tracks
        )

    def with_tracks(self, track_ids: NDArray[np.int64]) -> Self:
        """These detections with who is whom, (N,)."""
        return replace(self, track_ids=track_ids)

    def with_boxes(self, boxes: NDArray[np.float32], number: int) -> Self:
        """These detections and more ``boxes`` (n, 4) of one class, with score 1, of whose
        keypoints none is seen and whom nobody follows."""
        n = len(boxes)
        keypoints, tracks = self.keypoints, self.track_ids
        if keypoints is not None:
            keypoints = np.concatenate([keypoints, np.zeros((n, 17, 3), np.float32)])
        if tracks is not None:
            tracks = np.concatenate([tracks, np.full(n, NO_TRACK, np.int64)])
        return type(self)(
            np.concatenate([self.boxes, boxes]).astype(np.float32),
            np.concatenate([self.scores, np.ones(n, np.float32)]),
            np.concatenate([self.classes, np.full(n, number, np.int64)]),
            keypoints,
            tracks,
        )

    @classmethod
    def empty(cls) -> Self:
        """No detections."""
        return cls(
            np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int64), None
        )
