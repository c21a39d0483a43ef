"""A feed as the loop sees it: it is polled, and says how it is doing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

from floor.feeds.batch import Batch
from floor.time import Instant


class FeedState(StrEnum):
    """What a feed is doing."""

    CONNECTING = "connecting"
    LIVE = "live"
    MISSING = "missing"
    BACKING_OFF = "backing_off"
    MISCONFIGURED = "misconfigured"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How one feed is doing.

    ``reason`` is a short code, empty where all is well. ``faults`` are failures of the connection,
    ``dead_letters`` what could not be read. ``silent_s``: seconds since anything was heard of the
    phone system; None before the first word. ``queued``: events that the floor has yet to take.
    """

    name: str
    kind: str
    state: FeedState
    reason: str = ""
    events: int = 0
    faults: int = 0
    dead_letters: int = 0
    reconnects: int = 0
    silent_s: float | None = None
    queued: int = 0


class Feed(Protocol):
    """Agent events of one phone system. A context manager: nothing begins before it is entered."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def poll(self) -> Batch:
        """What came since the last poll; never waits for a network."""
        ...

    def status(self) -> FeedStatus:
        """How it is doing; from any thread."""
        ...


@dataclass(frozen=True, slots=True)
class FeedClock:
    """Now, for feeds: wall time for stamps, seconds that never jump for waits."""

    now: Callable[[], Instant] = lambda: Instant(time.time_ns() // 1000)
    monotonic: Callable[[], float] = time.monotonic
