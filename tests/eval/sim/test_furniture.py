"""Desks and chairs stand on the floor, at their usual size, and leave room for who uses them."""

from typing import get_args

import numpy as np
import pytest

from eval.sim.chairs import chair
from eval.sim.desks import desk, side_screen, solids
from eval.sim.furniture import DESK_BACK_M, DESK_FRONT_M, DESK_TOP_M, SEAT_TOP_M
from eval.sim.mesh import Mesh
from eval.sim.motion.places import ON_DESK
from eval.sim.script.parts import ChairModel, DeskModel, Furniture, Screens

BLUE = (0.15, 0.2, 0.35)
WIDTH_M = 1.4


def a_desk(model: DeskModel = "panel", monitors: int = 1, seed: int = 1) -> Mesh:
    return desk(Furniture(desk=model, monitors=monitors), WIDTH_M, np.random.default_rng(seed))


@pytest.mark.parametrize("model", get_args(ChairModel))
def test_chairs_stand_on_the_floor_with_a_seat_to_sit_on_and_a_back_to_hold(
    model: ChairModel,
) -> None:
    vertices = chair(model, BLUE, np.random.default_rng(0)).vertices
    assert vertices[:, 1].min() == pytest.approx(0.0, abs=0.01)
    assert 0.95 < vertices[:, 1].max() < 1.2
    middle = vertices[np.hypot(vertices[:, 0], vertices[:, 2]) < 0.1]
    assert middle[:, 1].max() == pytest.approx(SEAT_TOP_M, abs=0.02)
    assert vertices[vertices[:, 1] > 0.9][:, 2].max() < -0.15


@pytest.mark.parametrize("model", get_args(DeskModel))
@pytest.mark.parametrize("monitors", [0, 1, 2])
def test_desks_stand_on_the_floor_within_their_width(model: DeskModel, monitors: int) -> None:
    vertices = a_desk(model, monitors).vertices
    assert vertices[:, 1].min() == pytest.approx(0.0, abs=0.01)
    assert np.abs(vertices[:, 0]).max() <= WIDTH_M / 2
    assert (vertices[:, 1].max() > 1.1) == (model != "bench" or monitors > 0)


@pytest.mark.parametrize("model", get_args(DeskModel))
def test_knees_have_room_under_a_desk(model: DeskModel) -> None:
    vertices = a_desk(model).vertices
    knees = (np.abs(vertices[:, 0]) < 0.25) & (vertices[:, 1] < DESK_TOP_M - 0.05)
    knees &= (vertices[:, 2] > 0.0) & (vertices[:, 2] < 0.8)
    assert not knees.any()


@pytest.mark.parametrize("monitors", [0, 1, 2])
def test_each_monitor_glows(monitors: int) -> None:
    glowing = (a_desk("bench", monitors).materials == 3).sum()
    assert (glowing == 0) == (monitors == 0)
    if monitors == 2:
        assert glowing == 2 * (a_desk("bench", 1).materials == 3).sum()


@pytest.mark.parametrize("seed", range(8))
def test_nothing_stands_where_the_script_puts_its_things(seed: int) -> None:
    vertices = a_desk("bench", 1, seed).vertices
    above = vertices[vertices[:, 1] > DESK_TOP_M + 0.002]
    for kind, (x, z) in ON_DESK.items():
        gap = np.hypot(above[:, 0] - x, above[:, 2] - z)
        assert gap.min() > 0.04, kind


def test_a_bench_hides_less_than_a_panel_and_a_cubicle_hides_most() -> None:
    volumes = []
    models: list[DeskModel] = ["bench", "panel", "cubicle"]
    for model in models:
        boxes = solids(Furniture(desk=model), WIDTH_M)
        volumes.append(sum(float(np.prod(high - low)) for low, high in boxes))
    assert volumes == sorted(volumes)
    assert volumes[0] < volumes[1] < volumes[2]


@pytest.mark.parametrize("model", get_args(DeskModel))
def test_the_boxes_are_where_the_desk_is_drawn(model: DeskModel) -> None:
    vertices = a_desk(model, 0).vertices
    for low, high in solids(Furniture(desk=model), WIDTH_M):
        for corner in (low, high):
            assert np.linalg.norm(vertices - corner, axis=1).min() < 0.03


def test_screens_are_low_high_or_not_there() -> None:
    heights = []
    names: list[Screens] = ["low", "high"]
    for name in names:
        screen = side_screen(name)
        assert screen is not None
        assert screen.vertices[:, 2].min() > DESK_FRONT_M - 0.2
        assert screen.vertices[:, 2].max() == pytest.approx(DESK_BACK_M)
        heights.append(screen.vertices[:, 1].max())
    assert DESK_TOP_M + 0.2 < heights[0] < heights[1]
    assert side_screen("none") is None
