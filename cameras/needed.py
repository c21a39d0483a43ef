"""Recordings: of each GOP only what its decisions show is decoded, and what that refers to.

A replay's decisions are at fixed times and each shows the latest picture that is not later, so
it is known beforehand which pictures are shown. They are the same as if all had been decoded.
"""

import math
from collections.abc import Sequence
from typing import Generic

from cameras.coded import Coded, Payload

TOLERANCE_S = 1e-3
"""A frame at the very time of a decision must count as there, however its time was rounded:
Matroska and FLV count in whole milliseconds, RTP servers are off by one of 90,000 per second."""

MOST_HELD = 600
"""Pictures of one GOP that are held to see its end: 20 to 40 s; longer ones are decoded whole."""


def decision_us(number: int, fps: float) -> int:
    """The time of a decision since the first picture, in microseconds."""
    return round(number * 1_000_000 / fps)


def last_decision_before(time_s: float, fps: float) -> int | None:
    """The last decision that does not show a picture of ``time_s`` (seconds since the first) or a
    later one; None if there is none."""
    number = math.ceil(max(0.0, time_s) * fps) + 1
    while number >= 0 and time_s <= decision_us(number, fps) / 1_000_000 + TOLERANCE_S:
        number -= 1
    return number if number >= 0 else None


class Needed(Generic[Payload]):
    """Leaves out what no decision at ``fps`` a second shows, whole GOPs included.

    Holds one GOP of coded pictures. Where a time is unknown, and before the first picture is,
    nothing is left out.
    """

    gop_s: float | None = None
    skips_unreferenced = False
    at_once = False

    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._first_s: float | None = None
        self._told = False
        self._held: list[Coded[Payload]] = []

    def take(self, coded: Coded[Payload]) -> Sequence[Coded[Payload]]:
        """At the beginning of a GOP, what is needed of the one before."""
        if coded.begins:
            needed = self._needed(coded.time_s)
            self._held = [coded]
            return needed
        if self._held:
            self._held.append(coded)
            return self.rest() if len(self._held) > MOST_HELD else ()
        return (coded,)

    def gave(self, coded: Coded[Payload], times: Sequence[float | None]) -> None:
        """Notes the time of the first picture, from which decisions are counted."""
        if times and not self._told:
            self._told, self._first_s = True, times[0]

    def rest(self) -> Sequence[Coded[Payload]]:
        """The whole last GOP: when a recording ends is told by its last picture."""
        held, self._held = self._held, []
        return held

    def _needed(self, next_s: float | None) -> Sequence[Coded[Payload]]:
        held = self._held
        times = [coded.time_s for coded in held if coded.time_s is not None]
        if self._first_s is None or next_s is None or len(times) < len(held) or not held:
            return held
        number = last_decision_before(next_s - self._first_s, self._fps)
        if number is None:
            return held
        due_s, first_s = decision_us(number, self._fps) / 1_000_000, self._first_s
        # All that is shown before it, too: decoding order is not the order of showing.
        shown = [i for i, time_s in enumerate(times) if time_s - first_s <= due_s + TOLERANCE_S]
        return held[: shown[-1] + 1] if shown else ()
