"""Screens, keyboards and mice are labelled where a camera sees them."""

import numpy as np
import pytest
from numpy.typing import NDArray
from support.tracks import at_seat

from eval.sim.camera import Camera
from eval.sim.desks import desk
from eval.sim.frames.classes import KEYBOARD, MOUSE, TV
from eval.sim.frames.standing import Standing, seen_boxes, standing_things
from eval.sim.script.parts import Furniture

SEAT = at_seat("A-01")
SIZE = (640, 360)
# Over the sitter's shoulder: the seat is at (2, 3) on the plan and looks along the plan's y.
CAMERA = Camera("c", (2.0, 2.0, 2.0), (2.0, 0.8, 3.8), 60, SIZE)


def things(monitors: int) -> list[Standing]:
    made = desk(Furniture(monitors=monitors), 1.4, np.random.default_rng(0))
    return standing_things(made.moved((SEAT.x, 0, SEAT.y), SEAT.heading), [SEAT])


def empty() -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Nothing before anything: nobody's pixels, all far away."""
    return np.zeros(SIZE[::-1], np.int32), np.full(SIZE[::-1], 40.0, np.float32)


@pytest.mark.parametrize("monitors", [0, 1, 2])
def test_every_screen_is_found(monitors: int) -> None:
    assert [thing.number for thing in things(monitors)].count(TV) == monitors


def test_boxes_lie_where_the_things_are() -> None:
    boxes = dict(seen_boxes(things(1), CAMERA, *empty()))
    assert set(boxes) == {TV, KEYBOARD, MOUSE}
    middles = {
        TV: SEAT.to_world([(0.0, 0.73 + 0.295, 0.78)]),
        KEYBOARD: SEAT.to_world([(0.0, 0.74, 0.43)]),
        MOUSE: SEAT.to_world([(-0.31, 0.745, 0.43)]),
    }
    for number, (x0, y0, x1, y1) in boxes.items():
        ((x, y),), _ = CAMERA.project(middles[number])
        assert abs((x0 + x1) / 2 - x) < 25
        assert abs((y0 + y1) / 2 - y) < 12


def test_what_stands_before_them_hides_them() -> None:
    ids, depth = empty()
    depth[:] = 0.5
    assert not list(seen_boxes(things(1), CAMERA, ids, depth))
    ids, depth = empty()
    ids[:] = 1
    assert not list(seen_boxes(things(1), CAMERA, ids, depth))


def test_half_a_screen_has_half_a_box() -> None:
    ids, depth = empty()
    whole = dict(seen_boxes(things(1), CAMERA, ids, depth))[TV]
    middle = round((whole[0] + whole[2]) / 2)
    depth[:, :middle] = 0.5
    half = dict(seen_boxes(things(1), CAMERA, ids, depth))[TV]
    assert half[0] >= middle
    assert half[2] == whole[2]
