"""What the seat network is given: a seat's crop and its masks, all seats' of one shape."""

import numpy as np
import pytest

from vision.seat_crop import Floats
from vision.seat_input import DETAIL, STATE, SeatWindow, masks_of, squared, unstretched

RECT = (100, 50, 300, 150)
SIDE, CELLS = STATE.side, STATE.cells
LEFT_HALF: Floats = np.array([(100.0, 50.0), (200.0, 50.0), (200.0, 150.0), (100.0, 150.0)])
LOWER_HALF: Floats = np.array([(100.0, 100.0), (300.0, 100.0), (300.0, 150.0), (100.0, 150.0)])
NONE: Floats = np.zeros((0, 2))


def test_masks_cover_the_seat_and_the_desk_and_nothing_else() -> None:
    seat, desk = SeatWindow.of(RECT, LEFT_HALF, LOWER_HALF).masks
    half = CELLS // 2
    assert (seat[:, : half - 1] == 255).all() and (seat[:, half + 1 :] == 0).all()
    assert (desk[half + 1 :] == 255).all() and (desk[: half - 1] == 0).all()


def test_a_cell_says_how_much_of_it_is_covered() -> None:
    stripe = LEFT_HALF.copy()
    stripe[1:3, 0] = 100 + 200 * 2.5 / CELLS  # two cells and a half
    row = SeatWindow.of(RECT, stripe, NONE).masks[0, CELLS // 2]
    assert row[:2].tolist() == [255, 255]
    assert int(row[2]) == pytest.approx(127, abs=40)  # pixels are whole
    assert not row[3:].any()


def test_a_polygon_that_is_none_covers_nothing() -> None:
    assert not SeatWindow.of(RECT, NONE, LOWER_HALF[:2]).masks.any()


def test_what_lies_outside_of_the_crop_is_not_in_its_masks() -> None:
    everywhere = np.array([(0.0, 0.0), (900.0, 0.0), (900.0, 900.0), (0.0, 900.0)])
    assert (masks_of(RECT, everywhere, everywhere, SIDE) == 255).all()


def test_a_crop_is_a_part_of_the_picture_not_copied() -> None:
    image = np.zeros((200, 400, 3), np.uint8)
    crop = SeatWindow.of(RECT, LEFT_HALF, NONE).crop(image)
    assert crop.shape == (100, 200, 3)
    crop[:] = 9
    assert int(image.sum()) == 9 * crop.size


@pytest.mark.parametrize("shape", [(100, 200), (33, 500), (SIDE, SIDE)])
def test_crops_of_any_shape_become_one_square_in_the_frames_colours(shape: tuple[int, int]) -> None:
    crop = np.empty((*shape, 3), np.uint8)
    crop[:] = (10, 20, 30)
    square = squared(crop, SIDE)
    assert (square.shape, square.dtype) == ((3, SIDE, SIDE), np.uint8)
    assert square.flags["C_CONTIGUOUS"]
    assert square[:, 5, 7].tolist() == [10, 20, 30]


def test_a_direction_in_the_square_is_longer_where_the_crop_is_wide() -> None:
    right, down = unstretched((1.0, 0.0), RECT), unstretched((0.0, 1.0), RECT)
    assert right == pytest.approx((2**0.5, 0.0))
    assert down == pytest.approx((0.0, 0.5**0.5))
    assert unstretched((0.3, -0.4), (0, 0, 80, 80)) == pytest.approx((0.3, -0.4))


def test_a_larger_scale_has_finer_masks_of_the_same_window() -> None:
    small, large = (SeatWindow.of(RECT, LEFT_HALF, NONE, scale) for scale in (STATE, DETAIL))
    assert (small.rect, large.masks.shape) == (large.rect, (2, DETAIL.cells, DETAIL.cells))
    assert abs(float(small.masks[0].mean()) - float(large.masks[0].mean())) < 2
