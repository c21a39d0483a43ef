"""Tiles share no pixel, and what they measure is in the frame of the lens."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sim.camera import Camera
from eval.sim.drawing import Moment
from eval.sim.drawing.wholes import Tile, measured, packed, tiles_of

from .conftest import CAMERA, MakeRenderer, figure, thing

SIDES = st.integers(1, 40)


@given(st.lists(st.tuples(SIDES, SIDES), max_size=30))
def test_tiles_lie_on_sheets_side_by_side(sizes: list[tuple[int, int]]) -> None:
    tiles = [Tile(number, 0, 0, *size) for number, size in enumerate(sizes)]
    sheets = packed(tiles, (64, 40))
    assert sorted(tile.number for sheet in sheets for tile in sheet) == list(range(len(tiles)))
    for sheet in sheets:
        used = np.zeros((40, 64), int)
        for tile in sheet:
            assert tile.at_x + tile.width <= 64 and tile.at_y + tile.height <= 40
            used[tile.at_y : tile.at_y + tile.height, tile.at_x : tile.at_x + tile.width] += 1
        assert used.max() == 1


def test_what_lies_outside_twice_the_frame_has_no_tile() -> None:
    boxes = np.array([[-9.0, 10, 5, 20], [400.0, 10, 500, 20], [-500.0, -500, 500, 500]])
    tiles = tiles_of(boxes, (100, 50), np.arange(3))
    assert [tile.number for tile in tiles] == [0, 2]
    assert (tiles[1].width, tiles[1].height) == (200, 100)  # all there is


@pytest.mark.parametrize("distortion", [(-0.2, 0.05), (0.15, 0.0)])
def test_a_bent_mask_is_measured_in_the_frame(distortion: tuple[float, float]) -> None:
    lens = Camera("c", (0, 1, 4), (0, 1, 0), 70.0, (400, 300), distortion)
    ideal = lens.ideal()
    # A square of 40 pixels, its corner 100 right of and 60 above the middle of the wide picture.
    tile = Tile(0, ideal.size[0] + 100, ideal.size[1] + 60, 40, 40)
    whole = measured(np.ones((40, 40), bool), tile, lens, ideal)
    corners = np.array([(x, y) for x in (100, 140) for y in (-100, -60)]) / lens.focal_px
    bent = lens.bent(corners) * lens.focal_px + (200, 150)
    assert whole.box is not None
    assert list(whole.box) == pytest.approx([*bent.min(axis=0), *bent.max(axis=0)], abs=1.0)
    outline = bent[[0, 1, 3, 2]]
    x, y = outline.T
    shoelace = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    assert whole.area == pytest.approx(shoelace, rel=0.02)


@pytest.mark.parametrize("distortion", [(0.0, 0.0), (-0.3, 0.08), (0.25, 0.0)])
def test_free_figures_and_things_are_wholly_seen(
    make: MakeRenderer, distortion: tuple[float, float]
) -> None:
    renderer = make(replace(CAMERA, distortion=distortion, size=(320, 180)))
    moment = Moment([figure(-1.2)], [thing(0.0)])
    seen = renderer.seen(moment)
    for number, whole in enumerate(renderer.whole(moment, seen), 1):
        assert whole.area == pytest.approx((seen.ids == number).sum(), rel=0.04)


def test_many_wholes_need_several_sheets(make: MakeRenderer) -> None:
    renderer = make()
    things = [thing(-0.5 + 0.1 * number, z=2.0 - 0.1 * number) for number in range(12)]
    moment = Moment([], things)
    seen = renderer.seen(moment)
    for one, whole in zip(things, renderer.whole(moment, seen), strict=True):
        alone = Moment([], [one])
        (same,) = renderer.whole(alone, renderer.seen(alone))
        assert whole.box is None or whole == same
