"""A made-up crop of a seat: edges and surfaces, in any light, with a sensor's noise."""

from functools import cache

import cv2
import numpy as np

from cameras.frame import Image

SHAPE = (220, 180)


def desk_scene(
    light: float = 1.0,
    noise: int = 0,
    things: int = 12,
    sitter: tuple[float, float] | None = None,
    moved: tuple[int, int] = (0, 0),
    seed: int = 5,
) -> Image:
    """A tidy seat (220, 180, 3) at a factor of ``light``; ``noise`` seeds 3 levels of grain.

    ``sitter`` is where a person's middle is, in parts of the picture. ``moved`` is by how many
    pixels (right, down) the camera's picture is off.
    """
    scene = np.roll(_scene(things, sitter, seed), (moved[1], moved[0]), axis=(0, 1))
    if noise:
        grain = np.random.default_rng(noise).integers(-5, 6, SHAPE, np.int16)
        return np.clip(scene * np.float32(light) + grain[:, :, None], 0, 255).astype(np.uint8)
    return np.clip(scene * np.float32(light), 0, 255).astype(np.uint8)


@cache
def _scene(things: int, sitter: tuple[float, float] | None, seed: int) -> Image:
    rng = np.random.default_rng(seed)
    height, width = SHAPE
    scene = np.full((height, width, 3), (120, 130, 140), np.uint8)
    for _ in range(things):
        left, top = rng.integers(0, width - 30), rng.integers(0, height - 30)
        wide, tall = rng.integers(15, 90, 2)
        colour = tuple(int(each) for each in rng.integers(40, 200, 3))
        cv2.rectangle(scene, (left, top), (left + wide, top + tall), colour, -1)
    if sitter is not None:
        x, y = round(sitter[0] * width), round(sitter[1] * height)
        cv2.ellipse(scene, (x, y), (45, 70), 0, 0, 360, (60, 40, 30), -1)
        cv2.circle(scene, (x, y - 85), 22, (120, 150, 200), -1)
    return scene
