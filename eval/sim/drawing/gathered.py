"""All that moves at one moment in arrays: bones, and where in the picture each of it can be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.drawing.levels import level_at
from eval.sim.drawing.light import KEY
from eval.sim.drawing.moment import Moment
from eval.sim.drawing.shapes import Shape
from eval.sim.mesh import Floats

ANYWHERE = 1e6  # pixels from the middle: what comes through the camera's own plane


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures, then things (n of them): their shapes, all their bones (b, 3, 4), the first bone of
    each (n,), boxes [x0, y0, x1, y1] in pixels of the camera's picture that hold each of them and
    each with its shadow (n, 4), and depths (n,) in metres of the nearest of each."""

    shapes: list[Shape]
    bones: Floats
    first: NDArray[np.int64]
    boxes: Floats
    shaded: Floats
    depths: Floats
    levels: list[int]

    def in_view(self, size: tuple[int, int]) -> list[int]:
        """Which can be in a picture of `size` pixels, the nearest first: what they hide costs no
        shading."""
        inside = np.flatnonzero(_meet(self.boxes, size))
        return [int(one) for one in inside[np.argsort(self.depths[inside], kind="stable")]]

    def shading(self, size: tuple[int, int]) -> list[int]:
        """Which can be in a picture of `size` pixels, or cast a shadow there."""
        return [int(one) for one in np.flatnonzero(_meet(self.shaded, size))]


def gather(moment: Moment, bodies: list[Shape], meshes: list[Shape], camera: Camera) -> Gathered:
    """What is in a moment, for a camera without distortion.

    Raises `ValueError` for bone transforms that do not fit the body.
    """
    shapes = [bodies[figure.body] for figure in moment.figures]
    shapes += [meshes[thing.mesh] for thing in moment.things]
    moves = [figure.transforms for figure in moment.figures]
    moves += [thing.place[None, :3] for thing in moment.things]
    for shape, move in zip(shapes, moves, strict=True):
        if move.shape != (len(shape.boxes), 3, 4):
            raise ValueError(f"transforms {move.shape} for a body of {len(shape.boxes)} bones")
    if not shapes:
        none = np.zeros((0, 4))
        return Gathered([], np.zeros((0, 3, 4)), np.zeros(0, int), none, none, np.zeros(0), [])
    bones = np.concatenate(moves)
    first = np.cumsum([0] + [len(move) for move in moves[:-1]])
    points = np.einsum("bij,bkj->bki", bones, np.concatenate([shape.boxes for shape in shapes]))
    # Down the key light to the floor: what lies between is in the shadow's way.
    fallen = points - KEY * np.maximum(points[:, :, 1:2] / KEY[1], 0.0)
    boxes, depths = _boxes(points, first, camera)
    below, _ = _boxes(fallen, first, camera)
    shaded = np.concatenate(
        [np.minimum(boxes[:, :2], below[:, :2]), np.maximum(boxes[:, 2:], below[:, 2:])], axis=1
    )
    levels = [level_at(float(depth) / camera.focal_px) for depth in depths]
    return Gathered(shapes, bones, first, boxes, shaded, depths, levels)


def _boxes(points: Floats, first: NDArray[np.int64], camera: Camera) -> tuple[Floats, Floats]:
    """Boxes (n, 4) in pixels round each run of points (b, 8, 3) and the least depths (n,)."""
    matrix = camera.matrix()
    clip = points @ matrix[:, :3].T + matrix[:, 3]
    depth = clip[:, :, 3]
    with np.errstate(invalid="ignore"):
        behind = depth < NEAR_M
        safe = np.where(behind, NEAR_M, depth)
        x = (clip[:, :, 0] / safe + 1) / 2 * camera.size[0]
        y = (1 - clip[:, :, 1] / safe) / 2 * camera.size[1]
    low = np.stack([_least(side, first) for side in (x, y)], axis=1)
    high = np.stack([_most(side, first) for side in (x, y)], axis=1)
    nearest, furthest = _least(depth, first), _most(depth, first)
    through = (nearest < NEAR_M) & (furthest >= NEAR_M)
    low[through], high[through] = -ANYWHERE, ANYWHERE
    gone = ~(furthest >= NEAR_M)  # behind the camera, or nothing to draw
    low[gone], high[gone] = ANYWHERE, -ANYWHERE
    return np.concatenate([low, high], axis=1), np.nan_to_num(nearest, nan=0.0)


def _least(values: Floats, first: NDArray[np.int64]) -> Floats:
    least: Floats = np.fmin.reduceat(np.fmin.reduce(values, axis=1), first)
    return least


def _most(values: Floats, first: NDArray[np.int64]) -> Floats:
    most: Floats = np.fmax.reduceat(np.fmax.reduce(values, axis=1), first)
    return most


def _meet(boxes: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    meets: NDArray[np.bool_] = (
        (boxes[:, 0] < size[0]) & (boxes[:, 1] < size[1]) & (boxes[:, 2] > 0) & (boxes[:, 3] > 0)
    )
    return meets
