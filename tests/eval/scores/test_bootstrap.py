"""Intervals say how much figures depend on which scenarios there happened to be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scores.bootstrap import draw, median_interval, ratio_interval, sum_interval
from eval.scores.result import Interval


def test_the_draws_are_the_same_every_time_and_of_as_many_units_as_there_are() -> None:
    assert (draw(7) == draw(7)).all()
    assert (draw(7).sum(axis=1) == 7).all()


def test_units_that_are_all_alike_leave_no_doubt() -> None:
    assert ratio_interval(draw(5), [3] * 5, [4] * 5) == Interval(0.75, 0.75)
    assert median_interval(draw(5), [[2.0, 2.0]] * 5) == Interval(2.0, 2.0)


def test_two_units_of_which_one_is_all_right_and_one_all_wrong() -> None:
    # each resample has both, or one of them twice: 0, 1/2 and 1 with chances 1/4, 1/2, 1/4
    assert ratio_interval(draw(2), [1, 0], [1, 1]) == Interval(0.0, 1.0)


def test_units_weigh_as_much_as_they_hold() -> None:
    small_and_wrong = ratio_interval(draw(2), [1000, 0], [1000, 1])
    assert small_and_wrong == Interval(0.0, 1.0)
    many = ratio_interval(draw(40), [1000] * 39 + [0], [1000] * 39 + [1])
    assert many is not None and many.low > 0.99


def test_a_figure_that_hardly_any_resample_has_gets_no_interval() -> None:
    assert ratio_interval(draw(4), [0] * 4, [0] * 4) is None
    assert median_interval(draw(4), [[]] * 4) is None


def test_a_figure_that_some_resamples_lack_is_of_the_others() -> None:
    # two of six units have any truth; one of them is drawn in 1 - (4/6)^6 = 91 % of the resamples
    assert ratio_interval(draw(6), [1, 2] + [0] * 4, [2, 4] + [0] * 4) == Interval(0.5, 0.5)


def test_what_one_unit_alone_tells_gets_no_interval() -> None:
    assert ratio_interval(draw(3), [1, 0, 0], [2, 0, 0]) is None
    assert median_interval(draw(3), [[1.0, 2.0], [], []]) is None


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    units = 400
    values = np.random.default_rng(1).normal(10, 2, units)
    found = ratio_interval(draw(units), values.tolist(), [1] * units)
    assert found is not None
    half = 1.96 * values.std() / units**0.5
    assert found.high - found.low == pytest.approx(2 * half, rel=0.15)
    assert (found.high + found.low) / 2 == pytest.approx(values.mean(), abs=half / 4)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=8))
def test_a_sum_lies_within_what_the_extreme_units_allow(values: list[float]) -> None:
    found = sum_interval(draw(len(values), 50), values)
    assert found is not None
    slack = 1e-6
    assert len(values) * min(values) - slack <= found.low <= found.high
    assert found.high <= len(values) * max(values) + slack
