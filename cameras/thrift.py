"""Live: what comes shortly before the next key frame is put aside.

Decisions see the latest picture, which may be as old as the time between two of them. So once
the next key frame is due within that time, what comes before it need not be decoded: of a GOP of
1 s at 2 decisions a second, half; of GOPs no longer than the cadence, all but key frames.
What is left out is put aside, not thrown away: should the key frame not come when it is due (the
GOP grew), it is decoded at once, and no picture is older than it would be allowed to be.
"""

from collections import deque
from collections.abc import Sequence
from typing import Generic

from cameras.coded import Coded, Payload

MOST_APART_S = 1.0
"""Pictures are never farther apart, however rare decisions are: a camera without a picture for
2 s is stalled."""

REMEMBERED_GOPS = 4
"""The longest of so many says when the next key frame is due."""

SLACK_S = 0.022
"""So much farther apart they may be all the same: half a picture of 25 a second, so that of 25 it
is 13 that are decoded and not 14, and what rounding takes (1/90,000 s, milliseconds)."""

JITTER_S = 0.25
"""By our own clock a key frame may be so much later than by the stream's: what waits on the way
is no reason to decode. A stream whose time lies is caught by it."""

JUMP_S = 5.0
"""A PTS that goes back, or so far ahead, is another time line."""


class Thrift(Generic[Payload]):
    """Lets pictures through that are at most ``1 / fps`` from one another in the stream's time."""

    at_once = True

    def __init__(self, fps: float) -> None:
        self._apart_s = min(1.0 / fps, MOST_APART_S)
        self._gops: deque[float] = deque(maxlen=REMEMBERED_GOPS)
        self._key_s: float | None = None
        self._late = False
        self._last_s: float | None = None
        self._resting: Coded[Payload] | None = None
        self._comes_at_once = False
        self._aside: list[Coded[Payload]] = []
        self._picture_s: float | None = None
        self._skips = True

    @property
    def gop_s(self) -> float | None:
        """The longest of the last GOPs in seconds; None before one was seen."""
        return max(self._gops, default=None)

    @property
    def skips_unreferenced(self) -> bool:
        """True unless that left pictures too far apart."""
        return self._skips

    def take(self, coded: Coded[Payload]) -> Sequence[Coded[Payload]]:
        """What is decoded now: ``coded``, nothing, or all that was put aside and ``coded``."""
        now = coded.time_s
        if now is None or self._jumped(now):
            return self._begin_again(coded)
        self._last_s = now
        if coded.begins:
            self._measure(now)
            self._aside.clear()
        shown = self._resting
        if shown is None or shown.time_s is None:
            return (coded,)
        if coded.begins and not self._within(now + (self.gop_s or 0.0), shown.time_s):
            self._resting = None
            return (coded,)
        self._aside.append(coded)
        waited_s = coded.arrived_s - shown.arrived_s
        if self._within(now, shown.time_s) and waited_s <= self._apart_s + JITTER_S:
            return ()
        self._late = True  # until a key frame comes nobody knows when
        return self.rest()

    def gave(self, coded: Coded[Payload], times: Sequence[float | None]) -> None:
        """Decides, after a picture, whether what follows can be put aside.

        A decoder that holds pictures back (B-frames) would show a key frame only with what
        follows it, so there nothing is put aside.
        """
        if coded.begins:
            self._comes_at_once = coded.time_s is not None and coded.time_s in times
        self._look_at_gaps(times)
        now, key_due_s = coded.time_s, self._key_due_s()
        soon = now is not None and key_due_s is not None and self._within(key_due_s, now)
        self._resting = coded if soon and self._comes_at_once else None

    def rest(self) -> Sequence[Coded[Payload]]:
        """All that was put aside."""
        self._resting = None
        aside, self._aside = self._aside, []
        return aside

    def _key_due_s(self) -> float | None:
        if self._key_s is None or self.gop_s is None or self._late:
            return None
        return self._key_s + self.gop_s

    def _within(self, later_s: float, shown_s: float) -> bool:
        return later_s - shown_s <= self._apart_s + SLACK_S

    def _jumped(self, now: float) -> bool:
        return self._last_s is not None and not 0 <= now - self._last_s <= JUMP_S

    def _measure(self, now: float) -> None:
        if self._key_s is not None:
            self._gops.append(now - self._key_s)
        self._key_s, self._late = now, False

    def _begin_again(self, coded: Coded[Payload]) -> Sequence[Coded[Payload]]:
        self._gops.clear()
        self._key_s = self._last_s = None
        return (*self.rest(), coded)

    def _look_at_gaps(self, times: Sequence[float | None]) -> None:
        """Leaving unreferenced pictures out must not part the others by more than allowed."""
        for time_s in times:
            if time_s is None:
                continue
            if self._picture_s is not None:
                gap_s = time_s - self._picture_s
                self._skips &= gap_s <= self._apart_s + 2 * SLACK_S or gap_s > JUMP_S
            self._picture_s = time_s
