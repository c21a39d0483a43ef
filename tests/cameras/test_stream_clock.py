"""When a live picture was taken, whatever the camera's clock and the network do."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameras.stream_clock import WINDOW_S, StreamClock

MPEG_TS_WRAP_S = 2**33 / 90_000
EXACT = 1e-4
"""Seconds: what is left of them after adding large ones."""

gaps = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=120)
waits = st.lists(st.one_of(st.just(0.0), st.floats(0.0, 4.0)), min_size=120, max_size=120)


def times(gaps: list[float]) -> list[float]:
    """When pictures are taken, in seconds."""
    return list(accumulate(gaps))


def arrivals(taken: list[float], waits: list[float]) -> list[float]:
    """When they come; nothing overtakes on one connection."""
    came = [at + wait for at, wait in zip(taken, waits, strict=False)]
    return list(accumulate(came, max))


def test_an_even_stream_never_waits() -> None:
    clock = StreamClock()
    found = [clock.waited_s(n / 25, 100 + n / 25) for n in range(100)]
    assert max(found) == pytest.approx(0.0, abs=EXACT)


@given(gaps, waits, st.floats(-1e6, 1e6))
def test_what_a_picture_waited_is_known_once_one_came_at_once(
    gaps: list[float], waits: list[float], camera_ahead: float
) -> None:
    taken = times(gaps)
    clock, quickest = StreamClock(), float("inf")
    for at, came in zip(taken, arrivals(taken, waits), strict=True):
        wait = clock.waited_s(at + camera_ahead, came)
        quickest = min(quickest, came - at)
        if at - taken[0] < WINDOW_S:
            assert wait == pytest.approx(came - at - quickest, abs=EXACT)


@given(gaps, st.integers(0, 119), st.floats(-1e5, 1e5))
def test_a_camera_that_sets_its_clock_makes_no_picture_late(
    gaps: list[float], when: int, by: float
) -> None:
    taken, clock = times(gaps), StreamClock()
    for number, at in enumerate(taken):
        pts = at + (by if number >= when else 0.0)
        # A clock that is set back by less than the time between two pictures looks like a wait.
        assert clock.waited_s(pts, at) <= 1.0 + EXACT


@given(gaps, st.floats(0.0, 60.0))
def test_a_counter_that_wraps_round_makes_no_picture_late(gaps: list[float], until: float) -> None:
    clock = StreamClock()
    for at in times(gaps):
        pts = (MPEG_TS_WRAP_S - until + at) % MPEG_TS_WRAP_S
        assert clock.waited_s(pts, at) == pytest.approx(0.0, abs=EXACT)


@given(gaps, waits, st.lists(st.floats(-1e4, 1e4), min_size=120, max_size=120))
def test_no_picture_was_taken_later_than_it_came_or_before_the_one_before(
    gaps: list[float], waits: list[float], jumps: list[float]
) -> None:
    taken, clock = times(gaps), StreamClock()
    found = []
    for at, came, jump in zip(taken, arrivals(taken, waits), jumps, strict=False):
        waited = clock.waited_s(at + jump, came)
        assert waited >= 0
        found.append(came - waited)
    assert all(later >= earlier - EXACT for earlier, later in pairwise(found))


@pytest.mark.parametrize("drift", [-0.0005, 0.0005])
def test_a_clock_that_drifts_does_not_add_up(drift: float) -> None:
    clock = StreamClock()
    found = [clock.waited_s(n / 25 * (1 + drift), n / 25) for n in range(25 * 3600)]
    assert max(found) < 2 * WINDOW_S * abs(drift) + EXACT


def test_a_stall_that_ends_is_a_wait_and_no_jump() -> None:
    """What was on its way all along shows the past, though nothing like it came for long."""
    clock = StreamClock()
    clock.waited_s(0.0, 100.0)
    assert clock.waited_s(0.04, 108.04) == pytest.approx(8.0)
    assert clock.waited_s(8.1, 108.1) == pytest.approx(0.0, abs=EXACT)
