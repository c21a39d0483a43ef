"""A demo shows a decision when its time has come, and leaves out what is late."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from api.demo import paced
from cameras.frame import Tick


@dataclass
class FakeClock:
    """Time that passes only while somebody sleeps, or when it is set."""

    now_s: float = 0.0
    slept: list[float] = field(default_factory=list)

    def utc_us(self) -> int:
        return round(self.now_s * 1_000_000)

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


def at(*seconds: float) -> Iterator[Tick]:
    return iter([Tick(round(each * 1_000_000), ()) for each in seconds])


def test_a_tick_waits_for_its_time() -> None:
    clock = FakeClock()
    shown = [(tick.time_us, clock.utc_us()) for tick in paced(at(0, 0.5, 2), clock, lambda: True)]
    assert shown == [(0, 0), (500_000, 500_000), (2_000_000, 2_000_000)]


def test_it_waits_in_short_naps_so_that_it_can_be_stopped() -> None:
    clock = FakeClock()
    list(paced(at(3), clock, lambda: True))
    assert max(clock.slept) <= 0.25


def test_what_is_late_is_left_out() -> None:
    clock = FakeClock()
    shown = []
    for tick in paced(at(0, 1, 2, 3, 4, 5), clock, lambda: True):
        shown.append(tick.time_us / 1_000_000)
        if tick.time_us == 0:
            clock.now_s = 3.5  # the first decision took long
    assert shown == [0, 3, 4, 5]


def test_it_ends_when_it_is_told_to_also_while_it_waits() -> None:
    clock = FakeClock()
    assert list(paced(at(10), clock, lambda: clock.now_s < 1)) == []
    assert clock.now_s < 1.5


def test_it_ends_with_the_recording() -> None:
    assert list(paced(at(), FakeClock(), lambda: True)) == []
