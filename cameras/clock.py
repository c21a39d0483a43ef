"""Clocks, injected, so that tests and replays own time."""

import time
from typing import Protocol


class Clock(Protocol):
    """Where "now" comes from."""

    def utc_us(self) -> int:
        """Wall time in microseconds since 1970-01-01 UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump; only differences mean anything."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait; at most zero returns at once."""
        ...


class SystemClock:
    """The machine's own clock."""

    def utc_us(self) -> int:
        """Wall time in microseconds since 1970-01-01 UTC."""
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        """Seconds of the machine's monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait for ``seconds``."""
        if seconds > 0:
            time.sleep(seconds)
