"""What the seat-state network is given of a seat: its crop now, its crop tidy and empty, and masks.

Both crops are stretched to one square, since a fixed shape lets seats of all cameras share a
batch, and stretched pixels are all used where a letterbox would be half grey. The masks say which
of the chairs and desks in the picture are meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.seat_crop import Floats, Rect

SIDE = 128
"""Width and height of the network's input, in pixels."""

CHANNELS = 8
"""BGR now (as frames are), BGR of the reference, the seat's mask, the desk's mask."""

NO_REFERENCE = 0
"""What the reference's channels hold where there is none."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class SeatWindow:
    """Where a seat is cropped in its camera's picture, in pixels, with the masks (2, SIDE, SIDE)
    of seat and desk as the network sees them."""

    rect: Rect
    masks: Picture

    @classmethod
    def of(cls, rect: Rect, seat: Floats, desk: Floats, side: int = SIDE) -> "SeatWindow":
        """Of polygons (k, 2) in the picture's pixels; an empty desk gives an empty mask."""
        left, top, right, bottom = rect
        scale = np.array([side / (right - left), side / (bottom - top)])
        masks = np.zeros((2, side, side), np.uint8)
        for mask, polygon in zip(masks, (seat, desk), strict=True):
            if len(polygon) >= 3:
                corners = np.round((polygon - (left, top)) * scale).astype(np.int32)
                cv2.fillPoly(mask, [corners], 255)
        return cls(rect, masks)

    def crop(self, image: Picture) -> Picture:
        """The part of an image (H, W, 3) that the window shows, not copied."""
        left, top, right, bottom = self.rect
        return image[top:bottom, left:right]


def squared(crop: Picture, side: int = SIDE) -> Picture:
    """A crop (h, w, 3) stretched to (3, side, side), as the network reads it."""
    return np.ascontiguousarray(
        cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA).transpose(2, 0, 1)
    )


def fill(
    batch: Picture, place: int, now: Picture, reference: Picture | None, window: SeatWindow
) -> None:
    """Write a seat into row `place` of a batch (B, CHANNELS, SIDE, SIDE): `now` (h, w, 3) and
    `reference` (3, SIDE, SIDE)."""
    batch[place, :3] = squared(now)
    batch[place, 3:6] = NO_REFERENCE if reference is None else reference
    batch[place, 6:] = window.masks


def new_batch(size: int) -> Picture:
    """An empty batch (size, CHANNELS, SIDE, SIDE)."""
    return np.zeros((size, CHANNELS, SIDE, SIDE), np.uint8)


def unstretched(vector: Sequence[float], rect: Rect) -> tuple[float, float]:
    """A direction in the square as a direction in the picture, of the same area's scale."""
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    mean = (width * height) ** 0.5
    return vector[0] * width / mean, vector[1] * height / mean
