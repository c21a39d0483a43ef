"""Frame age along a clock that nobody waits for."""

import pytest

from eval.bench.paced import paced


def test_in_time_a_frame_is_as_old_as_its_decision_takes() -> None:
    found = paced([0.1] * 20, period_s=0.5, pictures_per_s=4)
    assert found.age_p50_s == pytest.approx(0.1)
    assert found.age_p95_s == pytest.approx(0.1)
    assert found.kept == 1.0


def test_a_slow_decision_delays_the_next_only() -> None:
    found = paced([0.1] * 9 + [0.7] + [0.1] * 10, period_s=0.5, pictures_per_s=4)
    assert found.kept == 1.0
    assert found.age_p50_s == pytest.approx(0.1)
    assert 0.1 < found.age_p95_s < 0.7


def test_twice_too_slow_makes_half_of_the_decisions_on_fresh_pictures() -> None:
    found = paced([1.0] * 50, period_s=0.5, pictures_per_s=4)
    assert found.kept == pytest.approx(0.5, abs=0.01)
    assert found.age_p95_s == pytest.approx(1.0)


def test_the_newest_picture_may_be_as_old_as_the_camera_is_slow() -> None:
    found = paced([0.75] * 41, period_s=0.5, pictures_per_s=2)
    assert 0.75 <= found.age_p50_s <= 1.25
    assert found.age_p95_s == pytest.approx(1.0)


def test_of_nothing_there_is_no_age() -> None:
    with pytest.raises(ValueError, match="no decision"):
        paced([], 0.5, 4)
