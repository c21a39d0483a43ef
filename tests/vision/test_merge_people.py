"""A person that either network sees is seen, once."""

import numpy as np

from vision.detections import Detections
from vision.detector import CHAIR, PERSON, merge_people


def detections(*items: tuple[tuple[float, float, float, float], float, int]) -> Detections:
    return Detections(
        np.array([box for box, _, _ in items], np.float32).reshape(-1, 4),
        np.array([score for _, score, _ in items], np.float32),
        np.array([kind for _, _, kind in items], np.int64),
    )


def poses(*items: tuple[tuple[float, float, float, float], float]) -> Detections:
    plain = detections(*((box, score, PERSON) for box, score in items))
    keypoints = np.full((len(items), 17, 3), 0.5, np.float32)
    return Detections(plain.boxes, plain.scores, plain.classes, keypoints)


LEFT, RIGHT = (0.1, 0.1, 0.3, 0.6), (0.6, 0.1, 0.8, 0.6)


def test_one_person_seen_by_both_is_one_with_keypoints_and_the_better_score() -> None:
    merged = merge_people(detections((LEFT, 0.5, PERSON)), poses((LEFT, 0.9)))
    assert len(merged) == 1
    assert merged.scores[0] == np.float32(0.9)
    assert merged.keypoints is not None and (merged.keypoints[0] == 0.5).all()


def test_people_that_only_one_network_sees_are_kept() -> None:
    merged = merge_people(detections((LEFT, 0.5, PERSON)), poses((RIGHT, 0.9)))
    assert merged.classes.tolist() == [PERSON, PERSON]
    assert merged.keypoints is not None
    assert merged.keypoints[0, :, 2].max() == 0.0  # nothing is known of the first one's joints


def test_a_pose_never_makes_a_person_of_a_chair() -> None:
    merged = merge_people(detections((LEFT, 0.8, CHAIR)), poses((LEFT, 0.9)))
    assert merged.classes.tolist() == [CHAIR, PERSON]


def test_nothing_and_nothing_is_nothing() -> None:
    assert len(merge_people(Detections.empty(), Detections.empty())) == 0
