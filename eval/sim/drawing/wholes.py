"""Whole boxes and areas: every figure and thing drawn by itself into a tile of one picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import Camera
from eval.sim.drawing.moment import Whole
from eval.sim.mesh import Floats

NOTHING = Whole(None, 0.0)


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the wide picture (from x, y from its bottom left, so many pixels wide and high)
    and where it is drawn on a sheet."""

    number: int
    x: int
    y: int
    width: int
    height: int
    at_x: int = 0
    at_y: int = 0


def tiles_of(boxes: Floats, size: tuple[int, int], numbers: NDArray[np.integer]) -> list[Tile]:
    """A tile for each of the `numbers` whose box (one of (n, 4), in pixels of a picture of `size`)
    meets the wide picture, which has twice the width and height around the same middle."""
    width, height = size
    tiles = []
    for number in numbers:
        x0, y0, x1, y1 = boxes[number]
        left, right = _span(x0 + width / 2, x1 + width / 2, 2 * width)
        # rows count from the bottom there
        low, high = _span(1.5 * height - y1, 1.5 * height - y0, 2 * height)
        if right > left and high > low:
            tiles.append(Tile(int(number), left, low, right - left, high - low))
    return tiles


def packed(tiles: list[Tile], sheet: tuple[int, int]) -> list[list[Tile]]:
    """The tiles with their places on sheets of `sheet` pixels, a list per sheet: on shelves, the
    highest first. No tile may be larger than a sheet."""
    sheets: list[list[Tile]] = [[]] if tiles else []
    x = y = shelf = 0
    for tile in sorted(tiles, key=lambda tile: (-tile.height, tile.number)):
        if x + tile.width > sheet[0]:
            x, y = 0, y + shelf
            shelf = 0
        if y + tile.height > sheet[1]:
            sheets.append([])
            x = y = shelf = 0
        sheets[-1].append(Tile(tile.number, tile.x, tile.y, tile.width, tile.height, x, y))
        x += tile.width
        shelf = max(shelf, tile.height)
    return sheets


def measured(covered: NDArray[np.bool_], tile: Tile, lens: Camera, ideal: Camera) -> Whole:
    """Box and area in the frame of `lens`, from a tile's mask (height, width), bottom row first,
    as the `ideal` camera sees it."""
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    if not len(rows):
        return NOTHING
    # pixels from the middle of the picture, y down
    left, top = tile.x - ideal.size[0], ideal.size[1] - tile.y
    if ideal == lens:
        middle = np.array(lens.size) / 2
        box = (
            float(left + columns[0] + middle[0]),
            float(top - rows[-1] - 1 + middle[1]),
            float(left + columns[-1] + 1 + middle[0]),
            float(top - rows[0] + middle[1]),
        )
        return Whole(box, float(np.count_nonzero(covered)))
    high, low = rows[-1] + 1, rows[0]
    inside = covered[low:high]
    first, last = inside.argmax(axis=1), inside.shape[1] - inside[:, ::-1].argmax(axis=1)
    kept = inside.any(axis=1)
    heights = np.arange(low, high)[kept]
    ends = np.concatenate(
        [
            np.stack([left + side[kept] * 1.0, top - (heights + up)], axis=1)
            for side in (first, last)
            for up in (0, 1)
        ]
    )
    bent = lens.bent(ends / lens.focal_px) * lens.focal_px + np.array(lens.size) / 2
    at_y, at_x = np.nonzero(covered)
    pixels = np.stack([left + at_x + 0.5, top - at_y - 0.5], axis=1) / lens.focal_px
    (x0, y0), (x1, y1) = bent.min(axis=0), bent.max(axis=0)
    return Whole((float(x0), float(y0), float(x1), float(y1)), _shown_area(pixels, lens))


def _shown_area(points: Floats, lens: Camera) -> float:
    """How many pixels of the frame so many of the straight picture at `points` (n, 2) of the plane
    at distance 1 become: the determinant of the lens's curve, summed."""
    k1, k2 = lens.distortion
    square = (points**2).sum(axis=1)
    across = 1 + k1 * square + k2 * square**2
    along = 1 + 3 * k1 * square + 5 * k2 * square**2
    return float(np.maximum(across * along, 0.0).sum())


def _span(low: float, high: float, most: int) -> tuple[int, int]:
    """Whole pixels round a span, within 0 and `most`."""
    return max(int(np.floor(max(low, 0.0))), 0), min(int(np.ceil(min(high, float(most)))), most)
