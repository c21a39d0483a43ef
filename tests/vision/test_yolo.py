"""Raw heads become detections in 0..1 of the picture, each thing once."""

import numpy as np
import pytest

from vision.letterbox import place
from vision.yolo import decode

AT = place((1280, 720), (384, 640))  # scale 0.5, 12 pixels of grey above and below


def head(classes: int, *rows: tuple[float, ...]) -> np.ndarray:
    """Anchors given as (cx, cy, w, h, class, score)."""
    output = np.zeros((4 + classes, len(rows)), np.float32)
    for index, (cx, cy, w, h, kind, score) in enumerate(rows):
        output[:4, index] = cx, cy, w, h
        output[4 + int(kind), index] = score
    return output


def test_a_box_is_given_in_parts_of_the_picture() -> None:
    found = decode(head(80, (320, 192, 64, 36, 56, 0.9)), AT, 80, 0.3)
    assert found.boxes[0].tolist() == pytest.approx([0.45, 0.45, 0.55, 0.55])
    assert (found.classes[0], found.scores[0]) == (56, pytest.approx(0.9))


def test_two_boxes_of_one_thing_are_one_and_the_better_stays() -> None:
    found = decode(head(80, (320, 192, 64, 36, 0, 0.6), (322, 192, 64, 36, 0, 0.8)), AT, 80, 0.3)
    assert found.scores.tolist() == pytest.approx([0.8])


def test_two_things_in_one_place_stay_two() -> None:
    found = decode(head(80, (320, 192, 64, 36, 0, 0.6), (320, 192, 64, 36, 56, 0.8)), AT, 80, 0.3)
    assert sorted(found.classes.tolist()) == [0, 56]


def test_what_is_below_the_score_is_nothing() -> None:
    assert len(decode(head(80, (320, 192, 64, 36, 0, 0.2)), AT, 80, 0.3)) == 0


def test_keypoints_come_with_their_person() -> None:
    output = np.concatenate([head(1, (320, 192, 64, 36, 0, 0.9)), np.zeros((51, 1), np.float32)])
    output[5:8, 0] = 320, 192, 0.7
    found = decode(output, AT, 1, 0.3)
    assert found.keypoints is not None
    assert found.keypoints[0, 0].tolist() == pytest.approx([0.5, 0.5, 0.7])


def test_a_head_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="has 84 or 135 rows, got 85"):
        decode(np.zeros((85, 10), np.float32), AT, 80, 0.3)
