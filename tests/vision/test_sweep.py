"""Whole pictures are looked at always until the seat network is trusted, and then now and then."""

from floor.time import Instant, plus
from vision.sweep import EVERY_S, WARM_UP_S, Sweeps, is_sweep_due, swept

START = Instant(0)


def test_the_first_picture_is_swept() -> None:
    assert is_sweep_due(None, 1.0, START)


def test_every_picture_is_swept_while_the_network_warms_up() -> None:
    sweeps = swept(None, START)
    assert is_sweep_due(sweeps, 1.0, plus(START, WARM_UP_S - 0.5))


def test_a_trusted_network_looks_alone_between_sweeps() -> None:
    now = plus(START, 60)
    sweeps = Sweeps(START, now)
    assert not is_sweep_due(sweeps, 1.0, plus(now, EVERY_S - 0.5))
    assert is_sweep_due(sweeps, 1.0, plus(now, EVERY_S))


def test_cameras_with_phases_of_their_own_take_turns() -> None:
    start = plus(START, 60)
    due = [
        [
            camera
            for camera in range(4)
            if is_sweep_due(
                Sweeps(START, plus(start, step / 2 - 0.5)), 1.0, plus(start, step / 2), camera / 4
            )
        ]
        for step in range(8)
    ]
    assert sorted(camera for each in due for camera in each) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert all(len(each) == 1 for each in due)


def test_a_doubted_network_or_none_asks_for_every_picture() -> None:
    now = plus(START, 60)
    for trust in (0.0, 0.05, 0.9):
        assert is_sweep_due(Sweeps(START, now), trust, plus(now, 0.5))
