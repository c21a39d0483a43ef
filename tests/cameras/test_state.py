"""A camera that fails is tried again: sooner at first, never much later, never all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameras.state import CameraState, Health, Policy

POLICY = Policy()


def failed(health: Health, now: float, *, bad: bool = False, chance: float = 0.0) -> Health:
    return health.failed(now, "lost", bad, POLICY, chance)


def test_a_camera_connects_and_is_live() -> None:
    health = Health.new(0.0).frame(1.0)
    assert health.state is CameraState.LIVE
    assert health.reason == ""
    assert health.since == 1.0
    assert health.frames == 1


def test_no_picture_for_too_long_is_stalled_and_a_picture_mends_it() -> None:
    live = Health.new(0.0).frame(1.0)
    assert live.looked_at(3.0, POLICY).state is CameraState.LIVE
    stalled = live.looked_at(3.1, POLICY)
    assert stalled.state is CameraState.STALLED
    assert stalled.frame(3.2).state is CameraState.LIVE
    assert stalled.frame(3.2).reconnects == 0, "the connection was never lost"


def test_waits_grow_to_a_cap() -> None:
    health, delays = Health.new(0.0), []
    for _ in range(8):
        health = failed(health.connecting(1.0), 1.0)
        delays.append(health.retry_at - 1.0)
    assert delays == [0.25, 0.5, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0]


@given(
    failures=st.integers(1, 100_000),
    out_for=st.floats(0, POLICY.patient_after_s),
    chance=st.floats(0, 1),
)
def test_for_the_first_minutes_no_wait_is_longer_than_three_seconds(
    failures: int, out_for: float, chance: float
) -> None:
    assert 0 < POLICY.delay(failures, out_for, misconfigured=False, chance=chance) <= 3.0


def test_chance_only_shortens_a_wait() -> None:
    assert POLICY.delay(9, 0, False, 1.0) == pytest.approx(3.0 * 0.7)
    assert POLICY.delay(9, 0, False, 0.0) == 3.0


def test_a_long_outage_and_a_wrong_password_are_tried_rarely_but_for_ever() -> None:
    assert POLICY.delay(9, 1000.0, False, 0.0) == POLICY.patient_delay_s
    refused = failed(Health.new(0.0), 1.0, bad=True)
    assert refused.state is CameraState.MISCONFIGURED
    assert refused.retry_at == 1.0 + POLICY.misconfigured_delay_s


def test_a_steady_camera_starts_over_and_a_flapping_one_does_not() -> None:
    flapping = Health.new(0.0)
    for now in (1.0, 2.0, 3.0):
        flapping = failed(flapping.connecting(now).frame(now + 0.1), now + 0.2)
    assert flapping.failures == 3

    steady = flapping.connecting(4.0).frame(4.0).frame(4.0 + POLICY.steady_after_s)
    assert failed(steady, 30.0).failures == 1


def test_reconnects_are_those_that_brought_pictures() -> None:
    health = Health.new(0.0).frame(1.0)
    health = failed(failed(health, 2.0).connecting(3.0), 4.0).connecting(5.0)
    assert health.reconnects == 0
    assert health.frame(6.0).reconnects == 1


def test_a_picture_of_the_wrong_shape_is_a_misconfigured_camera_until_it_is_right() -> None:
    wrong = Health.new(0.0).frame(1.0, unfit="bad_size")
    assert (wrong.state, wrong.reason) == (CameraState.MISCONFIGURED, "bad_size")
    assert wrong.frame(2.0).state is CameraState.LIVE


def test_stopped_is_for_good() -> None:
    health = Health.new(0.0).stopped(1.0, "ended")
    after = health.connecting(2.0).frame(3.0)
    assert (after.state, after.reason) == (CameraState.STOPPED, "ended")
    assert failed(health, 2.0).state is CameraState.STOPPED


def test_states_are_counted_and_timed() -> None:
    health = failed(Health.new(0.0).frame(1.0), 11.0).connecting(12.0).frame(14.0)
    assert health.entered(CameraState.LIVE) == 2
    assert health.entered(CameraState.CONNECTING) == 2
    assert health.spent(CameraState.LIVE, 15.0) == 11.0
    assert health.spent(CameraState.CONNECTING, 15.0) == 3.0
    assert health.spent(CameraState.BACKING_OFF, 15.0) == 1.0


def test_a_picture_found_poor_degrades_a_camera_until_a_good_one_comes() -> None:
    poor = Health.new(0.0).frame(1.0).judged(1.5, "compressed")
    assert (poor.state, poor.reason, poor.since) == (CameraState.DEGRADED, "compressed", 1.5)
    assert poor.frame(2.0).state is CameraState.DEGRADED, "nobody has looked at it yet"
    assert poor.frame(2.0).judged(2.5, "").state is CameraState.LIVE


def test_pictures_that_come_badly_degrade_a_camera_whatever_they_show() -> None:
    few = Health.new(0.0).frame(1.0, poor="few")
    assert (few.state, few.reason) == (CameraState.DEGRADED, "few")
    assert few.judged(1.1, "").state is CameraState.DEGRADED
    assert few.judged(1.1, "black").reason == "black", "what blinds it is said first"
    assert few.frame(1.2).state is CameraState.LIVE


def test_a_degraded_camera_stalls_and_fails_like_a_live_one() -> None:
    poor = Health.new(0.0).frame(1.0, poor="late")
    assert poor.looked_at(3.1, POLICY).state is CameraState.STALLED
    assert failed(poor, 2.0).state is CameraState.BACKING_OFF


def test_a_new_connection_starts_without_the_old_ones_complaints() -> None:
    poor = Health.new(0.0).frame(1.0, poor="late").judged(1.0, "black")
    assert poor.connecting(2.0).frame(3.0).state is CameraState.LIVE
    assert failed(poor, 2.0).judged(2.1, "black").state is CameraState.BACKING_OFF


def after(health: Health, now: float, event: str) -> Health:
    """What one event makes of a camera."""
    match event:
        case "connect":
            return health.connecting(now)
        case "frame":
            return health.frame(now)
        case "few":
            return health.frame(now, poor="few")
        case "unfit":
            return health.frame(now, unfit="bad_size")
        case "black":
            return health.judged(now, "black")
        case "good":
            return health.judged(now, "")
        case "fail":
            return failed(health, now)
        case "refused":
            return failed(health, now, bad=True)
        case "stop":
            return health.stopped(now, "stopped")
        case _:
            return health.looked_at(now, POLICY)


KINDS = ["connect", "frame", "few", "unfit", "black", "good", "fail", "refused", "look", "stop"]
EVENTS = st.lists(st.tuples(st.floats(0, 5), st.sampled_from(KINDS)))


@given(EVENTS)
def test_whatever_happens_the_books_balance(events: list[tuple[float, str]]) -> None:
    now, health = 0.0, Health.new(0.0)
    for wait, event in events:
        now, before = now + wait, health
        health = after(health, now, event)
        for state in CameraState:
            assert health.entered(state) >= before.entered(state), "counts never fall"
            assert health.spent(state, now) >= before.spent(state, now) - 1e-9
        changes = sum(map(health.entered, CameraState)) - sum(map(before.entered, CameraState))
        assert changes == (health.state is not before.state), "every transition is counted once"
        assert health.since == (now if changes else before.since)
        assert health.retry_at <= now + POLICY.misconfigured_delay_s
        if before.state is CameraState.STOPPED:
            assert (health.state, health.reason) == (before.state, before.reason)
        assert bool(health.reason) is (health.state is not CameraState.LIVE)
    assert sum(health.spent(state, now) for state in CameraState) == pytest.approx(now)
