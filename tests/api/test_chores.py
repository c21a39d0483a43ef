"""Chores come between decisions, in event time, and never instead of one."""

from api.chores import between
from cameras.frame import Tick
from floor.time import SECOND, Instant


def test_every_ten_minutes_once_and_no_decision_is_lost() -> None:
    done: list[Instant] = []
    ticks = [Tick(second * SECOND, ()) for second in range(0, 1801, 60)]
    assert list(between(iter(ticks), done.append)) == ticks
    assert done == [600 * SECOND, 1200 * SECOND, 1800 * SECOND]


def test_after_a_long_silence_it_is_done_once() -> None:
    done: list[Instant] = []
    ticks = [Tick(second * SECOND, ()) for second in (0, 86_400, 86_401)]
    assert list(between(iter(ticks), done.append)) == ticks
    assert done == [86_400 * SECOND]
