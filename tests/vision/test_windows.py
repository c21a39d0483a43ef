"""Each seat has a window in the pictures of its camera, whatever their size."""

import numpy as np
import pytest

from cameras.frame import CameraId, Frame
from floor.layout import SeatId
from vision.seat_input import DETAIL
from vision.seat_region import Polygon, SeatRegion
from vision.windows import LEAST_PX, Windows, window_of

OUTLINE = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.8), (0.4, 0.8))
DESK = ((0.7, 0.6), (0.8, 0.6), (0.8, 0.7), (0.7, 0.7))
HOME = ((0.3, 0.85), (0.35, 0.85), (0.35, 0.9))


def region(seat: str = "A-01", outline: Polygon = OUTLINE, **others: Polygon) -> SeatRegion:
    return SeatRegion.of(SeatId(seat), CameraId("cam1"), outline, 1.0, **others)


def rect_of(size: tuple[int, int], **others: Polygon) -> tuple[int, int, int, int]:
    window = window_of(region(**others), size)
    assert window is not None
    return window.rect


def test_a_window_holds_the_seat_its_desk_and_the_chairs_home() -> None:
    left, top, right, bottom = rect_of((1000, 1000), desk=DESK, chair_home=HOME)
    assert left < 300 and right > 800 and bottom > 900
    assert top < 400 - 0.35 * 400


def test_without_desk_and_home_it_is_the_sitters_place() -> None:
    left, _, right, bottom = rect_of((1000, 1000))
    assert 300 < left < 400 and 600 < right < 700 and bottom < 900


@pytest.mark.parametrize("scale", [0.5, 2.0, 3.0])
def test_another_resolution_shows_the_same_place(scale: float) -> None:
    size = (round(1000 * scale), round(1000 * scale))
    expected = [scale * side for side in rect_of((1000, 1000), desk=DESK)]
    assert rect_of(size, desk=DESK) == pytest.approx(expected, abs=1 + scale)


def test_a_seat_that_is_too_small_has_none() -> None:
    assert window_of(region(), (LEAST_PX, LEAST_PX)) is None
    tiny = region("A-02", tuple((x / 50, y / 50) for x, y in DESK))
    windows, shown = Windows(), frame(640, 360)
    assert windows.of(region("A-01"), shown) is not None and windows.of(tiny, shown) is None


def test_a_window_is_made_once_for_each_size_of_picture_and_at_its_scale() -> None:
    windows = Windows(DETAIL)
    first = windows.of(region("A-01"), frame(640, 360))
    assert first is not None and first.masks.shape[1] == DETAIL.cells
    assert windows.of(region("A-01"), frame(640, 360)) is first
    larger = windows.of(region("A-01"), frame(1280, 720))
    assert larger is not None and larger.rect != first.rect


def frame(width: int, height: int) -> Frame:
    return Frame(CameraId("cam1"), np.zeros((height, width, 3), np.uint8), 0, 0.0, 0.0)
