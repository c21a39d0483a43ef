"""What has to be done now and then while the floor is watched, in between two decisions."""

from collections.abc import Callable, Iterator

from cameras.frame import Tick
from floor.time import Instant, seconds_between

EVERY_S = 600.0
"""Shifts and expiries are matters of hours; ten minutes late is early enough."""


def between(
    ticks: Iterator[Tick], chore: Callable[[Instant], None], every_s: float = EVERY_S
) -> Iterator[Tick]:
    """The same ticks; before one of them, ``chore`` when ``every_s`` have passed since the last."""
    last: Instant | None = None
    for tick in ticks:
        moment = Instant(tick.time_us)
        if last is None:
            last = moment
        elif seconds_between(last, moment) >= every_s:
            last = moment
            chore(moment)
        yield tick
