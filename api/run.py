"""A live floor: cameras, phone system, pages."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from api.board import Board, CameraCounts
from api.chores import between
from api.feeds import open_feeds
from api.inputs import days_around, read_site_roster
from api.pipeline import CameraHealth, FloorPipeline
from api.pushes import Pushes
from api.records import Recorder
from api.reference_keeper import ReferenceKeeper, reference_keeper
from api.shadow import Shadow
from api.site.build import camera_specs
from api.site.load import Site
from api.site.views import site_views
from api.station import Outlets, work
from cameras.clock import Clock
from cameras.frame import CameraId, Frame, Tick
from cameras.hardware import settled
from cameras.live import CameraStatus, LiveCameras
from cameras.push import PushOpener
from floor.errors import InputFaults
from floor.feeds.feed import FeedClock
from floor.time import Instant
from privacy.keys import FolderKeys
from vision.detector import Detector
from vision.seat_network import SeatEyes
from workflow.cases import CaseStore

_log = structlog.get_logger()


def now() -> Instant:
    """The machine's wall time."""
    return Instant(time.time_ns() // 1000)


@dataclass(frozen=True, slots=True, eq=False)
class LiveFloor:
    """What a live run is made of. ``out`` is for who wants the observations on disk."""

    site: Site
    detector: Detector
    board: Board
    cases: CaseStore
    clock: Clock
    out: Path | None = None
    seats: SeatEyes | None = None
    shadow: Shadow | None = None
    pushes: Pushes | None = None

    def loop(self, keep_on: Callable[[], bool]) -> None:
        """Watch until ``keep_on`` says no or every camera has ended for good.

        Times of the records are seconds since the first picture of any camera; ``run.json`` says
        when that was. Raises ``InputFaults`` where the roster or a feed's secret cannot be read at
        the start, and ``HardwareRefused`` for a decoder that is not to be had.
        """
        site = self.site
        specs = settled(camera_specs(site))
        zone = ZoneInfo(site.settings.site.timezone)
        start = Instant(self.clock.utc_us())
        pipeline = FloorPipeline(
            site,
            self.detector,
            read_site_roster(site, days_around(start, zone)),
            FolderKeys(site.folder / site.settings.privacy.keys),
            show_pictures=True,
            seats=self.seats,
            shadow=self.shadow,
        )
        keeper = None
        if self.seats is not None:
            keeper = reference_keeper(site, self.seats.references)
        with ExitStack() as stack:
            if keeper is not None:
                keeper.restore()
                stack.callback(keeper.keep)
            if self.shadow is not None:
                stack.callback(self.shadow.close)
            feeds = [
                stack.enter_context(feed) for feed in open_feeds(site, os.environ, FeedClock())
            ]
            opener = PushOpener({} if self.pushes is None else self.pushes.boxes)
            cameras = stack.enter_context(
                LiveCameras(specs, self.clock, opener, views=site_views(site))
            )
            outlets = Outlets(self.board, self.cases)
            ticks = between(
                cameras.ticks(keep_on), lambda moment: self._chores(pipeline, keeper, moment)
            )
            if self.out is None:
                work(ticks, pipeline, outlets, lambda: health_of(cameras), feeds)
                return
            ticks, zero = until_first_picture(ticks, pipeline, outlets, cameras)
            if zero is None:
                return
            recorder = stack.enter_context(Recorder(self.out, zero))
            recorder.note_start()
            findings = work(
                ticks,
                pipeline,
                replace(outlets, recorder=recorder),
                lambda: health_of(cameras),
                feeds,
            )
            recorder.finish(findings)

    def _chores(
        self, pipeline: FloorPipeline, keeper: ReferenceKeeper | None, moment: Instant
    ) -> None:
        """Take in a changed roster and the new day's shifts; close what nobody looked at; keep
        references."""
        if keeper is not None:
            keeper.keep()
        zone = ZoneInfo(self.site.settings.site.timezone)
        try:
            pipeline.use_roster(read_site_roster(self.site, days_around(moment, zone)))
        except InputFaults as error:
            _log.warning("roster_refused", kept="the one before", faults=str(error))
        self.cases.expire(moment)


def until_first_picture(
    ticks: Iterator[Tick], pipeline: FloorPipeline, outlets: Outlets, cameras: LiveCameras
) -> tuple[Iterator[Tick], Instant | None]:
    """Show the floor while every camera still connects; the ticks from the first picture on."""
    for tick in ticks:
        if any(isinstance(view, Frame) for view in tick.views):
            return chain((tick,), ticks), Instant(tick.time_us)
        outlets.take(pipeline.step(tick, health_of(cameras)))
    return ticks, None


def health_of(cameras: LiveCameras) -> Mapping[CameraId, CameraHealth]:
    """The cameras' states as the board shows them."""
    return {status.id: _health(status) for status in cameras.statuses()}


def _health(status: CameraStatus) -> CameraHealth:
    counts = CameraCounts(
        status.frames,
        status.reconnects,
        status.missed,
        status.entries,
        status.seconds,
        status.decoding,
    )
    since = Instant(status.since_us)
    return CameraHealth(status.state.value, status.reason, status.frame_age_s, since, counts)
