"""What a network answers becomes detections in 0..1 of the picture, each thing once."""

from pathlib import Path

import numpy as np
import pytest

from models.head import COCO_HEAD, Head, head_of
from models.manifest import InputSpec, ManifestEntry, Output, Purpose
from vision.letterbox import place
from vision.yolo import decode

AT = place((1280, 720), (384, 640))  # scale 0.5, 12 pixels of grey above and below
PERSON_POSE = Head(Output.RAW_POSE, np.array([0]))
COCO_POSE = Head(Output.RAW_POSE, np.arange(80))
END_TO_END = Head(Output.END_TO_END, np.arange(80))
END_TO_END_POSE = Head(Output.END_TO_END_POSE, np.arange(80))


def head(classes: int, *rows: tuple[float, ...]) -> np.ndarray:
    """Anchors given as (cx, cy, w, h, class, score)."""
    output = np.zeros((4 + classes, len(rows)), np.float32)
    for index, (cx, cy, w, h, kind, score) in enumerate(rows):
        output[:4, index] = cx, cy, w, h
        output[4 + int(kind), index] = score
    return output


def things(*rows: tuple[float, ...]) -> np.ndarray:
    """End to end: rows of (x0, y0, x1, y1, score, class), and unused ones behind them."""
    return np.array([*rows, *[(0.0,) * len(rows[0])] * 3], np.float32)


def test_a_box_is_given_in_parts_of_the_picture() -> None:
    found = decode(head(80, (320, 192, 64, 36, 56, 0.9)), AT, COCO_HEAD, 0.3)
    assert found.boxes[0].tolist() == pytest.approx([0.45, 0.45, 0.55, 0.55])
    assert (found.classes[0], found.scores[0]) == (56, pytest.approx(0.9))


def test_two_boxes_of_one_thing_are_one_and_the_better_stays() -> None:
    output = head(80, (320, 192, 64, 36, 0, 0.6), (322, 192, 64, 36, 0, 0.8))
    found = decode(output, AT, COCO_HEAD, 0.3)
    assert found.scores.tolist() == pytest.approx([0.8])


def test_two_things_in_one_place_stay_two() -> None:
    output = head(80, (320, 192, 64, 36, 0, 0.6), (320, 192, 64, 36, 56, 0.8))
    assert sorted(decode(output, AT, COCO_HEAD, 0.3).classes.tolist()) == [0, 56]


def test_what_is_below_the_score_is_nothing() -> None:
    assert len(decode(head(80, (320, 192, 64, 36, 0, 0.2)), AT, COCO_HEAD, 0.3)) == 0
    assert len(decode(things((0, 0, 9, 9, 0.2, 0)), AT, END_TO_END, 0.3)) == 0


def test_an_end_to_end_answer_says_the_same_as_a_raw_one() -> None:
    raw = decode(head(80, (320, 192, 64, 36, 56, 0.9)), AT, COCO_HEAD, 0.3)
    whole = decode(things((288, 174, 352, 210, 0.9, 56)), AT, END_TO_END, 0.3)
    assert whole.boxes == pytest.approx(raw.boxes)
    assert (whole.scores, whole.classes) == (pytest.approx(raw.scores), raw.classes)


def test_an_end_to_end_answer_is_not_thinned_again() -> None:
    output = things((288, 174, 352, 210, 0.8, 0), (290, 174, 352, 210, 0.9, 0))
    assert decode(output, AT, END_TO_END, 0.3).scores.tolist() == pytest.approx([0.9, 0.8])


def test_keypoints_come_with_their_person() -> None:
    output = np.concatenate([head(1, (320, 192, 64, 36, 0, 0.9)), np.zeros((51, 1), np.float32)])
    output[5:8, 0] = 320, 192, 0.7
    found = decode(output, AT, PERSON_POSE, 0.3)
    assert found.keypoints is not None
    assert found.keypoints[0, 0].tolist() == pytest.approx([0.5, 0.5, 0.7])


@pytest.mark.parametrize("layout", [COCO_POSE, END_TO_END_POSE])
def test_only_a_person_has_keypoints(layout: Head) -> None:
    """A network of 80 classes gives them for chairs as well, where they mean nothing."""
    if layout is COCO_POSE:
        boxes = head(80, (320, 192, 64, 36, 0, 0.9), (100, 192, 64, 36, 56, 0.8))
        output = np.concatenate([boxes, np.full((51, 2), 192, np.float32)])
    else:
        output = things(
            (288, 174, 352, 210, 0.9, 0, *[192] * 51), (68, 174, 132, 210, 0.8, 56, *[192] * 51)
        )
    found = decode(output, AT, layout, 0.3)
    assert found.keypoints is not None
    assert found.classes.tolist() == [0, 56]
    assert found.keypoints[0].all()
    assert not found.keypoints[1].any()


def test_a_site_s_own_classes_come_out_as_coco_s() -> None:
    entry = ManifestEntry(
        name="site-n",
        file=Path("site-n.onnx"),
        sha256="0" * 64,
        licence="AGPL-3.0",
        purpose=Purpose.DETECTION,
        classes=("person", "desk", "Office_Chair", "mug"),
        output=Output.RAW,
        input=InputSpec(
            layout="NCHW", colour="RGB", range=(0, 1), letterbox=114, stride=32, size=(384, 640)
        ),
    )
    output = head(4, *[(100 + 150 * kind, 192, 64, 36, kind, 0.9) for kind in range(4)])
    found = decode(output, AT, head_of(entry), 0.3)
    assert found.classes.tolist() == [0, 56, 41]  # a desk is nothing that COCO has


def test_an_output_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="has 84 rows, got 85"):
        decode(np.zeros((85, 10), np.float32), AT, COCO_HEAD, 0.3)
    with pytest.raises(ValueError, match="gives 57 values a thing, got 6"):
        decode(np.zeros((300, 6), np.float32), AT, END_TO_END_POSE, 0.3)


def test_a_class_that_the_network_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="80 classes gave numbers from 90 to 90"):
        decode(things((0, 0, 9, 9, 0.9, 90)), AT, END_TO_END, 0.3)
