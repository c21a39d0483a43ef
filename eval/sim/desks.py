"""Desks, the screens between them, and the boxes of both that hide what is behind.

All in their seat's frame, see `furniture`.
"""

import numpy as np

from eval.sim.desk_things import clutter, keyboard, monitor, mouse
from eval.sim.furniture import (
    DESK_BACK_M,
    DESK_DEPTH_M,
    DESK_FRONT_M,
    DESK_TOP_M,
    KEYBOARD_Z_M,
    STEEL,
    Colour,
)
from eval.sim.mesh import Floats, Mesh, box, merge
from eval.sim.script.parts import DeskModel, Furniture, Screens

PANEL: Colour = (0.42, 0.52, 0.62)
PANEL_THICK_M = 0.04
PANEL_HIGH_M = 1.12
CUBICLE_HIGH_M = 1.40
CUBICLE_FROM_Z_M = 0.15  # whoever leaves the seat passes between chair and panel
LOW_SCREEN_M, HIGH_SCREEN_M = (1.02, 0.50), (1.45, 0.85)  # height, depth from the desk's back
TOPS: dict[DeskModel, Colour] = {
    "panel": (0.80, 0.74, 0.64),
    "bench": (0.86, 0.85, 0.82),
    "cubicle": (0.70, 0.71, 0.72),
}
MONITOR_Z_M = 0.78
WIDE_DESK_M = 1.4

Box = tuple[Floats, Floats]
"""The low and the high corner (3,) of a box in the seat's frame, in metres."""


def desk(furniture: Furniture, width: float, rng: np.random.Generator) -> Mesh:
    """A desk of the model that `furniture` names, `width` metres wide, with its monitors, a
    keyboard, a mouse and harmless small things. Cups, food and phones are the script's."""
    middle = DESK_FRONT_M + DESK_DEPTH_M / 2
    top = box(
        (width - 0.02, 0.03, DESK_DEPTH_M),
        (0, DESK_TOP_M - 0.015, middle),
        TOPS[furniture.desk],
    )
    squeeze = min(1.0, width / WIDE_DESK_M)
    parts = [
        top,
        *_bearing(furniture.desk, width),
        *(_solid(each, PANEL) for each in _panels(furniture.desk, width)),
        keyboard().moved((0, DESK_TOP_M, KEYBOARD_Z_M)),
        mouse().moved((-0.31 * squeeze, DESK_TOP_M, KEYBOARD_Z_M)),
        *_monitors(furniture.monitors, squeeze, rng),
        *clutter(squeeze, rng),
    ]
    return merge(parts)


def side_screen(screens: Screens) -> Mesh | None:
    """The screen between two desks, in a frame whose origin lies on their common edge."""
    if screens == "none":
        return None
    high, deep = LOW_SCREEN_M if screens == "low" else HIGH_SCREEN_M
    return box((0.03, high, deep), (0, high / 2, DESK_BACK_M - deep / 2), PANEL)


def solids(furniture: Furniture, width: float) -> list[Box]:
    """The boxes of a desk that hide what is behind them: its top and its panels."""
    half = width / 2
    top = (
        np.array([-half, DESK_TOP_M - 0.04, DESK_FRONT_M]),
        np.array([half, DESK_TOP_M, DESK_BACK_M]),
    )
    return [top, *_panels(furniture.desk, width)]


def _panels(model: DeskModel, width: float) -> list[Box]:
    """What stands upright around a desk."""
    half = width / 2 - 0.01
    high = CUBICLE_HIGH_M if model == "cubicle" else PANEL_HIGH_M
    back = (
        np.array([-half, 0.0, DESK_BACK_M]),
        np.array([half, high, DESK_BACK_M + PANEL_THICK_M]),
    )
    if model == "bench":
        return []
    if model == "panel":
        return [back]
    sides = [
        (
            np.array([left, 0.0, CUBICLE_FROM_Z_M]),
            np.array([left + PANEL_THICK_M, CUBICLE_HIGH_M, DESK_BACK_M]),
        )
        for left in (-half, half - PANEL_THICK_M)
    ]
    return [back, *sides]


def _bearing(model: DeskModel, width: float) -> list[Mesh]:
    """What bears the top: boards at the sides, or four legs and a rail."""
    high = DESK_TOP_M - 0.03
    middle = DESK_FRONT_M + DESK_DEPTH_M / 2
    if model == "panel":
        size, grey = (0.04, high, DESK_DEPTH_M - 0.08), (0.62, 0.63, 0.65)
        return [box(size, (x, high / 2, middle), grey) for x in _sides(width / 2 - 0.05)]
    if model == "cubicle":
        size = (width - 0.24, 0.05, 0.04)
        return [box(size, (0, high - 0.05, DESK_BACK_M - 0.06), STEEL)]
    legs = [
        box((0.05, high, 0.05), (x, high / 2, middle + z), STEEL)
        for x in _sides(width / 2 - 0.06)
        for z in _sides(DESK_DEPTH_M / 2 - 0.05)
    ]
    return [*legs, box((width - 0.2, 0.04, 0.03), (0, high - 0.03, DESK_BACK_M - 0.05), STEEL)]


def _monitors(count: int, squeeze: float, rng: np.random.Generator) -> list[Mesh]:
    """None, one in the middle, or two side by side that look at the sitter."""
    askew = float(rng.uniform(-0.08, 0.08))
    turn = float(rng.uniform(-0.12, 0.12))
    if count == 0:
        return []
    if count == 1:
        return [monitor(rng).moved((askew, DESK_TOP_M, MONITOR_Z_M), turn)]
    return [
        monitor(rng).moved((side * 0.29 * squeeze + askew / 4, DESK_TOP_M, MONITOR_Z_M), side * 0.2)
        for side in (-1, 1)
    ]


def _solid(each: Box, colour: Colour) -> Mesh:
    low, high = each
    return box(high - low, (low + high) / 2, colour)


def _sides(far: float) -> tuple[float, float]:
    return (-far, far)
