"""Ids and depths of pixels agree with the camera's maths, through every lens."""

from dataclasses import replace

import numpy as np
import pytest

from eval.sim.drawing import Moment

from .conftest import CAMERA, CUBE, MakeRenderer, figure, thing

LENSES = [(0.0, 0.0), (-0.3, 0.08), (0.25, 0.0)]  # none, barrel, pincushion


@pytest.mark.parametrize("distortion", LENSES)
@pytest.mark.parametrize("x", [-1.4, -0.6])
def test_a_box_is_seen_where_its_corners_are_projected(
    make: MakeRenderer, distortion: tuple[float, float], x: float
) -> None:
    camera = replace(CAMERA, distortion=distortion, size=(320, 180))
    seen = make(camera).seen(Moment([], [thing(x)]))
    rows, columns = np.nonzero(seen.ids == 1)
    # Straight edges bend: points along them, not the corners alone.
    shares = np.linspace(0, 1, 20)[:, None, None]
    corners = CUBE.vertices[CUBE.faces] + np.array([x, 0.0, 0.0])
    edges = (
        shares * corners[:, None] + (1 - shares) * np.roll(corners, 1, axis=1)[:, None]
    ).reshape(-1, 3)
    pixels, _ = camera.project(edges)
    found = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    assert found == pytest.approx([*pixels.min(axis=0), *pixels.max(axis=0)], abs=1.5)


@pytest.mark.parametrize("distortion", LENSES)
def test_depth_is_metres_along_the_optical_axis(
    make: MakeRenderer, distortion: tuple[float, float]
) -> None:
    camera = replace(CAMERA, distortion=distortion)
    seen = make(camera).seen(Moment([], [thing(-0.6)]))
    for point, owner in (((-0.6, 1.0, 0.25), 1), ((1.0, 1.0, 1.05), 0), ((-1.0, 0.0, -1.0), 0)):
        (pixel,), (depth,) = camera.project([point])
        x, y = pixel.astype(int)
        assert seen.ids[y, x] == owner
        # a row of pixels covers decimetres of the floor
        assert seen.depth[y, x] == pytest.approx(depth, abs=0.01 if point[1] else 0.15)


def test_figures_count_before_things_and_nothing_is_zero(make: MakeRenderer) -> None:
    moment = Moment([figure(-1.2), figure(-0.6, number=1)], [thing(0.1), thing(0.0, z=9.0)])
    ids = make().seen(moment).ids
    assert set(np.unique(ids)) == {0, 1, 2, 3}  # the last is behind the camera
    assert ids[0, 0] == 0


def test_more_than_255_things_have_their_own_ids(make: MakeRenderer) -> None:
    moment = Moment([], [thing(9.0, z=-30.0)] * 300 + [thing(-0.6)])
    assert make().seen(moment).ids.max() == 301


def test_what_is_hidden_is_not_seen(make: MakeRenderer) -> None:
    ids = make().seen(Moment([figure(1.0)], [thing(-0.6), thing(-0.6, z=-1.0)])).ids
    assert 1 not in ids  # behind the wall
    assert (ids == 2).sum() > (ids == 3).sum()
