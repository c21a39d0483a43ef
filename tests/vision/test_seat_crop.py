"""A seat's crop holds its polygons, with a margin, within the frame."""

import numpy as np

from vision.seat_crop import LEAST_PX, crop_rect, moved_polygon

SEATED = np.array([(100.0, 50.0), (150.0, 50.0), (150.0, 130.0), (100.0, 130.0)])
DESK = np.array([(120.0, 40.0), (200.0, 40.0), (200.0, 70.0)])
NONE = np.zeros((0, 2))


def test_all_polygons_are_inside() -> None:
    assert crop_rect(SEATED, (DESK, NONE), (640, 360)) == (91, 13, 209, 139)


def test_a_crop_ends_at_the_frame() -> None:
    assert crop_rect(SEATED, (), (140, 120)) == (91, 13, 140, 120)


def test_what_is_too_small_is_no_crop() -> None:
    assert crop_rect(SEATED / 5, (), (640, 360)) is None
    assert crop_rect(NONE, (NONE,), (640, 360)) is None
    assert LEAST_PX == 32


def test_there_is_room_for_a_raised_hand() -> None:
    rect = crop_rect(SEATED, (), (640, 360))
    assert rect is not None
    assert SEATED[:, 1].min() - rect[1] > 0.35 * np.ptp(SEATED[:, 1])


def test_polygons_move_with_the_crop() -> None:
    assert moved_polygon(DESK, (92, 32, 208, 138))[0] == [28.0, 8.0]
