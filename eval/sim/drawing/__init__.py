"""Drawing with OpenGL: pictures with soft shadows, and who and what covers which pixel."""

from eval.sim.drawing.context import DrawingUnavailableError
from eval.sim.drawing.moment import Figure, Lights, Moment, Seen, Thing, Whole
from eval.sim.drawing.renderer import Renderer

__all__ = [
    "DrawingUnavailableError",
    "Figure",
    "Lights",
    "Moment",
    "Renderer",
    "Seen",
    "Thing",
    "Whole",
]
