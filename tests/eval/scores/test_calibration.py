"""What a confidence is worth, with answers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.scores.bootstrap import draw
from eval.scores.calibration import (
    binned,
    calibration_error,
    calibration_score,
    tally_calibration,
)
from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.tally import CalibrationTally

SITTING = SeatState("occupied", "occupied", "seated")

Decisions = list[tuple[float, bool]]
DECISIONS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def tally(*decisions: tuple[float, bool], bins: int = 20) -> CalibrationTally:
    """Decisions of (confidence, right)."""
    sure, right = zip(*decisions, strict=True)
    return binned(np.array(sure), np.array(right), bins)


def test_who_is_right_as_often_as_they_are_sure_has_no_error() -> None:
    assert calibration_error(tally(*[(0.8, True)] * 4, (0.8, False))) == pytest.approx(0)


def test_the_error_is_the_mean_distance_with_the_weight_of_each_bin() -> None:
    # 0.9 sure, half right: off by 0.4. 0.7 sure, all right: off by 0.3, three times as many.
    decisions = [(0.91, True), (0.91, False), *[(0.7, True)] * 6]
    assert calibration_error(tally(*decisions)) == pytest.approx(0.25 * 0.41 + 0.75 * 0.3)


def test_within_a_bin_distances_cancel_out() -> None:
    mixed = [(0.9, False), (0.8, True), (0.85, True), (0.85, True)]
    assert calibration_error(tally(*mixed, bins=5)) == pytest.approx(abs(0.85 - 0.75))
    assert calibration_error(tally(*mixed, bins=20)) > 0.2


def test_the_surest_decision_is_in_the_last_bin() -> None:
    assert tally((1.0, True), (0.0, False), bins=4).decisions == (1, 0, 0, 1)


def test_brier_is_the_mean_squared_distance() -> None:
    score = calibration_score(tally((0.9, True), (0.6, False)))
    assert score is not None
    assert score.brier == pytest.approx((0.01 + 0.36) / 2)


def test_without_a_decision_there_is_no_figure() -> None:
    assert calibration_score(CalibrationTally()) is None


def test_bins_say_what_was_stated_and_what_was_right() -> None:
    score = calibration_score(tally((0.96, True), (0.98, True), (0.97, False), (0.61, True)))
    assert score is not None
    low, high = score.bins
    assert (low.low, low.high, low.decisions, low.stated, low.right) == (0.6, 0.65, 1, 0.61, 1.0)
    assert (high.low, high.high, high.decisions) == (0.95, 1.0, 3)
    assert (high.stated, high.right) == pytest.approx((0.97, 2 / 3), abs=1e-6)


@settings(deadline=None)
@given(DECISIONS, DECISIONS)
def test_sums_of_two_seats_are_those_of_both_together(a: Decisions, b: Decisions) -> None:
    both, summed = tally(*a, *b), tally(*a) + tally(*b)
    assert (summed.decisions, summed.right) == (both.decisions, both.right)
    assert summed.stated == pytest.approx(both.stated)
    assert calibration_error(summed) == pytest.approx(calibration_error(both), abs=1e-9)


@settings(deadline=None)
@given(DECISIONS)
def test_no_decision_is_lost_or_counted_twice(decisions: Decisions) -> None:
    made = tally(*decisions)
    assert sum(made.decisions) == len(decisions)
    assert sum(made.right) == sum(right for _, right in decisions)
    assert 0 <= calibration_error(made) <= 1


def test_only_what_was_decided_and_is_known_counts() -> None:
    frames = [TrueFrame(time, "cam1", {"A": SITTING}, ()) for time in (0.0, 1.0, 2.0)]
    seen = [
        Observed(0, "A", "occupied", "occupied", "seated", 0.9),
        Observed(1, "A", "unknown", "unknown", "unknown", 0.0),
        Observed(2, "A", "empty", "in", "unknown", 0.7),
        Observed(9, "A", "occupied", "occupied", "seated", 0.9),  # no truth near
        Observed(0, "B", "occupied", "occupied", "seated", 0.9),  # no truth at all
    ]
    made = tally_calibration(frames, seen)
    assert list(made) == ["A"]
    assert (sum(made["A"].decisions), sum(made["A"].right)) == (2, 1)


def test_intervals_hold_the_figures_and_need_two_units() -> None:
    units = [tally(*[(0.9, True)] * n, *[(0.9, False)] * 2) for n in (10, 20, 40)]
    score = calibration_score(units[0] + units[1] + units[2], units, draw(3))
    assert score is not None and score.intervals is not None
    assert score.intervals["ece"].low <= score.ece <= score.intervals["ece"].high
    assert score.intervals["brier"].low <= score.brier <= score.intervals["brier"].high
    alone = calibration_score(units[0], [units[0], CalibrationTally()], draw(2))
    assert alone is not None and alone.intervals == {}
