"""As many pairs as can be, then the best ones; nobody is paired twice."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scores.matching import match
from eval.scores.span import Stretch, temporal_iou

moments = st.integers(0, 12)
stretches = st.lists(st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1]), max_size=4)


def best_by_trying_all(
    truth: list[Stretch], found: list[Stretch], least: float
) -> tuple[int, float]:
    """The most pairs, and among those the greatest sum of IoU, of all one-to-one pairings."""
    best = (0, 0.0)
    places = [*range(len(found)), *[None] * len(truth)]
    for chosen in set(permutations(places, len(truth))):
        ious = [
            temporal_iou(truth[row], found[column])
            for row, column in enumerate(chosen)
            if column is not None
        ]
        if all(iou >= least for iou in ious):
            best = max(best, (len(ious), sum(ious)))
    return best


@given(truth=stretches, found=stretches, least=st.sampled_from([0.1, 0.3, 0.5, 0.9]))
def test_no_other_pairing_is_better(
    truth: list[Stretch], found: list[Stretch], least: float
) -> None:
    pairs = match(truth, found, least)
    assert len({t for t, _ in pairs}) == len({f for _, f in pairs}) == len(pairs)
    ious = [temporal_iou(truth[t], found[f]) for t, f in pairs]
    count, total = best_by_trying_all(truth, found, least)
    assert len(pairs) == count
    assert sum(ious) == pytest.approx(total)


def test_a_greedy_choice_would_lose_a_pair() -> None:
    truth = [(0.0, 10.0), (8.0, 18.0)]
    found = [(4.0, 14.0), (0.0, 8.0)]  # the first found fits both, the second only the first
    assert sorted(match(truth, found, 0.3)) == [(0, 1), (1, 0)]


def test_a_pair_at_the_very_threshold_counts() -> None:
    assert match([(0.0, 10.0)], [(0.0, 5.0)], 0.5) == ((0, 0),)
    assert match([(0.1, 0.3)], [(0.1, 0.2)], 0.5) == ((0, 0),)  # 0.49999999999999994 in floats
    assert match([(0.0, 10.0)], [(0.0, 4.9)], 0.5) == ()


def test_nothing_pairs_with_nothing() -> None:
    assert match([], [(0.0, 1.0)], 0.5) == ()
    assert match([(0.0, 1.0)], [], 0.5) == ()
    assert match([(0.0, 1.0)], [(1.0, 2.0)], 0.0) == ()  # they touch, and share no second
