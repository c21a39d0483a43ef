"""Detections as columns that stay as long as each other."""

import numpy as np
import pytest

from vision.detections import Detections


def one(keypoints: bool) -> Detections:
    points = np.ones((1, 17, 3), np.float32) if keypoints else None
    box = np.array([[0.1, 0.1, 0.2, 0.2]], np.float32)
    return Detections(box, np.array([0.5], np.float32), np.array([0]), points)


@pytest.mark.parametrize("keypoints", [True, False])
def test_boxes_are_added_and_nothing_is_lost(keypoints: bool) -> None:
    more = one(keypoints).with_boxes(np.array([[0.5, 0.5, 0.9, 0.9]], np.float32), 0)
    assert len(more) == 2
    assert more.scores.tolist() == [0.5, 1.0]
    if keypoints:
        assert more.keypoints is not None
        assert (more.keypoints[0] == 1).all()  # masks are made of them too
        assert (more.keypoints[1] == 0).all()
    else:
        assert more.keypoints is None


def test_no_boxes_change_nothing() -> None:
    assert len(one(True).with_boxes(np.zeros((0, 4), np.float32), 0)) == 1
