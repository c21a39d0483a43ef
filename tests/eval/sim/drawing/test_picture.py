"""Pictures show what is there, lit as it should be, and depend on nothing but the moment."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from eval.sim.drawing import Lights, Moment
from eval.sim.mesh import Material, merge, quad

from .conftest import CAMERA, FLOOR, MakeRenderer, figure, thing

EMPTY = Moment([], [])
PANE = [(-3, 1, -2), (3, 1, -2), (3, 3, -2), (-3, 3, -2)]
WINDOWED = merge([FLOOR, quad(PANE, (0.8, 0.9, 1.0), Material.WINDOW)])
SCREEN_CORNERS = [(-1, 0.5, -1), (1, 0.5, -1), (1, 2, -1), (-1, 2, -1)]
SCREEN = quad(SCREEN_CORNERS, (0.9, 0.9, 0.9), Material.GLOW)


def pixel(picture: np.ndarray, point: tuple[float, float, float]) -> list[int]:
    x, y = CAMERA.project([point])[0][0].astype(int)
    return [int(level) for level in picture[y, x]]


def test_figures_and_things_show_their_colours(make: MakeRenderer) -> None:
    picture = make().picture(Moment([figure(-0.8)], [thing(0.0)]))
    assert picture.shape == (90, 160, 3)
    assert picture.dtype == np.uint8
    red, green, blue = pixel(picture, (-0.8, 1.0, 0.25))
    assert red > 100 and green < 60 and blue < 60
    red, green, blue = pixel(picture, (0.0, 1.0, 0.25))
    assert green > 80 and red < 70 and blue < 70


def test_near_things_hide_far_ones(make: MakeRenderer) -> None:
    behind = make().picture(Moment([figure(1.0, z=0.0)], []))  # the wall is nearer
    red, _, blue = pixel(behind, (1.0, 1.0, 1.06))
    assert blue > red


def test_the_same_moment_gives_the_same_bytes_whatever_was_drawn_before(
    make: MakeRenderer,
) -> None:
    moment = Moment([figure(-0.6)], [thing(0.3, z=0.5)])
    used, fresh = make(copy=1), make(copy=2)
    used.picture(Moment([figure(0.5, z=1.5)], [thing(-0.4, z=2.0)] * 80, 0.4))
    used.whole(moment, used.seen(moment))
    assert (fresh.picture(moment) == used.picture(moment)).all()


def test_the_order_of_drawing_shows_nothing(make: MakeRenderer) -> None:
    renderer = make()
    things = [thing(-0.3), thing(0.2, z=0.8), thing(0.0, z=-0.5)]
    first, second = (renderer.picture(Moment([], order)) for order in (things, things[::-1]))
    assert (first == second).all()


def test_what_moves_casts_a_shadow_on_what_does_not(make: MakeRenderer) -> None:
    renderer = make()
    free, under = renderer.picture(EMPTY), renderer.picture(Moment([], [thing(-0.8, y=-0.7)]))
    # Light comes from the right and the front, so the shadow lies to the left and behind.
    shaded = [(-1.05, 0.0, -0.2), (-1.05, 0.0, 0.0)]
    assert all(sum(pixel(under, spot)) < 0.85 * sum(pixel(free, spot)) for spot in shaded)
    away = (1.8, 0.0, -1.0)
    assert pixel(under, away) == pixel(free, away)


def test_lamps_set_how_bright_a_room_is(make: MakeRenderer) -> None:
    moment = Moment([figure(-0.6)], [])
    levels = [make(lights=Lights(level)).picture(moment).mean() for level in (0.05, 0.4, 1.0, 1.2)]
    assert all(less < more for less, more in pairwise(levels))
    renderer = make()
    assert renderer.picture(replace(moment, light=0.3)).mean() < levels[2]


def test_warm_lamps_are_redder_than_cold_ones(make: MakeRenderer) -> None:
    warm, cold = (make(lights=Lights(warmth=warmth)).picture(EMPTY) for warmth in (1, -1))
    assert warm[:, :, 0].mean() / warm[:, :, 2].mean() > cold[:, :, 0].mean() / cold[:, :, 2].mean()


def test_daylight_comes_through_windows_alone(make: MakeRenderer) -> None:
    night, day = (make(lights=Lights(0.05, light), shell=WINDOWED) for light in (0.0, 1.0))
    closed = make(lights=Lights(0.05, 1.0))
    spot = (-1.0, 0.0, 0.0)
    assert sum(pixel(day.picture(EMPTY), spot)) > 1.5 * sum(pixel(night.picture(EMPTY), spot))
    assert pixel(closed.picture(EMPTY), spot) == pixel(night.picture(EMPTY), spot)


def test_screens_shine_in_the_dark(make: MakeRenderer) -> None:
    dark = make(lights=Lights(0.05, 0.0), furniture=SCREEN).picture(EMPTY)
    assert min(pixel(dark, (0.0, 1.2, -1.0))) > 200
    assert max(pixel(dark, (-1.0, 0.0, 0.0))) < 90


def test_infrared_lights_what_is_near_the_camera_best(make: MakeRenderer) -> None:
    renderer = make(lights=Lights(0.05, 0.0, infrared=1.0))
    near, far = (renderer.picture(Moment([], [thing(-0.3, z=z)])) for z in (2.0, -3.0))
    assert sum(pixel(near, (-0.3, 1.0, 2.25))) > 1.5 * sum(pixel(far, (-0.3, 1.0, -2.75)))


def test_bones_that_do_not_fit_the_body_are_refused(make: MakeRenderer) -> None:
    wrong = replace(figure(0.0), transforms=np.zeros((5, 3, 4)))
    with pytest.raises(ValueError, match=r"\(5, 3, 4\).*2 bones"):
        make().picture(Moment([wrong], []))
