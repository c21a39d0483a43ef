"""Boxes hold the visible pixels; visibility is their share of the whole."""

import numpy as np
import pytest

from eval.sim.drawing import Whole
from eval.sim.truth.boxes import sightings


def test_a_box_holds_exactly_the_visible_pixels() -> None:
    ids = np.zeros((20, 40), np.int32)
    ids[3:9, 10:20] = 2
    ids[5, 30:32] = 2  # a hand behind a screen
    whole = Whole((10.0, 3.0, 32.0, 19.0), 124.0)
    nobody = Whole((1.0, 1.0, 2.0, 2.0), 1.0)
    (seen,) = sightings(ids, [nobody, whole], [12, 12])
    assert (seen.place, seen.box) == (1, (10, 3, 32, 9))
    assert seen.full == (10.0, 3.0, 32.0, 19.0)
    assert seen.visibility == pytest.approx(0.5)


@pytest.mark.parametrize(("pixels", "seen"), [(11, 0), (12, 1)])
def test_slivers_are_left_out(pixels: int, seen: int) -> None:
    ids = np.zeros((20, 40), np.int32)
    ids[4, :pixels] = 1
    assert len(sightings(ids, [Whole((0.0, 4.0, 12.0, 5.0), 12.0)], [12])) == seen


def test_the_whole_box_holds_the_visible_one_and_may_leave_the_frame() -> None:
    ids = np.zeros((20, 40), np.int32)
    ids[0:10, 0:10] = 1
    (seen,) = sightings(ids, [Whole((-8.04, 0.6, 9.5, 30.0), 500.0)], [12])
    assert seen.full == (-8.0, 0, 10, 30.0)


def test_no_more_than_all_of_it_is_seen() -> None:
    ids = np.ones((4, 4), np.int32)
    (seen,) = sightings(ids, [Whole((0.0, 0.0, 4.0, 4.0), 15.0)], [12])
    assert seen.visibility == 1.0


def test_what_is_nowhere_is_not_seen() -> None:
    ids = np.zeros((4, 4), np.int32)
    assert sightings(ids, [Whole(None, 0.0)], [1]) == []
