"""How well the wall time of a live frame is known.

A frame is stamped when it is decoded here, which is later than it was taken by the camera's
own delay, which we cannot see, and by waiting on the way, which we can: the stream's PTS says
how far apart two frames were taken, so a frame that arrives later than the quickest one of the
last minute waited for the difference. Cameras' clocks drift (mediamtx #5550), so nothing older
than that is compared.
"""

from dataclasses import dataclass

UNSEEN_DELAY_S = 0.3
"""Exposure, encoding and a switched network: what even the quickest frame has behind it."""

WINDOW_S = 30.0
JUMP_S = 5.0
"""A PTS that runs ahead of or behind our clock by more is another time line: start again."""


@dataclass(slots=True)
class StreamClock:
    """Compares a stream's own time with ours, for one connection."""

    _began: float | None = None
    _quickest: float = 0.0
    _quickest_before: float = 0.0
    _last: float = 0.0

    def uncertainty_s(self, pts: float, monotonic: float) -> float:
        """The bound of the error of a frame's wall time, in seconds.

        ``pts`` and ``monotonic`` are when it was taken and when it was decoded, in seconds.
        """
        lag = monotonic - pts
        if self._began is None or abs(lag - self._last) > JUMP_S:
            self._began, self._quickest, self._quickest_before = monotonic, lag, lag
        elif monotonic - self._began > WINDOW_S:
            self._began, self._quickest_before, self._quickest = monotonic, self._quickest, lag
        self._last = lag
        self._quickest = min(self._quickest, lag)
        return UNSEEN_DELAY_S + lag - min(self._quickest, self._quickest_before)
