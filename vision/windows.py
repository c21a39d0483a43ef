"""The windows through which the seat network looks: one for each seat, for each size of picture."""

import numpy as np

from cameras.frame import Frame
from floor.layout import SeatId
from vision.seat_crop import Floats, crop_rect
from vision.seat_input import STATE, Scale, SeatWindow
from vision.seat_region import Polygon, SeatRegion

LEAST_PX = 24
"""Of a window's shorter side: in a smaller one nothing can be told apart."""


def window_of(region: SeatRegion, size: tuple[int, int], scale: Scale = STATE) -> SeatWindow | None:
    """The window of a seat in pictures of ``size`` (width, height); None where it is too small."""
    seat, desk, home = (
        _pixels(polygon, size) for polygon in (region.outline, region.desk, region.chair_home)
    )
    rect = crop_rect(seat, (desk, home), size)
    if rect is None or min(rect[2] - rect[0], rect[3] - rect[1]) < LEAST_PX:
        return None
    return SeatWindow.of(rect, seat, desk, scale)


class Windows:
    """The windows of seats at one scale, each made once for each size of picture."""

    def __init__(self, scale: Scale = STATE) -> None:
        self._scale = scale
        self._made: dict[tuple[SeatId, tuple[int, int]], SeatWindow | None] = {}

    def of(self, region: SeatRegion, frame: Frame) -> SeatWindow | None:
        """A seat's window in pictures of the frame's size; None where it is too small."""
        height, width = frame.image.shape[:2]
        key = region.seat, (width, height)
        if key not in self._made:
            self._made[key] = window_of(region, (width, height), self._scale)
        return self._made[key]


def _pixels(polygon: Polygon | None, size: tuple[int, int]) -> Floats:
    return np.array(polygon or (), np.float64).reshape(-1, 2) * size
