"""Skinned surfaces: layers of a body that can be cut, puffed up, smoothed and joined."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from eval.sim.mesh import Floats, Ints


@dataclass(frozen=True, slots=True)
class Layer:
    """A surface at rest: vertices, normals and colours (n, 3), weights (n, bones),
    faces (m, 3)."""

    vertices: Floats
    normals: Floats
    colours: Floats
    weights: Floats
    faces: Ints

    def puffed(self, metres: ArrayLike) -> "Layer":
        """Moved outwards by `metres`, one or (n,)."""
        by = np.broadcast_to(np.asarray(metres, float), len(self.vertices))
        return replace(self, vertices=self.vertices + self.normals * by[:, None])

    def painted(self, colour: ArrayLike) -> "Layer":
        """All in one colour."""
        return replace(self, colours=np.tile(np.asarray(colour, float), (len(self.vertices), 1)))

    def smoothed(self, rounds: int) -> "Layer":
        """Each vertex drawn halfway to the mean of its neighbours, `rounds` times: cloth spans
        the hollows of a body."""
        edges = np.concatenate([self.faces[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
        ends = np.concatenate([edges, edges[:, ::-1]])
        degree = np.maximum(np.bincount(ends[:, 0], minlength=len(self.vertices)), 1)
        vertices = self.vertices
        for _ in range(rounds):
            mean = _sums(ends[:, 0], vertices[ends[:, 1]], len(vertices)) / degree[:, None]
            vertices = (vertices + mean) / 2
        return replace(self, vertices=vertices, normals=vertex_normals(vertices, self.faces))


def cut(layer: Layer, keep: NDArray[np.bool_]) -> Layer:
    """The faces whose corners are all kept, without the other vertices."""
    faces = layer.faces[keep[layer.faces].all(axis=1)]
    used, renumbered = np.unique(faces, return_inverse=True)
    return Layer(
        layer.vertices[used],
        layer.normals[used],
        layer.colours[used],
        layer.weights[used],
        renumbered.reshape(-1, 3),
    )


def join(layers: list[Layer]) -> Layer:
    """All layers as one."""
    starts = np.cumsum([0] + [len(layer.vertices) for layer in layers])
    return Layer(
        np.concatenate([layer.vertices for layer in layers]),
        np.concatenate([layer.normals for layer in layers]),
        np.concatenate([layer.colours for layer in layers]),
        np.concatenate([layer.weights for layer in layers]),
        np.concatenate([layer.faces + start for layer, start in zip(layers, starts, strict=False)]),
    )


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Unit normals (n, 3), each the area-weighted mean of the faces (m, 3 or 4) around."""
    if faces.shape[1] == 4:
        faces = np.concatenate([faces[:, :3], faces[:, [0, 2, 3]]])
    corners = vertices[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = sum(_sums(faces[:, corner], across, len(vertices)) for corner in range(3))
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    unit: Floats = normals / np.maximum(lengths, 1e-12)
    return unit


def _sums(places: Ints, values: Floats, count: int) -> Floats:
    """Rows of `values` (k, 3) added up by place, (count, 3)."""
    return np.stack([np.bincount(places, values[:, axis], count) for axis in range(3)], axis=1)
