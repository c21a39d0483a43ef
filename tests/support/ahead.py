"""A clock that a test sets."""

from cameras.clock import SystemClock


class Ahead:
    """The machine's clock, some seconds ahead."""

    def __init__(self) -> None:
        self.by_s = 0.0
        self._clock = SystemClock()

    def utc_us(self) -> int:
        return self._clock.utc_us() + round(self.by_s * 1_000_000)

    def monotonic(self) -> float:
        return self._clock.monotonic() + self.by_s

    def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds)
