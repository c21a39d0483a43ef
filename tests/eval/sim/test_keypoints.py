"""Keypoints lie where an annotator would mark them."""

import numpy as np
import pytest

from eval.sim.keypoints import KEYPOINTS, coco_keypoints
from eval.sim.mesh import Floats, turn_about_y
from eval.sim.skeleton import Rig


def moved(rig: Rig, heading: float, place: tuple[float, float, float]) -> Floats:
    """Every bone turned and shifted alike."""
    transform = np.c_[turn_about_y(heading), np.array(place)]
    return np.tile(transform, (len(rig.names), 1, 1))


def test_at_rest_left_is_the_persons_own_left_and_the_nose_is_ahead(stick_figure: Rig) -> None:
    points = dict(
        zip(KEYPOINTS, coco_keypoints(stick_figure, moved(stick_figure, 0, (0, 0, 0))), strict=True)
    )
    for part in ("eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle"):
        assert points[f"left_{part}"][0] > 0 > points[f"right_{part}"][0]
    assert points["nose"][2] > points["left_eye"][2] > points["left_ear"][2]
    heights = [points[f"left_{part}"][1] for part in ("eye", "shoulder", "hip", "knee", "ankle")]
    assert heights == sorted(heights, reverse=True)


def test_they_go_where_the_body_goes(stick_figure: Rig) -> None:
    rest = coco_keypoints(stick_figure, moved(stick_figure, 0, (0, 0, 0)))
    away = coco_keypoints(stick_figure, moved(stick_figure, np.pi / 2, (2.0, 0.0, 5.0)))
    assert away == pytest.approx(rest @ turn_about_y(np.pi / 2).T + (2.0, 0.0, 5.0))


def test_the_face_nods_with_the_head_alone(stick_figure: Rig) -> None:
    still = moved(stick_figure, 0, (0, 0, 0))
    nodding = still.copy()
    nodding[stick_figure.names.index("Head"), :, 3] = 0.0, -0.02, 0.03
    change = coco_keypoints(stick_figure, nodding) - coco_keypoints(stick_figure, still)
    assert change[:5] == pytest.approx(np.tile([0.0, -0.02, 0.03], (5, 1)))
    assert (change[5:] == 0).all()
