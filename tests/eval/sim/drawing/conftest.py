"""A room of a floor and a wall, a cube that is a body and a cube that is a thing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import numpy as np
import pytest

from eval.sim.camera import Camera
from eval.sim.drawing import DrawingUnavailableError, Figure, Lights, Renderer, Thing
from eval.sim.mesh import Mesh, box
from eval.sim.surface import Layer

CAMERA = Camera("c", (0.0, 1.0, 4.0), (0.0, 1.0, 0.0), 60.0, (160, 90))
FLOOR = box((10, 0.1, 10), (0, -0.05, 0), (0.5, 0.5, 0.5))
WALL = box((1.0, 3.0, 0.1), (1.0, 1.5, 1.0), (0.2, 0.2, 0.8))
CUBE = box((0.5, 0.5, 0.5), (0, 1, 0), (0.1, 0.8, 0.1))

MakeRenderer = Callable[..., Renderer]


def body() -> Layer:
    """A body of two bones, of which the second holds nothing: a red cube round (0, 1, 0)."""
    cube = box((0.5, 0.5, 0.5), (0, 1, 0), (1, 0, 0))
    weights = np.tile([1.0, 0.0], (len(cube.vertices), 1))
    return Layer(cube.vertices, cube.normals, cube.colours, weights, cube.faces)


def figure(x: float, z: float = 0.0, number: int = 0) -> Figure:
    transforms = np.tile(np.eye(4)[:3], (2, 1, 1))
    transforms[:, :, 3] = x, 0, z
    return Figure(number, transforms)


def thing(x: float, z: float = 0.0, y: float = 0.0, mesh: int = 0) -> Thing:
    place = np.eye(4)
    place[:3, 3] = x, y, z
    return Thing(mesh, place)


@pytest.fixture(scope="session")
def make() -> Iterator[MakeRenderer]:
    """Gives renderers of the room, each of which is made once: what they have drawn does not show.
    Skips where there is no OpenGL."""
    made: dict[tuple[object, ...], Renderer] = {}
    with ExitStack() as renderers:

        def get(
            camera: Camera = CAMERA,
            lights: Lights = Lights(),  # noqa: B008 -- frozen
            furniture: Mesh = WALL,
            shell: Mesh = FLOOR,
            copy: int = 0,
        ) -> Renderer:
            key = (camera, lights, id(furniture), id(shell), copy)
            if key not in made:
                try:
                    renderer = Renderer(camera, shell, furniture, [CUBE], [body()] * 3, lights)
                except DrawingUnavailableError as fault:
                    pytest.skip(str(fault))
                made[key] = renderers.enter_context(renderer)
            return made[key]

        yield get
