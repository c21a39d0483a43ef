"""One live camera's reader: a thread that keeps the latest picture and never gives up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import structlog

from cameras.clock import Clock
from cameras.delivery import Delivery
from cameras.errors import SourceError, TruncatedSource
from cameras.picture import Opener, Picture
from cameras.spec import CameraSpec, same_shape
from cameras.state import CameraState, Health, Policy
from cameras.stream_clock import StreamClock

_log = structlog.get_logger(__name__)

SHRUNK = 0.75
"""Of the widest picture of a run: on narrower ones people are too small to be seen as surely as
before, and who is not seen must not be taken for absent."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A picture that came.

    ``captured_us`` is when it was taken (UTC, µs) as far as that can be known, ``monotonic`` when
    it was decoded here and ``waited_s`` how long it was on its way until then, in seconds.
    ``connection`` counts from 1.
    """

    picture: Picture
    captured_us: int
    monotonic: float
    waited_s: float
    connection: int

    def age_s(self, now: float) -> float:
        """How long ago, at ``now`` of the monotonic clock, it was taken."""
        return max(0.0, now - self.monotonic) + self.waited_s


class Reader:
    """Reads one camera until stopped: connect, read, wait, connect again.

    The latest picture wins: what nobody looked at in time is dropped, so that a slow floor
    sees the present and not a growing past. ``chance`` gives random numbers in 0..1.
    """

    def __init__(
        self,
        spec: CameraSpec,
        clock: Clock,
        opener: Opener,
        policy: Policy,
        chance: Callable[[], float],
    ) -> None:
        self.spec = spec
        self._clock = clock
        self._opener = opener
        self._policy = policy
        self._chance = chance
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._health = Health.new(0.0)
        self._latest: Arrival | None = None
        self._thread: threading.Thread | None = None
        self._widest = 0

    def start(self) -> None:
        """Begin to read; once."""
        if self._thread is not None:
            raise RuntimeError(f"camera {self.spec.id} was started before")
        self._health = Health.new(self._clock.monotonic())
        # A daemon: should a driver block for ever, the process can still end.
        self._thread = threading.Thread(
            target=self._run, name=f"camera-{self.spec.id}", daemon=True
        )
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask without waiting, so that many readers end at the same time."""
        self._stop.set()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; False if it has not come within ``timeout_s``."""
        if self._thread is not None:
            self._thread.join(max(0.0, timeout_s))
            return not self._thread.is_alive()
        return True

    def look(self) -> tuple[Health, Arrival | None]:
        """The camera's state now, and its latest picture, if it ever had one."""
        with self._lock:
            self._change(self._health.looked_at(self._clock.monotonic(), self._policy))
            return self._health, self._latest

    def judged(self, arrival: Arrival, poor: str) -> None:
        """Somebody looked at a picture: what is wrong with it, or nothing. Of an earlier
        connection's it says nothing any more."""
        with self._lock:
            if arrival.connection == self._health.connections:
                self._change(self._health.judged(self._clock.monotonic(), poor))

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._read()
            except TruncatedSource as error:
                # A damaged recording does not heal; reading it again would show its past twice.
                self._log_failure(error)
                self._finish(error.reason)
                return
            except SourceError as error:
                self._log_failure(error)
                self._failed(error.reason, error.misconfigured)
            except Exception as error:
                # Whatever a decoder does must not end the reader. Only the type is logged: the
                # text may hold the address.
                _log.error("camera_failed", camera=self.spec.id, error=type(error).__name__)
                self._failed("internal", misconfigured=False)
            else:
                if self._stop.is_set() or self.spec.source.recorded:
                    break
                self._failed("ended", misconfigured=False)
            self._stop.wait(max(0.0, self._health.retry_at - self._clock.monotonic()))
        self._finish("stopped" if self._stop.is_set() else "ended")

    def _read(self) -> None:
        with self._lock:
            self._change(self._health.connecting(self._clock.monotonic()))
        with closing(self._opener(self.spec)) as pictures:
            stream_clock = StreamClock()
            delivery = Delivery(self.spec.fps, self._policy.max_frame_age_s)
            for picture in self._paced(pictures):
                if self._stop.is_set():
                    return
                if picture.damaged:
                    delivery.came(self._clock.monotonic(), damaged=True)
                else:
                    self._arrived(picture, stream_clock, delivery)

    def _paced(self, pictures: Iterator[Picture]) -> Iterator[Picture]:
        """A stream comes at its own pace; a recording is held to its PTS."""
        if not self.spec.source.recorded:
            yield from pictures
            return
        began: float | None = None
        for picture in pictures:
            now = self._clock.monotonic()
            began = now - picture.pts if began is None else began
            if self._stop.wait(max(0.0, began + picture.pts - now)):
                return
            yield picture
            last = began + picture.pts + picture.duration_s
        if began is not None:
            self._stop.wait(max(0.0, last - self._clock.monotonic()))

    def _arrived(self, picture: Picture, stream_clock: StreamClock, delivery: Delivery) -> None:
        now = self._clock.monotonic()
        waited_s = stream_clock.waited_s(picture.pts, now)
        captured_us = self._clock.utc_us() - round(waited_s * 1_000_000)
        poor = delivery.came(now, damaged=False, late_s=waited_s)
        fits = self._fits(picture.size)
        unfit = None if fits else "bad_size"
        with self._lock:
            if self._latest is not None and self._latest.picture.size != picture.size:
                _log.warning(
                    "camera_size_changed",
                    camera=self.spec.id,
                    before=self._latest.picture.size,
                    now=picture.size,
                    usable=fits,
                )
            self._change(self._health.frame(now, unfit, poor))
            self._latest = Arrival(picture, captured_us, now, waited_s, self._health.connections)

    def _fits(self, size: tuple[int, int]) -> bool:
        """Whether seats may be judged by pictures of ``size``; remembers the widest that may."""
        if not same_shape(size, self.spec.size) or size[0] < SHRUNK * self._widest:
            return False
        self._widest = max(self._widest, size[0])
        return True

    def _failed(self, reason: str, misconfigured: bool) -> None:
        now = self._clock.monotonic()
        with self._lock:
            self._change(
                self._health.failed(now, reason, misconfigured, self._policy, self._chance())
            )

    def _finish(self, reason: str) -> None:
        with self._lock:
            self._change(self._health.stopped(self._clock.monotonic(), reason))
            self._latest = None  # a raw picture is kept no longer than it is of use

    def _log_failure(self, error: SourceError) -> None:
        _log.warning("camera_error", camera=self.spec.id, reason=error.reason, detail=str(error))

    def _change(self, health: Health) -> None:
        """Take over a new state; the lock is held."""
        before, self._health = self._health, health
        if (before.state, before.reason) != (health.state, health.reason):
            level = _log.info if health.state is CameraState.LIVE else _log.warning
            level(
                "camera_state",
                camera=self.spec.id,
                before=str(before.state),
                now=str(health.state),
                reason=health.reason,
                after_s=round(health.since - before.since, 3),
            )
