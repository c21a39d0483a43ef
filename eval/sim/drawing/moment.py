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
    """The lamps (1 is a well-lit office), daylight, and warmth from -1 (cold) to 1 (warm)."""

    level: float = 1.0
    daylight: float = 1.0
    warmth: float = 0.0

    def colour(self, factor: float) -> Floats:
        """The light's colour (3,) when the lamps give `factor` of their level: what comes through
        the windows stays."""
        strength = 0.85 * self.level * factor + 0.15 * self.daylight
        return strength * np.array([1 + 0.10 * self.warmth, 1.0, 1 - 0.14 * self.warmth])


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
