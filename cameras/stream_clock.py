"""When a live picture was taken, as far as it can be known.

A picture is stamped when it is decoded here, which is later than it was taken by the camera's own
delay, which we cannot see, and by waiting on the way, which we can: the stream's PTS says how far
apart two pictures were taken, so one that arrives later than the quickest of the last minute waited
for the difference. Cameras' clocks drift (mediamtx #5550), so nothing older is compared.

The PTS goes back where a camera sets its clock, where a counter wraps round (33 bits of MPEG-TS
after 26.5 hours, unless libav has undone it) and where a relay starts again. That is another time
line, of which nothing is known yet. An arrival that is late is not: however long it waited, its PTS
goes on.
"""

from dataclasses import dataclass

UNSEEN_DELAY_S = 0.3
"""Exposure, encoding and a switched network: what even the quickest picture has behind it."""

WINDOW_S = 30.0


@dataclass(slots=True)
class StreamClock:
    """Compares a stream's own time with ours, for one connection."""

    _began: float | None = None
    _quickest: float = 0.0
    _quickest_before: float = 0.0
    _pts: float = 0.0

    def waited_s(self, pts: float, monotonic: float) -> float:
        """How long a picture was on its way, in seconds, beyond what the quickest one was.

        ``pts`` and ``monotonic`` are when it was taken and when it was decoded, in seconds. Never
        negative; wrong by what the clocks drift apart in a minute.
        """
        lag = monotonic - pts
        if self._began is None or pts < self._pts:
            self._began, self._quickest, self._quickest_before = monotonic, lag, lag
        elif monotonic - self._began > WINDOW_S:
            self._began, self._quickest_before, self._quickest = monotonic, self._quickest, lag
        self._pts = pts
        self._quickest = min(self._quickest, lag)
        return lag - min(self._quickest, self._quickest_before)
