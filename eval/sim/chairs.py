"""Chairs, each with its seat over the origin and its back at -z."""

import numpy as np

from eval.sim.furniture import DARK, SEAT_TOP_M, STEEL, Colour
from eval.sim.mesh import Mesh, box, cushion, lathe, merge
from eval.sim.script.parts import ChairModel

MESH_BACK: Colour = (0.13, 0.13, 0.14)


def chair(model: ChairModel, fabric: Colour, rng: np.random.Generator) -> Mesh:
    """A chair with this fabric; all have backs of about a metre, over which a jacket can hang."""
    match model:
        case "task":
            return merge([_padded_seat(fabric), *_padded_back(fabric), *_arms(), *_castors()])
        case "mesh":
            arms = _arms() if rng.random() < 0.6 else []
            return merge([_padded_seat(fabric), *_mesh_back(), *arms, *_castors()])
        case "visitor":
            return _visitor(fabric)


def _padded_seat(fabric: Colour) -> Mesh:
    return cushion((0.50, 0.10, 0.48), (0, SEAT_TOP_M - 0.05, 0), fabric, 0.45)


def _padded_back(fabric: Colour) -> list[Mesh]:
    back = cushion((0.46, 0.56, 0.09), (0, 0.28, 0), fabric, 0.45)
    return [
        back.tilted(-0.16).moved((0, 0.55, -0.21)),
        box((0.07, 0.34, 0.03), (0, 0.57, -0.27), DARK),
        box((0.07, 0.03, 0.22), (0, 0.40, -0.18), DARK),
    ]


def _mesh_back() -> list[Mesh]:
    """A thin, dark sheet with round corners, a bar across it, and the spine that bears it. A sheet
    in a square frame looks like a screen, to a detector too."""
    sheet = [
        cushion((0.46, 0.56, 0.035), (0, 0.28, 0), MESH_BACK, 0.35),
        box((0.36, 0.05, 0.03), (0, 0.14, 0.02), DARK),
    ]
    return [
        merge(sheet).tilted(-0.16).moved((0, 0.54, -0.22)),
        box((0.05, 0.36, 0.04), (0, 0.58, -0.29), DARK),
        box((0.06, 0.04, 0.28), (0, 0.40, -0.18), DARK),
    ]


def _arms() -> list[Mesh]:
    return [
        part
        for side in (-1, 1)
        for part in (
            box((0.05, 0.03, 0.26), (side * 0.28, 0.665, 0.02), DARK),
            box((0.03, 0.25, 0.04), (side * 0.28, 0.535, -0.02), DARK),
        )
    ]


def _castors() -> list[Mesh]:
    """The column and a star of five legs on castors."""
    parts = [
        lathe([(0.025, 0.1), (0.03, 0.39)], STEEL, 8),
        lathe([(0.06, 0.06), (0.05, 0.14)], DARK, 8),
    ]
    for spoke in range(5):
        heading = spoke * 2 * np.pi / 5
        parts += [
            box((0.045, 0.035, 0.30), (0, 0.085, 0.15), DARK).moved((0, 0, 0), heading),
            lathe([(0.0, -0.03), (0.03, -0.028), (0.03, 0.028), (0.0, 0.03)], DARK, 8)
            .tilted(np.pi / 2)
            .moved((0, 0.03, 0.29))
            .moved((0, 0, 0), heading),
        ]
    return parts


def _visitor(fabric: Colour) -> Mesh:
    """Four steel legs, a seat and a back, no arms."""
    parts = [
        cushion((0.46, 0.07, 0.46), (0, SEAT_TOP_M - 0.035, 0), fabric, 0.3),
        cushion((0.44, 0.34, 0.05), (0, 0.17, 0), fabric, 0.3)
        .tilted(-0.14)
        .moved((0, 0.68, -0.225)),
    ]
    for side in (-1, 1):
        parts += [
            box((0.025, SEAT_TOP_M - 0.05, 0.025), (side * 0.21, 0.21, 0.20), STEEL),
            box((0.025, SEAT_TOP_M - 0.05, 0.025), (side * 0.21, 0.21, -0.22), STEEL),
            box((0.025, 0.03, 0.44), (side * 0.21, SEAT_TOP_M - 0.075, -0.01), STEEL),
            box((0.025, 0.58, 0.025), (0, 0.29, 0), STEEL)
            .tilted(-0.14)
            .moved((side * 0.20, 0.40, -0.205)),
        ]
    return merge(parts)
