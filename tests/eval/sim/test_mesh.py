"""Solids are closed and look outwards."""

import numpy as np
import pytest

from eval.sim.furniture import chair, desk
from eval.sim.mesh import Mesh, box, cushion, lathe, merge


@pytest.mark.parametrize(
    "solid",
    [
        box((1, 2, 3), (0, 0, 0), (1, 1, 1)),
        cushion((1, 2, 3), (0, 0, 0), (1, 1, 1)),
        lathe([(0, -1), (0.5, -1), (0.5, 1), (0, 1)], (1, 1, 1)),
    ],
)
def test_normals_look_outwards_and_are_unit(solid: Mesh) -> None:
    assert np.linalg.norm(solid.normals, axis=1) == pytest.approx(np.ones(len(solid.normals)))
    corners = solid.vertices[solid.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    big = np.linalg.norm(across, axis=1) > 1e-9
    assert ((across * corners.mean(axis=1)).sum(axis=1)[big] > 0).all()
    assert ((solid.normals * solid.vertices).sum(axis=1) > -1e-9).all()


def test_merging_keeps_every_face() -> None:
    one, two = box((1, 1, 1), (0, 0, 0), (1, 0, 0)), box((1, 1, 1), (5, 0, 0), (0, 1, 0))
    both = merge([one, two])
    assert len(both.faces) == len(one.faces) + len(two.faces)
    assert both.vertices[both.faces[len(one.faces) :]].min() == pytest.approx(-0.5)


def test_furniture_stands_on_the_floor_at_its_usual_size() -> None:
    seat = chair((0.2, 0.2, 0.2))
    assert seat.vertices[:, 1].min() == pytest.approx(0.0, abs=0.01)
    assert 0.95 < seat.vertices[:, 1].max() < 1.2
    table = desk(1.4, (1, 1, 1), (0.5, 0.5, 0.5), np.random.default_rng(1))
    assert table.vertices[:, 1].min() == pytest.approx(0.0, abs=0.01)
    assert np.ptp(table.vertices[:, 0]) < 1.4
