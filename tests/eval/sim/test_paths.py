"""Ways along the aisles."""

import numpy as np
import pytest

from eval.sim.paths import Aisles

AISLES = Aisles(
    {"a": (0.0, 0.0), "b": (0.0, 10.0), "c": (10.0, 10.0), "d": (10.0, 0.0), "far": (50.0, 50.0)},
    [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")],
)


def test_the_way_joins_the_nearest_aisle_and_follows_it() -> None:
    way = AISLES.way((1.0, 8.0), "c")
    assert way == pytest.approx(np.array([(1, 8), (0, 8), (0, 10), (10, 10)]))


def test_the_shorter_way_round_is_taken() -> None:
    assert AISLES.way((0.0, 2.0), "d")[1] == pytest.approx((0, 0))


def test_no_point_comes_twice() -> None:
    way = AISLES.way((0.0, 0.0), "b")
    assert (np.linalg.norm(np.diff(way, axis=0), axis=1) > 0).all()


def test_a_place_off_the_aisles_is_refused() -> None:
    with pytest.raises(ValueError, match="no aisle leads to 'far'"):
        AISLES.way((0.0, 0.0), "far")
