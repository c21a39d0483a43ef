"""Labels are in shares of the frame, of what an annotator would draw."""

import numpy as np
import pytest

from eval.sim.frames.classes import (
    APPLE,
    BACKPACK,
    BANANA,
    HANDBAG,
    NAMES,
    OF_KIND,
    coco_class,
)
from eval.sim.frames.yolo import detection_lines, is_labelled, pose_lines
from eval.sim.motion.track import ThingKind
from eval.sim.props import prop


def test_a_box_becomes_centre_and_size() -> None:
    (line,) = detection_lines([(56, (20, 10, 60, 50))], (200, 100))
    assert line == "56 0.20000 0.30000 0.20000 0.40000"


def test_keypoints_follow_the_box() -> None:
    points = [(50.0, 25.0, 2)] * 16 + [(0.0, 0.0, 0)]
    (line,) = pose_lines([{"box": (0, 0, 100, 100), "keypoints": points}], (100, 100))
    numbers = line.split()
    assert len(numbers) == 5 + 17 * 3
    assert numbers[5:8] == ["0.50000", "0.25000", "2"]
    assert numbers[-3:] == ["0.00000", "0.00000", "0"]


def test_slivers_are_not_labelled() -> None:
    assert is_labelled("person", (0, 0, 20, 40), 0.5)
    assert not is_labelled("person", (0, 0, 20, 40), 0.05)
    assert not is_labelled("person", (0, 0, 4, 40), 0.5)
    assert is_labelled("phone", (0, 0, 4, 7), 0.9)
    assert not is_labelled("phone", (0, 0, 4, 7), 0.3)


def test_the_numbers_are_cocos() -> None:
    assert len(NAMES) == 80
    said = {kind: NAMES[number] for kind, number in OF_KIND.items()}
    assert said == {
        "chair": "chair",
        "phone": "cell phone",
        "bottle": "bottle",
        "cup": "cup",
        "noodles": "bowl",
        "burger": "sandwich",
    }
    assert [NAMES[n] for n in (BACKPACK, HANDBAG, BANANA, APPLE)] == [
        "backpack",
        "handbag",
        "banana",
        "apple",
    ]


@pytest.mark.parametrize(
    ("kind", "classes"), [(ThingKind.BAG, {BACKPACK, HANDBAG}), (ThingKind.FRUIT, {BANANA, APPLE})]
)
def test_bags_and_fruit_are_told_by_their_shape(kind: ThingKind, classes: set[int]) -> None:
    made = [prop(kind, np.random.default_rng(seed)) for seed in range(12)]
    assert {coco_class(kind, mesh) for mesh in made} == classes


@pytest.mark.parametrize("kind", ["jacket", "papers", "snacks", "chopsticks"])
def test_what_coco_has_not_stays_unlabelled(kind: str) -> None:
    assert coco_class(kind, prop(ThingKind(kind), np.random.default_rng(0))) is None
