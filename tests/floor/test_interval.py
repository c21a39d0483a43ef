"""Stretches of time: joined, intersected, summed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.interval import Interval, coalesce, intersect, total_seconds
from floor.time import Instant

intervals = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)).map(
        lambda pair: Interval(Instant(pair[0]), Instant(sum(pair)))
    ),
    max_size=8,
)


def moments(items: list[Interval] | tuple[Interval, ...]) -> set[int]:
    return {moment for item in items for moment in range(item.start, item.end)}


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Interval(Instant(2), Instant(1))


@given(intervals)
def test_coalescing_keeps_the_time_and_leaves_no_two_touching(items: list[Interval]) -> None:
    joined = coalesce(items)
    assert moments(joined) == moments(items)
    assert all(a.end < b.start for a, b in itertools.pairwise(joined))
    assert total_seconds(joined) * 1_000_000 == pytest.approx(len(moments(items)))


@given(intervals, intervals)
def test_an_intersection_is_the_time_in_both(left: list[Interval], right: list[Interval]) -> None:
    shared = intersect(coalesce(left), coalesce(right))
    assert moments(shared) == moments(left) & moments(right)
