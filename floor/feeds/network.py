"""A phone system on the network: a thread that connects, resyncs, reads, and never gives up.

What a phone system's adapter has to do is one generator, ``Source.listen``; threads, back-off,
back-pressure, counters and dead letters are here, once for all of them.
"""

import queue
import random
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from enum import Enum
from typing import Final, Protocol, Self, TypeAlias

import structlog

from floor.agent_state import AgentEvent
from floor.feeds.back_off import BackOff
from floor.feeds.batch import Batch, DeadLetter
from floor.feeds.dead_letters import DeadLetters
from floor.feeds.feed import FeedClock, FeedState, FeedStatus
from floor.feeds.stamp import AS_TOLD, Stamp

_log = structlog.get_logger(__name__)

QUEUE_EVENTS: Final = 10_000
"""Words that may wait for the floor. When it is full, nothing is read any more, and the phone
system's own buffers fill: nothing is dropped."""

STOP_WITHIN_S: Final = 6.0
_LOOK_S: Final = 0.5


class FeedFailed(Exception):
    """The connection failed. ``reason`` is a short code for people; it never holds an address or a
    login. ``misconfigured``: trying again soon is no use, such as after a refused password."""

    def __init__(self, reason: str, misconfigured: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.misconfigured = misconfigured


class Sign(Enum):
    """What an adapter says beside events."""

    READY = "ready"
    """Logged in, and the snapshot of all agents is told: the feed is live."""
    ALIVE = "alive"
    """The phone system said something, a heartbeat or an answer, that is no agent's state."""
    QUIET = "quiet"
    """Nothing came. To be given at least every second, so that a feed can be stopped."""


Heard: TypeAlias = AgentEvent | DeadLetter | Sign
Nap: TypeAlias = Callable[[float], bool]
"""Wait so many seconds; True, at once, when the feed is to stop: then return from ``listen``."""


class Source(Protocol):
    """How one phone system is spoken to. Holds its settings; opens nothing before ``listen``."""

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection: connect, log in, tell the snapshot of all agents, ``READY``, then what
        comes. Everything it opens is closed when the generator is. No read may block for longer
        than a second. Raises ``FeedFailed``, ``OSError`` or ``TimeoutError``; returning counts as
        the end of the connection. Events are not yet stamped; ``received_at`` is the caller's now.
        """
        ...


class NetworkFeed:
    """Follows ``source`` until it is left. ``chance`` draws the jitter, in 0..1."""

    def __init__(
        self,
        name: str,
        kind: str,
        source: Source,
        dead: DeadLetters,
        stamp: Stamp = AS_TOLD,
        clock: FeedClock | None = None,
        back_off: BackOff | None = None,
        chance: Callable[[], float] = random.random,
        queue_events: int = QUEUE_EVENTS,
    ) -> None:
        self._source = source
        self._dead = dead
        self._stamp = stamp
        self._clock = clock or FeedClock()
        self._back_off = back_off or BackOff()
        self._chance = chance
        self._queue: queue.Queue[AgentEvent | DeadLetter] = queue.Queue(queue_events)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._name, self._kind = name, kind
        self._state, self._reason = FeedState.CONNECTING, "connecting"
        self._events = self._faults = self._letters = self._connections = self._failures = 0
        self._heard_at: float | None = None
        self._ready_at: float | None = None

    def __enter__(self) -> Self:
        if self._thread is not None:
            raise RuntimeError(f"feed {self._name} was started before")
        # A daemon: should a vendor's library block for ever, the process can still end.
        self._thread = threading.Thread(target=self._run, name=f"feed-{self._name}", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                _log.error("feed_stuck", feed=self._name)

    def poll(self) -> Batch:
        """All that waits in the queue."""
        events: list[AgentEvent] = []
        letters: list[DeadLetter] = []
        for _ in range(self._queue.qsize()):
            heard = self._queue.get_nowait()
            if isinstance(heard, DeadLetter):
                letters.append(heard)
            else:
                events.append(heard)
        missing = self.status().state is not FeedState.LIVE
        return Batch(self._stamp.on(events), tuple(letters), missing)

    def status(self) -> FeedStatus:
        """How it is doing; from any thread."""
        with self._lock:
            heard = self._heard_at
            return FeedStatus(
                self._name,
                self._kind,
                self._state,
                self._reason,
                self._events,
                self._faults,
                self._letters,
                max(0, self._connections - 1),
                None if heard is None else max(0.0, self._clock.monotonic() - heard),
                self._queue.qsize(),
            )

    def _run(self) -> None:
        while not self._stop.is_set():
            self._be(FeedState.CONNECTING, "connecting")
            try:
                with closing(self._source.listen(self._stop.wait)) as heard:
                    for each in heard:
                        self._take(each)
                        if self._stop.is_set():
                            break
                delay = self._failed("ended", misconfigured=False)
            except FeedFailed as error:
                delay = self._failed(error.reason, error.misconfigured)
            except TimeoutError:
                delay = self._failed("timed_out", misconfigured=False)
            except OSError as error:
                delay = self._failed(_code(error), misconfigured=False)
            except Exception as error:
                # Whatever an adapter does must not end the feed. Only the type is logged: the text
                # may hold a login or a name.
                _log.error("feed_broke", feed=self._name, error=type(error).__name__)
                delay = self._failed("internal", misconfigured=False)
            self._stop.wait(delay)
        self._be(FeedState.STOPPED, "stopped")

    def _take(self, heard: Heard) -> None:
        if heard is Sign.QUIET:
            return
        with self._lock:
            self._heard_at = self._clock.monotonic()
        if heard is Sign.READY:
            self._ready()
        elif isinstance(heard, DeadLetter):
            self._keep(heard)
            self._put(heard)
        elif isinstance(heard, AgentEvent):
            self._put(heard)
            with self._lock:
                self._events += 1

    def _put(self, heard: AgentEvent | DeadLetter) -> None:
        while not self._stop.is_set():
            try:
                return self._queue.put(heard, timeout=_LOOK_S)
            except queue.Full:
                continue

    def _keep(self, letter: DeadLetter) -> None:
        with self._lock:
            self._letters += 1
        try:
            self._dead.keep((letter,), self._clock.now())
        except OSError as error:
            _log.error("dead_letters_not_kept", feed=self._name, error=error.strerror)

    def _ready(self) -> None:
        with self._lock:
            self._ready_at = self._clock.monotonic()
            self._connections += 1
        self._be(FeedState.LIVE, "")
        _log.info("feed_live", feed=self._name)

    def _failed(self, reason: str, misconfigured: bool) -> float:
        """Note it; how long to wait now, in seconds."""
        if self._stop.is_set():
            return 0.0
        with self._lock:
            since = self._ready_at
            held = 0.0 if since is None else self._clock.monotonic() - since
            self._failures = 1 if held >= self._back_off.steady_s else self._failures + 1
            self._ready_at = None
            self._faults += 1
        self._be(FeedState.MISCONFIGURED if misconfigured else FeedState.BACKING_OFF, reason)
        _log.warning("feed_failed", feed=self._name, reason=reason)
        return self._back_off.delay(self._failures, misconfigured, self._chance())

    def _be(self, state: FeedState, reason: str) -> None:
        with self._lock:
            self._state, self._reason = state, reason


def _code(error: OSError) -> str:
    """A short code for a failure of the network; the error's own text may hold an address."""
    names: dict[type[OSError], str] = {
        ConnectionRefusedError: "refused",
        ConnectionResetError: "reset",
        BrokenPipeError: "reset",
    }
    return names.get(type(error), "unreachable")
