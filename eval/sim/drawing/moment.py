"""What is to be drawn, and what drawing tells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.sim.mesh import Floats


@dataclass(frozen=True, slots=True)
class Figure:
    """A person to draw: which body, and its bone transforms (bones, 3, 4)."""

    body: int
    transforms: Floats


@dataclass(frozen=True, slots=True)
class Thing:
    """A chair or a thing to draw: which mesh, and its place (4, 4)."""

    mesh: int
    place: Floats


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that moves, at one time; `light` is a factor of what the lamps give."""

    figures: list[Figure]
    things: list[Thing]
    light: float = 1.0


@dataclass(frozen=True, slots=True)
class Lights:
    """Light as factors of a usual office by day: `level` of the lamps (0.05 a night light, 1
    usual, 1.2 bright), `daylight` through the windows (0 at night), `warmth` of the lamps' colour
    (-1 cold to 1 warm), `infrared`, the camera's own light, that night cameras see."""

    level: float = 1.0
    daylight: float = 1.0
    warmth: float = 0.0
    infrared: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What each pixel (height, width) shows: `ids` 0 for what never moves, 1.. for the figures in
    order, then the things; `depth` in metres along the optical axis, 0 where there is nothing."""

    ids: NDArray[np.int32]
    depth: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure or thing as if nothing were in the way: the box [x0, y0, x1, y1] in pixels, beyond
    the frame too, and the area in pixels; None and 0 where nothing of it is before the camera."""

    box: tuple[float, float, float, float] | None
    area: float
