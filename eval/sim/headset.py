"""The headset that agents wear: two cups, a band over the head, a microphone on a boom."""

from itertools import pairwise

import numpy as np

from eval.sim.mesh import Floats, Mesh, box, cushion, merge
from eval.sim.surface import Layer

COLOUR = (0.09, 0.09, 0.10)
BAND_PIECES = 9


def headset(ear: Floats, crown: float, bones: int, head: int) -> Layer:
    """A headset for someone whose left ear is at `ear` (3,) with the top of the hair at height
    `crown`, hung on the bone `head` of `bones`."""
    half, height, depth = float(ear[0]) + 0.012, float(ear[1]), float(ear[2])
    parts = [
        cushion((0.035, 0.07, 0.06), (side * half, height, depth), COLOUR, 0.6) for side in (-1, 1)
    ]
    parts += _band(half, height, crown - height + 0.008, depth)
    parts.append(_rod((half, height - 0.02, depth + 0.02), (0.035, height - 0.075, depth + 0.12)))
    mesh = merge(parts)
    weights = np.zeros((len(mesh.vertices), bones))
    weights[:, head] = 1.0
    return Layer(mesh.vertices, mesh.normals, mesh.colours, weights, mesh.faces)


def _band(half: float, height: float, rise: float, depth: float) -> list[Mesh]:
    """Short pieces along half an ellipse from ear to ear."""
    angles = np.linspace(0, np.pi, BAND_PIECES + 1)
    ends = np.stack(
        [half * np.cos(angles), height + rise * np.sin(angles), np.full(len(angles), depth)], axis=1
    )
    return [_rod(tuple(start), tuple(end), 0.022) for start, end in pairwise(ends)]


def _rod(start: tuple[float, ...], end: tuple[float, ...], thick: float = 0.012) -> Mesh:
    """A straight square rod from one point to another."""
    first, second = np.array(start), np.array(end)
    along = second - first
    length = float(np.linalg.norm(along))
    heading = float(np.arctan2(along[0], along[2]))
    pitch = float(np.arccos(np.clip(along[1] / length, -1, 1)))
    return (
        box((thick, length, thick), (0, 0, 0), COLOUR)
        .tilted(pitch)
        .moved((first + second) / 2, heading)
    )
