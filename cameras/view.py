"""Does a camera still look where it did? Pure.

Both sketches are cut into tiles, and each tile of the reference looks for itself nearby. Those
that find themselves and agree on one movement of the whole picture tell it; tiles in which people
come, go and sit find nothing, or something else each, and are outvoted.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from cameras.sketch import WIDTH, Sketch, edges

TILES = (4, 3)

FARTHEST = 0.09
"""Of the width: no corner may lie off by more if the picture is to be moved back. A hand-held
camera's drift in a clip that was judged rightly throughout is 0.075."""

STILL = 0.003
"""Of the width: less than half a column of a sketch, which is as exact as it gets."""

REACH = round(WIDTH * FARTHEST) + 4
FOUND = 0.3
"""How well a tile finds itself, -1..1. Tiles of other rooms get to 0.1 in the middle and seldom
to 0.3; those of the same one are at 0.4 to 0.95 in the middle."""

ENOUGH = 4
"""Tiles that must agree. Of the same view 7 to 12 do, of another one 0 to 2."""

ENOUGH_PART = 0.34
AGREE_PX = 1.5
TEXTURED = 0.03
"""Edges for each pixel of a tile: less is bare wall, which says nothing."""

BARE = 0.2
"""Of a tile's edges: with fewer left it is hidden by something smooth."""

HIDDEN_PART = 0.5
"""Of the tiles: so many hidden ones are a hand, a cloth or a bag at the lens."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a picture lies off: its middle to the ``right`` and ``down``, in parts of the width, and
    turned and grown about it by a complex factor of 1 + ``twist``."""

    right: float = 0.0
    down: float = 0.0
    twist: complex = 0.0

    def off(self, other: "Shift", shape: tuple[int, int]) -> float:
        """How far this lies from ``other`` at the corners of a picture of ``shape`` (h, w), in
        parts of its width."""
        corner = float(np.hypot(1.0, shape[0] / shape[1])) / 2
        middle = float(np.hypot(self.right - other.right, self.down - other.down))
        return middle + abs(self.twist - other.twist) * corner


NOT_SHIFTED = Shift()


@dataclass(frozen=True, slots=True)
class Same:
    """It looks where it did. ``sure`` is the part of the tiles that say so."""

    sure: float


@dataclass(frozen=True, slots=True)
class Shifted:
    """It looks nearly where it did: the picture can be moved back."""

    by: Shift
    sure: float


@dataclass(frozen=True, slots=True)
class Moved:
    """It looks elsewhere, or from elsewhere."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Something is before the lens."""


Verdict: TypeAlias = Same | Shifted | Moved | Covered


@dataclass(frozen=True, slots=True)
class _Tile:
    """Where a tile lies (its middle, in columns and rows), where it was found and how well."""

    at: tuple[float, float]
    off: tuple[float, float]
    score: float
    hidden: bool


def view_of(reference: Sketch, now: Sketch) -> Verdict:
    """What became of a camera's view. Raises ``ValueError`` for sketches of different shapes.

    A reference without texture is the same as anything: nothing can be told of it.
    """
    if reference.shape != now.shape:
        raise ValueError(f"a reference of {reference.shape} for a picture of {now.shape}")
    tiles = _tiles(reference, now)
    if len(tiles) < ENOUGH:
        return Same(0.0)
    if sum(tile.hidden for tile in tiles) >= HIDDEN_PART * len(tiles):
        return Covered()
    found = [tile for tile in tiles if tile.score >= FOUND]
    movement = _movement(found)
    if movement is None or movement.tiles < max(ENOUGH, ENOUGH_PART * len(tiles)):
        return Moved()
    sure = movement.tiles / len(tiles)
    off = movement.by.off(NOT_SHIFTED, (reference.shape[0], reference.shape[1]))
    if off > FARTHEST:
        return Moved()
    return Same(sure) if off <= STILL else Shifted(movement.by, sure)


def has_texture(sketch: Sketch) -> bool:
    """Whether a view can be known by this sketch of it."""
    return len(_tiles(sketch, sketch)) >= ENOUGH


def moved_back(image: Image, by: Shift) -> Image:
    """The picture (H, W, 3) as it would be without the shift; what came into view is lost, and
    the border is stretched over what left it. Takes milliseconds."""
    height, width = image.shape[:2]
    grown, turned = 1.0 + by.twist.real, by.twist.imag
    right = by.right * width + (1.0 - grown) * width / 2 + turned * height / 2
    down = by.down * width + (1.0 - grown) * height / 2 - turned * width / 2
    there = np.array([[grown, -turned, right], [turned, grown, down]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    back = cv2.warpAffine(image, there, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
    return back.astype(np.uint8, copy=False)


def _tiles(reference: Sketch, now: Sketch) -> list[_Tile]:
    """The reference's tiles that have texture."""
    height, width = reference.shape[:2]
    across, down = TILES
    around = cv2.copyMakeBorder(now, REACH, REACH, REACH, REACH, cv2.BORDER_CONSTANT)
    tiles = []
    for row in range(down):
        top, bottom = height * row // down, height * (row + 1) // down
        for column in range(across):
            left, right = width * column // across, width * (column + 1) // across
            tile = reference[top:bottom, left:right]
            texture = edges(tile)
            if texture < TEXTURED * (bottom - top) * (right - left):
                continue
            part = around[top : bottom + 2 * REACH, left : right + 2 * REACH]
            fit = cv2.matchTemplate(part, tile, cv2.TM_CCORR_NORMED)
            _, score, _, (x, y) = cv2.minMaxLoc(fit)
            tiles.append(
                _Tile(
                    ((left + right) / 2 - width / 2, (top + bottom) / 2 - height / 2),
                    (_peak(fit[y], x) - REACH, _peak(fit[:, x], y) - REACH),
                    score,
                    edges(now[top:bottom, left:right]) < BARE * texture,
                )
            )
    return tiles


def _peak(fit: NDArray[np.generic], at: int) -> float:
    """Where a parabola through the best value and its neighbours is highest."""
    if not 0 < at < len(fit) - 1:
        return float(at)
    before, best, after = (float(value) for value in fit[at - 1 : at + 2])
    bend = before - 2 * best + after
    return at if bend >= 0 else at + (before - after) / (2 * bend)


@dataclass(frozen=True, slots=True)
class _Movement:
    """A shift, and how many tiles agree on it."""

    by: Shift
    tiles: int


def _movement(found: list[_Tile]) -> _Movement | None:
    """The shift that most of the tiles agree on; None where too few do."""
    if len(found) < ENOUGH:
        return None
    before = np.array([tile.at for tile in found], np.float64)
    after = before + np.array([tile.off for tile in found], np.float64)
    matrix, agree = cv2.estimateAffinePartial2D(
        before, after, method=cv2.RANSAC, ransacReprojThreshold=AGREE_PX
    )
    if matrix is None:
        return None
    twist = complex(matrix[0, 0] - 1.0, matrix[1, 0])
    by = Shift(float(matrix[0, 2]) / WIDTH, float(matrix[1, 2]) / WIDTH, twist)
    return _Movement(by, int(agree.sum()))
