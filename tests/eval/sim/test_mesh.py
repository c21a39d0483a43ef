"""Solids are closed and look outwards."""

import numpy as np
import pytest

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
