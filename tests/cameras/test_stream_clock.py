"""A live frame's wall time is as sure as the stream is even."""

import pytest

from cameras.stream_clock import UNSEEN_DELAY_S, StreamClock


def test_an_even_stream_is_as_sure_as_it_gets() -> None:
    clock = StreamClock()
    assert {round(clock.uncertainty_s(n / 25, 100 + n / 25), 6) for n in range(100)} == {
        UNSEEN_DELAY_S
    }


def test_a_frame_that_waited_is_unsure_by_its_wait() -> None:
    clock = StreamClock()
    clock.uncertainty_s(0.0, 100.0)
    assert clock.uncertainty_s(0.04, 100.54) == pytest.approx(UNSEEN_DELAY_S + 0.5)


def test_a_clock_that_drifts_does_not_add_up() -> None:
    clock = StreamClock()
    found = [clock.uncertainty_s(n / 25, n / 25 * 1.0005) for n in range(25 * 3600)]
    assert max(found) < UNSEEN_DELAY_S + 0.05


def test_a_stream_time_that_jumps_starts_again() -> None:
    clock = StreamClock()
    clock.uncertainty_s(5000.0, 100.0)
    assert clock.uncertainty_s(0.0, 100.04) == pytest.approx(UNSEEN_DELAY_S)
