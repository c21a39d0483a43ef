"""What the seat-state network is given of a seat: its crop now, its masks, and what the network
noticed of the same crop tidy and empty.

Crops are stretched to one square, since a fixed shape lets seats of all cameras share a batch, and
stretched pixels are all used where a letterbox would be half grey. The masks say which of the
chairs and desks in the picture are meant.

There are two scales: a small square tells who is there and how the chair stands, and is looked at
often; a larger one, about as large as the crop is in the picture, shows what hands hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.seat_crop import Floats, Rect
from vision.shrink import shrunk

STRIDE = 8

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a network sees a seat: a square of `side` pixels, a multiple of 16."""

    side: int

    @property
    def cells(self) -> int:
        """Width and height of the masks: the network's finest map has as many cells."""
        return self.side // STRIDE


STATE = Scale(144)
"""For who is there, how the chair stands, and where the face points."""

DETAIL = Scale(224)
"""For what hands hold and what lies on the desk."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatWindow:
    """Where a seat is cropped in its camera's picture, in pixels, with the masks (2, cells, cells)
    of seat and desk for one scale: how much of each cell they cover, 0..255."""

    rect: Rect
    masks: Picture

    @classmethod
    def of(cls, rect: Rect, seat: Floats, desk: Floats, scale: Scale = STATE) -> "SeatWindow":
        """Of polygons (k, 2) in the picture's pixels; an empty desk gives an empty mask."""
        return cls(rect, coarse(masks_of(rect, seat, desk, scale.side)))

    def crop(self, image: Picture) -> Picture:
        """The part of an image (H, W, 3) that the window shows, not copied."""
        left, top, right, bottom = self.rect
        return image[top:bottom, left:right]


def masks_of(rect: Rect, seat: Floats, desk: Floats, side: int) -> Picture:
    """Masks (2, side, side) of a rectangle, 255 within the polygons (k, 2) of seat and desk."""
    left, top, right, bottom = rect
    scale = np.array([side / (right - left), side / (bottom - top)])
    masks = np.zeros((2, side, side), np.uint8)
    for mask, polygon in zip(masks, (seat, desk), strict=True):
        if len(polygon) >= 3:
            corners = np.round((polygon - (left, top)) * scale).astype(np.int32)
            cv2.fillPoly(mask, [corners], 255)
    return masks


def coarse(masks: Picture) -> Picture:
    """Masks (n, side, side) as (n, cells, cells)."""
    count = masks.shape[-1] // STRIDE
    cells = masks.reshape(len(masks), count, STRIDE, count, STRIDE).mean(axis=(2, 4))
    return np.asarray(np.round(cells), np.uint8)


def squared(crop: Picture, side: int) -> Picture:
    """A crop (h, w, 3) stretched to (3, side, side), BGR as frames are."""
    return np.ascontiguousarray(shrunk(crop, (side, side)).transpose(2, 0, 1))


def unstretched(vector: Sequence[float], rect: Rect) -> tuple[float, float]:
    """A direction in the square as a direction in the picture, of the same area's scale."""
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    mean = (width * height) ** 0.5
    return vector[0] * width / mean, vector[1] * height / mean
