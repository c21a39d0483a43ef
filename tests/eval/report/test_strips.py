from hypothesis import given
from hypothesis import strategies as st

from eval.report.strips import Stretch, stretches, word
from eval.scores.scenario import SeatState


def test_a_state_lasts_until_it_changes() -> None:
    samples = [(0.0, "occupied"), (0.5, "occupied"), (1.0, "empty"), (1.5, "empty")]
    assert stretches(samples, 2.0) == (Stretch(0, 1, "occupied"), Stretch(1, 2, "empty"))


def test_where_samples_are_missing_nothing_is_drawn() -> None:
    samples = [(0.0, "empty"), (1.0, "empty"), (2.0, "empty"), (9.0, "empty"), (10.0, "empty")]
    assert stretches(samples, 20.0) == (Stretch(0, 3, "empty"), Stretch(9, 11, "empty"))


def test_nothing_lasts_longer_than_the_recording() -> None:
    assert stretches([(0.0, "empty"), (1.0, "empty")], 1.5) == (Stretch(0, 1.5, "empty"),)


def test_who_stands_beside_the_chair_is_told_apart_from_nobody() -> None:
    assert word(SeatState("empty", "in", "standing")) == "standing"
    assert word(SeatState("empty", "in", "unknown")) == "empty"
    assert word(SeatState("occupied", "occupied", "seated")) == "occupied"


@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from("ab")), unique_by=lambda s: s[0]))
def test_stretches_are_in_order_and_do_not_overlap(samples: list[tuple[int, str]]) -> None:
    found = stretches([(time / 2, state) for time, state in samples], 200.0)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(each.end > each.start for each in found)
