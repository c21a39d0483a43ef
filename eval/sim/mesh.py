"""Triangle meshes with a colour per vertex, and the few solids that furniture is made of."""

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Material(IntEnum):
    """How the shader treats a surface; the numbers are known to `drawing/shaders.py`."""

    MATTE = 0
    CARPET = 1
    CEILING = 2
    GLOW = 3  # shines by itself, however dark the room
    LAMP = 4
    WINDOW = 5


@dataclass(frozen=True, slots=True)
class Mesh:
    """Triangles: vertices (n, 3) in metres, normals (n, 3), sRGB colours (n, 3) 0..1,
    material codes (n,), faces (m, 3)."""

    vertices: Floats
    normals: Floats
    colours: Floats
    materials: Floats
    faces: Ints

    def moved(self, offset: ArrayLike, heading: float = 0.0) -> "Mesh":
        """This mesh turned by `heading` radians about the vertical, then shifted (3,) metres."""
        turn = turn_about_y(heading)
        return replace(
            self,
            vertices=self.vertices @ turn.T + np.asarray(offset, float),
            normals=self.normals @ turn.T,
        )

    def tilted(self, pitch: float) -> "Mesh":
        """This mesh turned by `pitch` radians about x: positive leans its top towards +z."""
        cos, sin = np.cos(pitch), np.sin(pitch)
        turn = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
        return replace(self, vertices=self.vertices @ turn.T, normals=self.normals @ turn.T)


def turn_about_y(heading: float) -> Floats:
    """The rotation (3, 3) that takes +z to the heading (sin, 0, cos)."""
    cos, sin = np.cos(heading), np.sin(heading)
    return np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])


def merge(meshes: list[Mesh]) -> Mesh:
    """All meshes as one."""
    starts = np.cumsum([0] + [len(m.vertices) for m in meshes])
    return Mesh(
        np.concatenate([m.vertices for m in meshes]),
        np.concatenate([m.normals for m in meshes]),
        np.concatenate([m.colours for m in meshes]),
        np.concatenate([m.materials for m in meshes]),
        np.concatenate([m.faces + start for m, start in zip(meshes, starts, strict=False)]),
    )


def flat(
    vertices: ArrayLike, faces: ArrayLike, colour: ArrayLike, material: Material = Material.MATTE
) -> Mesh:
    """A mesh of flat faces: every triangle gets its own three vertices and its own normal."""
    corners = np.asarray(vertices, float)[np.asarray(faces)]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    count = 3 * len(corners)
    return Mesh(
        corners.reshape(-1, 3),
        np.repeat(across, 3, axis=0),
        np.tile(np.asarray(colour, float), (count, 1)),
        np.full(count, float(material)),
        np.arange(count).reshape(-1, 3),
    )


def box(
    size: ArrayLike,
    centre: ArrayLike,
    colour: ArrayLike,
    material: Material = Material.MATTE,
) -> Mesh:
    """A box of `size` (x, y, z) metres round `centre`."""
    signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = [face for a, b, c, d in quads for face in ((a, b, c), (a, c, d))]
    return flat(
        signs * np.asarray(size, float) / 2 + np.asarray(centre, float), faces, colour, material
    )


def quad(corners: ArrayLike, colour: ArrayLike, material: Material = Material.MATTE) -> Mesh:
    """A flat four-sided face with `corners` (4, 3), seen from where they run anticlockwise."""
    return flat(corners, [(0, 1, 2), (0, 2, 3)], colour, material)


def lathe(profile: ArrayLike, colour: ArrayLike, sides: int = 12) -> Mesh:
    """A solid of revolution about the vertical: `profile` (k, 2) is radius and height in metres,
    from the bottom up."""
    rings = np.asarray(profile, float)
    angles = np.arange(sides) * 2 * np.pi / sides
    circle = np.stack([np.sin(angles), np.zeros(sides), np.cos(angles)], axis=1)
    vertices = np.concatenate([circle * radius + (0.0, height, 0.0) for radius, height in rings])
    slopes = np.gradient(rings, axis=0)
    outward = np.stack([slopes[:, 1], -slopes[:, 0]], axis=1)
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    normals = np.concatenate([circle * out + (0.0, up, 0.0) for out, up in outward])
    return _grid_mesh(vertices, normals, colour, len(rings), sides)


def cushion(
    size: ArrayLike, centre: ArrayLike, colour: ArrayLike, square: float = 0.4, sides: int = 20
) -> Mesh:
    """A pillow of `size` (x, y, z) metres: a superellipsoid, the squarer the smaller `square`
    (1 is an ellipsoid, 0 a box), with `sides` corners around."""
    rows = sides // 2 - 1
    tilt = np.linspace(-np.pi / 2, np.pi / 2, rows)
    around = np.arange(sides) * 2 * np.pi / sides
    tilts, arounds = (grid.ravel() for grid in np.meshgrid(tilt, around, indexing="ij"))

    def power(value: Floats, exponent: float) -> Floats:
        out: Floats = np.sign(value) * np.abs(value) ** exponent
        return out

    def surface(exponent: float, radii: Floats) -> Floats:
        ring = power(np.cos(tilts), exponent)
        return radii * np.stack(
            [
                ring * power(np.sin(arounds), exponent),
                power(np.sin(tilts), exponent),
                ring * power(np.cos(arounds), exponent),
            ],
            axis=1,
        )

    half = np.asarray(size, float) / 2
    normals = surface(2 - square, 1 / half)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return _grid_mesh(
        surface(square, half) + np.asarray(centre, float), normals, colour, rows, sides
    )


def _grid_mesh(vertices: Floats, normals: Floats, colour: ArrayLike, rows: int, sides: int) -> Mesh:
    """Rings of `sides` vertices joined into a closed band of triangles."""
    faces = []
    for row in range(rows - 1):
        for side in range(sides):
            a, b = row * sides + side, row * sides + (side + 1) % sides
            faces += [(a, b, b + sides), (a, b + sides, a + sides)]
    count = len(vertices)
    return Mesh(
        vertices,
        normals,
        np.tile(np.asarray(colour, float), (count, 1)),
        np.full(count, float(Material.MATTE)),
        np.array(faces),
    )
