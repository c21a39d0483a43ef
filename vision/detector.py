"""What is in a picture: furniture and things by one network, people by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from models.session import Network
from vision.boxes import iou_matrix
from vision.detections import Detections
from vision.letterbox import Placement, letterbox_batch
from vision.yolo import decode

PERSON = 0
CHAIR = 56
SAME_PERSON_IOU = 0.5


class Detector(Protocol):
    """Finds things in a batch of pictures."""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        """The detections of each picture, in the order given."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class SceneDetector:
    """Objects by a COCO detector, and people by it and by a pose network together.

    The two networks miss different people, so a person that either of them sees is seen: a
    miss would read as an empty seat. ``shape`` is the (height, width) for networks that take any;
    networks of one shape read one letterboxed batch. Where ``pose`` is ``objects``, a network
    that does both, it runs once. ``min_score`` is low because masking wants the doubtful ones too.
    """

    objects: Network
    pose: Network
    shape: tuple[int, int]
    min_score: float = 0.1

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        """Detections of each picture; people carry keypoints, with visibility 0 where unseen."""
        if not images:
            return []
        shape = self.objects.input_shape(self.shape)
        batch = letterbox_batch(images, shape)
        objects = self._decoded(self.objects, batch)
        if self.pose is self.objects:
            return objects
        if self.pose.input_shape(self.shape) != shape:
            batch = letterbox_batch(images, self.pose.input_shape(self.shape))
        poses = self._decoded(self.pose, batch)
        return [
            merge_people(things, people[people.classes == PERSON])
            for things, people in zip(objects, poses, strict=True)
        ]

    def _decoded(
        self, network: Network, batch: tuple[NDArray[np.float32], list[Placement]]
    ) -> list[Detections]:
        pictures, placements = batch
        return [
            decode(output, at, network.head, self.min_score)
            for output, at in zip(network(pictures), placements, strict=True)
        ]


def merge_people(objects: Detections, poses: Detections) -> Detections:
    """Objects with poses joined: one entry a person, keypoints from the pose, the better score.

    Poses without an object are kept as persons, persons without a pose keep invisible keypoints.
    """
    keypoints = np.zeros((len(objects), 17, 3), np.float32)
    scores = objects.scores.copy()
    if not len(poses) or poses.keypoints is None:
        return Detections(objects.boxes, scores, objects.classes, keypoints)
    overlap = iou_matrix(poses.boxes, objects.boxes)
    overlap[:, objects.classes != PERSON] = 0.0
    lonely = []
    for index in range(len(poses)):  # best score first, and each object takes one pose
        best = int(overlap[index].argmax()) if len(objects) else -1
        if best < 0 or overlap[index, best] < SAME_PERSON_IOU:
            lonely.append(index)
            continue
        keypoints[best] = poses.keypoints[index]
        scores[best] = max(scores[best], poses.scores[index])
        overlap[:, best] = 0.0
    alone = poses[np.array(lonely, np.int64)]
    assert alone.keypoints is not None
    return Detections(
        np.concatenate([objects.boxes, alone.boxes]),
        np.concatenate([scores, alone.scores]),
        np.concatenate([objects.classes, np.full(len(alone), PERSON, np.int64)]),
        np.concatenate([keypoints, alone.keypoints]),
    )
