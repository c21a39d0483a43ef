"""How much of a seat a camera sees at the moment."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.layout import Seat
from eval.sim.mesh import Floats

TOLERANCE_M = 0.05  # the depths' own roughness at an edge


def sitter_points(seat: Seat) -> Floats:
    """Points (n, 3) in the room through the trunk and head of someone who sits there."""
    trunk = [
        (x, height, z)
        for height in (0.55, 0.75, 0.95)
        for x in (-0.18, 0.0, 0.18)
        for z in (-0.12, 0.05)
    ]
    head = [(x, height, 0.03) for height in (1.12, 1.25) for x in (-0.07, 0.07)]
    return seat.to_world(trunk + head)


def share_seen(
    camera: Camera,
    points: Floats,
    ids: NDArray[np.int32],
    depths: NDArray[np.float32],
    own: Collection[int],
) -> float:
    """The share of `points` (n, 3) in the frame with nothing nearer before them but what is the
    seat's own: its chair, its person and their things, numbered `own`."""
    pixels, distances = camera.project(points)
    width, height = camera.size
    columns, rows = np.floor(pixels).astype(int).T
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    inside &= distances > NEAR_M
    columns, rows, distances = columns[inside], rows[inside], distances[inside]
    free = depths[rows, columns] >= distances - TOLERANCE_M
    free |= np.isin(ids[rows, columns], list(own))
    return float(free.sum()) / len(points)
