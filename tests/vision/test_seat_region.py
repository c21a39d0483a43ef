"""A seat's polygon: what is worked out once says the same as what is measured each time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameras.frame import CameraId
from floor.layout import SeatId
from vision.assignment import REACH
from vision.seat_region import SeatRegion

OUTLINE = ((0.2, 0.3), (0.5, 0.25), (0.45, 0.7), (0.25, 0.6))
REGION = SeatRegion.of(SeatId("A"), CameraId("cam1"), OUTLINE, 16 / 9)

ANYWHERE = st.tuples(st.floats(-1.0, 3.0), st.floats(-1.0, 2.0))


@given(ANYWHERE, st.sampled_from([0.0, REACH, 0.5, 2.0]))
def test_what_is_said_to_lie_beyond_does(point: tuple[float, float], sizes: float) -> None:
    if REGION.is_beyond(point, sizes):
        assert REGION.depth(point) < -sizes


def test_what_lies_inside_is_never_beyond_and_what_is_far_is() -> None:
    assert not REGION.is_beyond(REGION.centre, 0.0)
    assert REGION.is_beyond((-1.0, 0.5), 1.0)
    assert REGION.is_beyond((0.6, 5.0), 1.0)


def test_bounds_are_those_of_the_corners() -> None:
    corners = REGION.corners
    assert REGION.bounds == pytest.approx([*corners.min(axis=0), *corners.max(axis=0)], abs=0)


def test_a_sitters_box_has_headroom_and_ends_at_the_pictures_edge() -> None:
    x0, y0, x1, y1 = REGION.sitter_box()
    assert (x0, x1, y1) == (0.2, 0.5, 0.7)
    assert y0 == pytest.approx(0.25 - 0.3 * 0.45)
    high = SeatRegion.of(SeatId("A"), CameraId("cam1"), ((0, 0), (1, 0), (1, 1)), 1.0)
    assert high.sitter_box()[1] == 0.0


def test_nobody_in_front_hides_nothing() -> None:
    assert REGION.covered_by([]) == 0.0
    assert REGION.covered_by([(0.0, 0.0, 2.0, 1.0)]) == 1.0
    assert np.isclose(REGION.covered_by([(5.0, 5.0, 6.0, 6.0)]), 0.0)
