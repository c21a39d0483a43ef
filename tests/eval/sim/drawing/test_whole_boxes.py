"""Whole boxes are what nothing in the way would show, beyond the frame too; skipped without EGL."""

import numpy as np
import pytest

from eval.sim.camera import Camera
from eval.sim.drawing import DrawingUnavailableError, Lights, Moment, Renderer, Thing, Whole
from eval.sim.mesh import box

CAMERA = Camera("c", (0.0, 1.0, 4.0), (0.0, 1.0, 0.0), 60.0, (160, 90))
CUBE = box((0.5, 0.5, 0.5), (0, 1, 0), (1, 0, 0))


def whole(x: float) -> tuple[Whole, int]:
    """The cube `x` metres to the right, and how many of its pixels are seen."""
    floor = box((10, 0.1, 10), (0, -0.05, 0), (0.5, 0.5, 0.5))
    wall = box((1.0, 3.0, 0.1), (1.0, 1.5, 1.0), (0.2, 0.2, 0.8))
    place = np.eye(4)
    place[0, 3] = x
    moment = Moment([], [Thing(0, place)])
    try:
        with Renderer(CAMERA, floor, wall, [CUBE], [], Lights()) as renderer:
            (found,) = renderer.whole(moment, renderer.seen(moment))
            return found, int((renderer.seen(moment).ids == 1).sum())
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))


def projected(x: float) -> list[float]:
    pixels, _ = CAMERA.project(CUBE.vertices + np.array([x, 0.0, 0.0]))
    return [*pixels.min(axis=0), *pixels.max(axis=0)]


@pytest.mark.parametrize("x", [-0.6, 0.65, -2.3])  # free, behind the wall, half out of the frame
def test_the_box_is_where_the_camera_maths_says(x: float) -> None:
    found, _ = whole(x)
    assert found.box == pytest.approx(projected(x), abs=2.0)


def test_the_area_counts_what_is_hidden_and_what_is_outside() -> None:
    free, seen = whole(-0.6)
    assert seen == pytest.approx(free.area, rel=0.05)
    for x in (0.65, -2.3):
        found, seen = whole(x)
        assert 0.1 * found.area < seen < 0.8 * found.area
        assert found.area > 0.8 * free.area


def test_behind_the_camera_there_is_nothing() -> None:
    place = np.eye(4)
    place[2, 3] = 6.0
    try:
        with Renderer(CAMERA, CUBE, CUBE, [CUBE], [], Lights()) as renderer:
            moment = Moment([], [Thing(0, place)])
            assert renderer.whole(moment, renderer.seen(moment)) == [Whole(None, 0.0)]
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))
