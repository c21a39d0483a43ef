"""Live cameras: each decision shows each due camera's latest picture, or why there is none."""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import Self

import structlog

from cameras.clock import Clock
from cameras.decode import open_live
from cameras.eye import Eye
from cameras.frame import Blind, CameraId, Tick, View
from cameras.picture import Decoding, Opener
from cameras.reader import Arrival, Reader
from cameras.sketch import Sketch
from cameras.spec import CameraSpec
from cameras.state import WAITING, CameraState, Health, Policy

_log = structlog.get_logger(__name__)

STOP_WITHIN_S = 6.5
"""Opening may take 3 s to connect and 3 s for the first packets, and cannot be interrupted."""

_NAP_S = 0.25
DEFAULT_POLICY = Policy()
NO_VIEWS: Mapping[CameraId, Sequence[Sketch]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """How one camera is doing.

    ``since_us`` is when it came into its state (UTC, µs, to a second) and ``frame_age_s`` the age
    of its latest picture (None if it has none), in seconds. ``missed`` counts decisions that were
    due and never asked for: the floor is falling behind. ``entries`` and ``seconds`` tell how
    often and for how long each state was. ``decoding`` is how its latest picture was decoded.
    """

    id: CameraId
    state: CameraState
    reason: str
    since_us: int
    frame_age_s: float | None
    frames: int
    reconnects: int
    missed: int
    entries: dict[CameraState, int]
    seconds: dict[CameraState, float]
    decoding: Decoding | None = None


class _Camera:
    """A reader with its place in the decisions."""

    def __init__(self, reader: Reader, views: Sequence[Sketch]) -> None:
        self.reader = reader
        self.decision: int | None = None
        self.missed = 0
        self.shown: tuple[Arrival, View] | None = None
        self.eye = Eye(reader.spec, views)

    def due(self, time_us: int) -> bool:
        """True once per decision of this camera; counts those that were skipped."""
        decision = math.floor((time_us + 0.5) * self.reader.spec.fps / 1_000_000)
        if self.decision is not None:
            if decision == self.decision:
                return False
            # A wall clock that was set back makes a camera due again, not unseen for an hour.
            self.missed += max(0, decision - self.decision - 1)
        self.decision = decision
        return True

    def next_due_us(self, time_us: int) -> int:
        """The first decision time after ``time_us``."""
        fps = self.reader.spec.fps
        return math.ceil((math.floor((time_us + 0.5) * fps / 1_000_000) + 1) * 1_000_000 / fps)


class LiveCameras:
    """The floor's live cameras; a context manager that starts and stops their readers.

    Cameras are independent: each has its own thread, time-outs and back-off. ``tick`` and
    ``ticks`` are for one thread at a time, ``statuses`` for any. ``chance`` draws the jitter;
    ``views`` are what cameras should see, where that is known beforehand.
    """

    def __init__(
        self,
        specs: Sequence[CameraSpec],
        clock: Clock,
        opener: Opener = open_live,
        policy: Policy = DEFAULT_POLICY,
        chance: Callable[[], float] = random.random,
        views: Mapping[CameraId, Sequence[Sketch]] = NO_VIEWS,
    ) -> None:
        self._clock = clock
        self._policy = policy
        self._cameras = [
            _Camera(Reader(spec, clock, opener, policy, chance), views.get(spec.id, ()))
            for spec in specs
        ]

    def __enter__(self) -> Self:
        for camera in self._cameras:
            camera.reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End all readers; returns when they have ended, within ``STOP_WITHIN_S``.

        A reader that a driver blocks for longer is logged; as a daemon it dies with the process.
        """
        for camera in self._cameras:
            camera.reader.ask_to_stop()
        deadline = time.monotonic() + STOP_WITHIN_S  # real time: threads know no other
        for camera in self._cameras:
            if not camera.reader.join(deadline - time.monotonic()):
                _log.error("camera_reader_stuck", camera=camera.reader.spec.id)

    def tick(self, time_us: int) -> Tick:
        """What the cameras that are due at ``time_us`` (UTC, µs) show now.

        Camera ``c`` is due once in each ``1 / c.fps`` seconds of UTC, so that cameras of one
        rate are due together; all are due at the first call. A camera gives its latest frame,
        or Blind: ``connecting``, ``stale`` (older than ``max_frame_age_s``), ``backing_off``,
        ``misconfigured``, ``bad_size``, ``ended``, ``truncated``, ``stopped``, ``frozen``, or
        what ``quality_of`` says of the picture: see ``cameras.eye``.
        """
        return Tick(time_us, tuple(self._view(c) for c in self._cameras if c.due(time_us)))

    def ticks(self, keep_on: Callable[[], bool] = lambda: True) -> Iterator[Tick]:
        """Ticks as time goes by, until ``keep_on`` says no or every camera has ended.

        A consumer that is slow misses decisions, which are counted, and never falls behind.
        """
        while keep_on() and not all(s.state is CameraState.STOPPED for s in self.statuses()):
            tick = self.tick(self._clock.utc_us())
            if tick.views:
                yield tick
            now = self._clock.utc_us()
            due = min((c.next_due_us(now) for c in self._cameras), default=now)
            self._clock.sleep(min((due - now) / 1_000_000, _NAP_S))

    def statuses(self) -> tuple[CameraStatus, ...]:
        """How each camera is doing, in the order of the specs."""
        now = self._clock.monotonic()
        return tuple(self._status(camera, now) for camera in self._cameras)

    def _view(self, camera: _Camera) -> View:
        name = camera.reader.spec.id
        health, latest = camera.reader.look()
        blind = _blind_reason(health, latest, self._clock.monotonic(), self._policy)
        if blind is not None or latest is None:
            camera.shown = None
            return Blind(name, blind or "connecting")
        if camera.shown is None or camera.shown[0] is not latest:
            view, poor = camera.eye.look(latest)
            camera.reader.judged(latest, poor)
            camera.shown = (latest, view)
        return camera.shown[1]

    def _status(self, camera: _Camera, now: float) -> CameraStatus:
        health, latest = camera.reader.look()
        return CameraStatus(
            id=camera.reader.spec.id,
            state=health.state,
            reason=health.reason,
            since_us=round(self._clock.utc_us() / 1e6 - (now - health.since)) * 1_000_000,
            frame_age_s=None if latest is None else latest.age_s(now),
            frames=health.frames,
            reconnects=health.reconnects,
            missed=camera.missed,
            entries={state: health.entered(state) for state in CameraState},
            seconds={state: health.spent(state, max(now, health.since)) for state in CameraState},
            decoding=None if latest is None else latest.picture.decoding,
        )


def _blind_reason(health: Health, latest: Arrival | None, now: float, policy: Policy) -> str | None:
    """Why the camera shows nothing now; None if its latest picture may be looked at.

    A connection that is known to be lost blinds at once, though its last picture is young: what
    happens on the floor from here on is unknown. A picture is as old as its arrival and its way
    together: what a network or a demultiplexer held back shows the past, however late it comes.
    """
    if health.state is CameraState.STOPPED or health.reason == "bad_size":
        return health.reason
    if health.state in WAITING or health.state is CameraState.CONNECTING:
        return str(health.state)
    if latest is None:
        return "connecting"
    return "stale" if latest.age_s(now) > policy.max_frame_age_s else None
