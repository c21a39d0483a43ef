"""A seat is in sight as far as nothing foreign is before it."""

import numpy as np
import pytest
from support.tracks import at_seat

from eval.sim.camera import Camera
from eval.sim.truth.sight import share_seen, sitter_points

SEAT = at_seat("A-01")
CAMERA = Camera("c", (2.0, 1.6, 0.2), (2.0, 0.9, 3.0), 70.0, (160, 90))
POINTS = sitter_points(SEAT)


def frame(depth: float, owner: int = 0) -> tuple[np.ndarray, np.ndarray]:
    return np.full((90, 160), owner, np.int32), np.full((90, 160), depth, np.float32)


def test_with_nothing_before_it_all_is_seen() -> None:
    assert share_seen(CAMERA, POINTS, *frame(9.0), own=[1, 2]) == 1.0


def test_something_near_hides_it() -> None:
    assert share_seen(CAMERA, POINTS, *frame(1.0, owner=3), own=[1, 2]) == 0.0


def test_its_own_chair_and_person_do_not() -> None:
    assert share_seen(CAMERA, POINTS, *frame(1.0, owner=2), own=[1, 2]) == 1.0


def test_half_covered_is_half_seen() -> None:
    ids, depths = frame(9.0)
    pixels, _ = CAMERA.project(POINTS)
    depths[:, : int(np.median(pixels[:, 0]))] = 1.0
    assert 0.3 < share_seen(CAMERA, POINTS, ids, depths, own=[1]) < 0.7


def test_out_of_the_frame_is_out_of_sight() -> None:
    away = Camera("c", (2.0, 1.6, 0.2), (2.0, 1.6, -3.0), 70.0, (160, 90))
    assert share_seen(away, POINTS, *frame(9.0), own=[1]) == 0.0


def test_the_points_are_where_a_sitter_is() -> None:
    middle = POINTS.mean(axis=0)
    assert middle[[0, 2]] == pytest.approx((SEAT.x, SEAT.y), abs=0.1)
    assert POINTS[:, 1].min() > 0.5 and POINTS[:, 1].max() < 1.35
