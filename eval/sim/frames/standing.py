"""Screens, keyboards and mice on desks: where a camera sees them.

They are part of the furniture, which the renderer numbers 0, so they are found by depth: points on
them are seen where nothing drawn is nearer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.frames.classes import KEYBOARD, MOUSE, TV
from eval.sim.furniture import DESK_TOP_M, KEYBOARD_Z_M
from eval.sim.layout import Seat
from eval.sim.mesh import Floats, Material, Mesh

SCREEN_M2 = 0.51 * 0.29
BACK_M = 0.05  # from a screen's face to the back of its case
ROWS, COLUMNS = 7, 11
NEARER_M = 0.03
LEAST_SEEN = 0.35
LEAST_PX = 5.0
WIDE_DESK_M = 1.4

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing that never moves: its COCO class, points (n, 3) of the room on it, and how many of
    them can be seen at once."""

    number: int
    points: Floats
    side: int


def standing_things(furniture: Mesh, seats: Sequence[Seat]) -> list[Standing]:
    """All screens, keyboards and mice of a room."""
    found = [Standing(TV, points, ROWS * COLUMNS) for points in _screens(furniture)]
    for seat in seats:
        squeeze = min(1.0, seat.width / WIDE_DESK_M)
        top = DESK_TOP_M + 0.02
        for number, x, wide, deep in (
            (KEYBOARD, 0.0, 0.44, 0.14),
            (MOUSE, -0.31 * squeeze, 0.06, 0.10),
        ):
            points = _flat(seat, x, wide, deep, top)
            found.append(Standing(number, points, len(points)))
    return found


def seen_boxes(
    things: Sequence[Standing], camera: Camera, ids: NDArray[np.int32], depth: NDArray[np.float32]
) -> Iterator[tuple[int, Box]]:
    """The class and the visible box [x0, y0, x1, y1] in pixels of each thing that is seen well
    enough to be labelled."""
    width, height = camera.size
    for thing in things:
        pixels, distances = camera.project(thing.points)
        columns, rows = np.floor(pixels).astype(int).T
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        inside &= distances > NEAR_M
        at = rows[inside], columns[inside]
        seen = (depth[at] >= distances[inside] - NEARER_M) & (ids[at] == 0)
        if seen.sum() < LEAST_SEEN * thing.side:
            continue
        x, y = pixels[inside][seen].T
        box = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        if min(box[2] - box[0], box[3] - box[1]) >= LEAST_PX:
            yield thing.number, box


def _screens(furniture: Mesh) -> Iterator[Floats]:
    """Points on the face and on the back of every screen: the large glowing quads."""
    glowing = furniture.materials[furniture.faces[:, 0]] == Material.GLOW
    faces = furniture.faces[glowing]
    first, second, third = (furniture.vertices[faces[:, corner]] for corner in range(3))
    across = np.cross(second - first, third - first)
    areas = np.linalg.norm(across, axis=1) / 2
    for number in np.flatnonzero(np.abs(areas - SCREEN_M2 / 2) < 0.02 * SCREEN_M2):
        # A quad's triangles are (0, 1, 2) and (0, 2, 3): the first one's first corner is the
        # screen's, its second lies beside it.
        if number + 1 >= len(faces) or not np.allclose(first[number], first[number + 1]):
            continue
        corner, along, opposite = first[number], second[number], third[number]
        shares = np.linspace(0, 1, COLUMNS), np.linspace(0, 1, ROWS)
        u, v = (grid.ravel()[:, None] for grid in np.meshgrid(*shares))
        face = corner + u * (along - corner) + v * (opposite - along)
        normal = across[number] / np.linalg.norm(across[number])
        yield np.concatenate([face, face - BACK_M * normal])


def _flat(seat: Seat, x: float, wide: float, deep: float, height: float) -> Floats:
    """Points on a level rectangle."""
    shares = np.linspace(-0.5, 0.5, COLUMNS), np.linspace(-0.5, 0.5, ROWS)
    u, v = (grid.ravel() for grid in np.meshgrid(*shares))
    local = np.stack([x + u * wide, np.full_like(u, height), KEYBOARD_Z_M + v * deep], axis=1)
    return seat.to_world(local)
