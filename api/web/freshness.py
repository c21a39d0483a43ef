"""How long ago the last decision was made, by a clock that nobody sets."""

import threading
import time
from collections.abc import Callable


class Freshness:
    """Notes when the board's version last rose.

    Monotonic time and not the snapshot's own: a replay's snapshots carry the time of their
    footage, and a camera's clock may be wrong while decisions are made in time.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._version = 0
        self._risen = monotonic()

    def age_s(self, version: int) -> float | None:
        """Seconds since ``version`` was first seen here; None before the first decision."""
        with self._lock:
            now = self._monotonic()
            if version != self._version:
                self._version, self._risen = version, now
            return None if self._version == 0 else now - self._risen
