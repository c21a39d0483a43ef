"""Coarser levels have fewer triangles and the same shape and looks."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sim.drawing.levels import (
    EDGES_M,
    Surface,
    coarser,
    level_at,
    levels_of,
    rigid_surface,
)
from eval.sim.mesh import box, cushion, merge

PILLOWS = merge(
    [
        cushion((0.4, 0.4, 0.4), (0, 1, 0), (1, 0, 0), 0.9),
        cushion((0.3, 0.3, 0.3), (0, 1.6, 0), (0, 0, 1), 0.9),
    ]
)


@pytest.fixture
def surface() -> Surface:
    return rigid_surface(PILLOWS)


def test_each_level_has_fewer_triangles_and_few_edges_that_do_not_show(surface: Surface) -> None:
    levels = levels_of(surface)
    counts = [len(level.layer.faces) for level in levels]
    assert all(more >= fewer for more, fewer in pairwise(counts))
    assert counts[-1] < 0.7 * counts[0]
    for level, edge in list(zip(levels, EDGES_M, strict=True))[1:]:
        corners = level.layer.vertices[level.layer.faces]
        lengths = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
        # The poles of a pillow are rings of points; elsewhere vertices settle where the mean is.
        assert np.quantile(lengths, 0.1) > 0.6 * edge


def test_the_shape_stays_within_an_edge_of_what_it_was(surface: Surface) -> None:
    coarse = coarser(surface, 0.05).layer.vertices
    for side in (np.min, np.max):
        assert side(coarse, axis=0) == pytest.approx(side(PILLOWS.vertices, axis=0), abs=0.05)


def test_colours_do_not_mix(surface: Surface) -> None:
    colours = np.unique(coarser(surface, 0.1).layer.colours.round(6), axis=0)
    assert colours.tolist() == [[0, 0, 1], [1, 0, 0]]


def test_weights_still_add_up_and_normals_are_unit(surface: Surface) -> None:
    layer = coarser(surface, 0.05).layer
    assert layer.weights.sum(axis=1) == pytest.approx(np.ones(len(layer.vertices)))
    assert np.linalg.norm(layer.normals, axis=1) == pytest.approx(np.ones(len(layer.vertices)))


@given(st.floats(0, 1), st.floats(0, 1))
def test_larger_pixels_never_need_a_finer_level(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert level_at(near) <= level_at(far)
    assert level_at(0.0) == 0


def test_thin_legs_and_small_things_stay() -> None:
    for solid in (
        box((0.03, 0.7, 0.03), (0, 0.35, 0), (0, 0, 0)),
        cushion((0.04,) * 3, (0, 0, 0), (1, 0, 0)),
    ):
        levels = levels_of(rigid_surface(solid))
        corners = levels[-1].layer.vertices
        assert np.ptp(corners, axis=0) == pytest.approx(np.ptp(solid.vertices, axis=0), abs=0.025)


def test_a_thing_smaller_than_every_edge_is_still_there() -> None:
    levels = levels_of(rigid_surface(box((0.01, 0.01, 0.01), (0, 0, 0), (1, 0, 0))))
    assert len(levels) == len(EDGES_M)
    assert all(len(level.layer.faces) for level in levels)
