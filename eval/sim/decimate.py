"""Fewer triangles for people: vertices in one small cell become one."""

import numpy as np

from eval.sim.mesh import Floats
from eval.sim.skeleton import Rig
from eval.sim.surface import Layer

# A pixel is about a centimetre at the cameras' distance: faces and hands keep their shape with
# cells of about that size, limbs and trunk with coarser ones.
FINE_CELL_M = 0.020
CELL_M = 0.045
_FINE_PARTS = ("Head", "Neck", "Hand", "Fingers", "Fingertips", "Thumb", "ToeBase")
_FINE = [side + part for part in _FINE_PARTS for side in ("", "Left", "Right")]


def decimate(layer: Layer, rig: Rig) -> Layer:
    """The layer with fewer triangles, and most of them where people are looked at."""
    fine = np.isin(np.array(rig.names)[layer.weights.argmax(axis=1)], _FINE)
    return _clustered(layer, np.where(fine, FINE_CELL_M, CELL_M))


def _clustered(layer: Layer, sizes_m: Floats) -> Layer:
    """The layer with its vertices clustered in cells of `sizes_m` (n,); normals stay those of the
    full surface.

    Vertices are merged only where colour and chief bone agree, so that seams stay sharp.
    """
    chief = layer.weights.argmax(axis=1)
    cells = np.floor(layer.vertices / sizes_m[:, None])
    facing = np.round(layer.normals * 0.6)  # the two sides of a sleeve do not melt into one
    shade = np.round(layer.colours * 4)
    keys = np.concatenate([cells, facing, shade, chief[:, None]], axis=1).astype(np.int64)
    _, group = np.unique(keys, axis=0, return_inverse=True)
    group = group.reshape(-1)
    count = int(group.max()) + 1
    sizes = np.bincount(group, minlength=count)[:, None]

    def mean(values: Floats) -> Floats:
        sums = np.stack([np.bincount(group, column, count) for column in values.T], axis=1)
        averaged: Floats = sums / sizes
        return averaged

    faces = group[layer.faces]
    a, b, c = faces.T
    faces = np.unique(faces[(a != b) & (b != c) & (a != c)], axis=0)
    normals = mean(layer.normals)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    return Layer(mean(layer.vertices), normals, mean(layer.colours), mean(layer.weights), faces)
