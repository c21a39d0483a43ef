"""Ways along the aisles."""

import numpy as np
import pytest

from eval.sim.paths import Aisles, keep_right

AISLES = Aisles(
    {"a": (0.0, 0.0), "b": (0.0, 10.0), "c": (10.0, 10.0), "d": (10.0, 0.0), "far": (50.0, 50.0)},
    [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")],
)


def test_the_way_joins_the_nearest_aisle_and_follows_it() -> None:
    way = AISLES.way((1.0, 8.0), (10.0, 10.0))
    assert way == pytest.approx(np.array([(1, 8), (0, 8), (0, 10), (10, 10)]))


def test_the_shorter_way_round_is_taken() -> None:
    assert AISLES.way((0.0, 2.0), (10.0, 0.0))[1] == pytest.approx((0, 0))


def test_no_point_comes_twice() -> None:
    way = AISLES.way((0.0, 0.0), (0.0, 10.0))
    assert (np.linalg.norm(np.diff(way, axis=0), axis=1) > 0).all()


def test_aisles_that_do_not_meet_are_refused() -> None:
    apart = Aisles(AISLES.waypoints | {"e": (50.0, 0.0)}, [("a", "b"), ("far", "e")])
    with pytest.raises(ValueError, match="no aisle leads there"):
        apart.way((0.0, 0.0), (50.0, 50.0))


def test_the_same_aisle_is_walked_straight() -> None:
    assert len(AISLES.way((0.0, 2.0), (0.0, 5.0))) == 2


def test_people_who_meet_pass_each_other_on_the_right() -> None:
    there = keep_right(np.array([(0.0, 0.0), (0.0, 10.0)]))
    back = keep_right(np.array([(0.0, 10.0), (0.0, 0.0)]))
    # Heading along +y, as drawn from above with y downwards, the right is -x.
    assert there[1:-1, 0].max() < 0 < back[1:-1, 0].min()
    assert there[[0, -1]] == pytest.approx(np.array([(0, 0), (0, 10)]))
