"""The windows through which the seat network looks: one for each seat, for each size of picture."""

from collections.abc import Iterable

import numpy as np

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


def windows_of(
    regions: Iterable[SeatRegion], size: tuple[int, int]
) -> dict[str, SeatWindow | None]:
    """Of several seats of one camera."""
    return {region.seat: window_of(region, size) for region in regions}


def _pixels(polygon: Polygon | None, size: tuple[int, int]) -> Floats:
    return np.array(polygon or (), np.float64).reshape(-1, 2) * size
