"""A keypoint is seen unless something nearer than its own limb lies before it."""

import numpy as np
import pytest

from eval.sim.camera import Camera
from eval.sim.keypoints import KEYPOINTS
from eval.sim.truth.joints import Visibility, seen_keypoints

CAMERA = Camera("c", (0.0, 1.0, 0.0), (0.0, 1.0, 5.0), 60.0, (160, 90))
ME, OTHER = 1, 2


def flags(
    place: tuple[float, float, float], owner_there: int, depth_there: float
) -> dict[str, Visibility]:
    """Flags of keypoints that all lie in one place, with one thing drawn all over the frame."""
    ids = np.full((90, 160), owner_there, np.int32)
    depths = np.full((90, 160), depth_there, np.float32)
    found = seen_keypoints(CAMERA, np.tile(place, (17, 1)), ids, depths, ME)
    return {name: Visibility(flag) for name, (_, _, flag) in zip(KEYPOINTS, found, strict=True)}


def test_under_the_own_skin_it_is_seen() -> None:
    there = flags((0.0, 1.0, 3.0), ME, 2.95)
    assert there["left_shoulder"] == there["left_hip"] == Visibility.SEEN


def test_on_the_far_side_of_the_own_body_it_is_hidden() -> None:
    behind = flags((0.0, 1.0, 3.0), ME, 2.75)
    assert behind["nose"] == behind["left_shoulder"] == behind["left_hip"] == Visibility.HIDDEN


def test_what_is_near_but_not_the_person_hides_it() -> None:
    before = flags((0.0, 1.0, 3.0), OTHER, 2.88)
    assert before["right_shoulder"] == Visibility.HIDDEN
    assert flags((0.0, 1.0, 3.0), ME, 2.88)["right_shoulder"] == Visibility.SEEN


def test_before_everything_else_it_is_seen() -> None:
    assert set(flags((0.0, 1.0, 3.0), 0, 9.0).values()) == {Visibility.SEEN}


@pytest.mark.parametrize("place", [(5.0, 1.0, 3.0), (0.0, 9.0, 3.0), (0.0, 1.0, -2.0)])
def test_outside_of_the_frame_it_is_not_labelled(place: tuple[float, float, float]) -> None:
    ids, depths = np.zeros((90, 160), np.int32), np.full((90, 160), 9, np.float32)
    found = seen_keypoints(CAMERA, np.tile(place, (17, 1)), ids, depths, ME)
    assert found == [(0.0, 0.0, 0)] * 17


def test_pixels_are_the_cameras() -> None:
    ids, depths = np.zeros((90, 160), np.int32), np.full((90, 160), 9, np.float32)
    points = np.tile((0.2, 1.1, 3.0), (17, 1))
    x, y, _ = seen_keypoints(CAMERA, points, ids, depths, ME)[0]
    assert (x, y) == pytest.approx(CAMERA.project(points[:1])[0][0], abs=0.06)
