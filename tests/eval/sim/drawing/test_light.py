"""Directions of light are spread evenly; panes of windows become a few lights."""

import numpy as np
import pytest

from eval.sim.drawing.light import KEY, key_direction, light_matrix, panes_of, sky_direction
from eval.sim.mesh import Material, merge, quad

COUNT = 64


def test_the_sky_is_evenly_above() -> None:
    directions = np.array([sky_direction(number, COUNT) for number in range(COUNT)])
    assert np.linalg.norm(directions, axis=1) == pytest.approx(np.ones(COUNT))
    assert (directions[:, 1] > 0).all()
    assert directions.mean(axis=0) == pytest.approx([0, 0.5, 0], abs=0.03)


def test_lamps_are_spread_round_the_key_light() -> None:
    directions = np.array([key_direction(number, COUNT) for number in range(COUNT)])
    mean = directions.mean(axis=0)
    assert mean / np.linalg.norm(mean) == pytest.approx(KEY, abs=0.01)
    assert (directions @ KEY).min() < 0.998


@pytest.mark.parametrize("towards", [KEY, *(sky_direction(number, 7) for number in range(7))])
def test_a_lights_space_just_holds_the_room(towards: np.ndarray) -> None:
    points = np.array([(x, y, z) for x in (-1, 9) for y in (0, 3) for z in (2, 12)], float)
    matrix = light_matrix(points, towards)
    seen = points @ matrix[:3, :3].T + matrix[:3, 3]
    assert np.abs(seen).max(axis=0) == pytest.approx(np.ones(3), abs=0.1)
    # nearer to the light is nearer in its space
    assert (matrix[:3, :3] @ towards)[2] < 0


def windows(count: int) -> list[list[tuple[float, float, float]]]:
    return [[(x, 1, 0), (x + 1, 1, 0), (x + 1, 2, 0), (x, 2, 0)] for x in range(0, 2 * count, 2)]


@pytest.mark.parametrize("count", [0, 1, 3, 20])
def test_merged_panes_keep_their_area_and_direction(count: int) -> None:
    shell = merge(
        [quad(corners, (1, 1, 1), Material.WINDOW) for corners in windows(count)]
        + [quad([(0, 0, 0), (1, 0, 0), (1, 0, -1), (0, 0, -1)], (1, 1, 1))]
    )
    panes = panes_of(shell, 4)
    assert len(panes.areas) == min(count, 4)
    assert panes.areas.sum() == pytest.approx(count)
    assert panes.directions == pytest.approx(np.tile([0.0, 0.0, 1.0], (len(panes.areas), 1)))
