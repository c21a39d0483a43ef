"""Coarser surfaces keep what there is to see."""

from eval.sim.drawing.levels import EDGES_M, levels_of, rigid_surface
from eval.sim.mesh import box


def test_a_thing_smaller_than_every_edge_is_still_there() -> None:
    levels = levels_of(rigid_surface(box((0.01, 0.01, 0.01), (0, 0, 0), (1, 0, 0))))
    assert len(levels) == len(EDGES_M)
    assert all(len(level.layer.faces) for level in levels)
