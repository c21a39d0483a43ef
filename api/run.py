"""A live floor: cameras, phone system, pages."""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from api.board import Board
from api.inputs import days_around, read_site_roster
from api.networks import open_detector
from api.pipeline import CameraHealth, FloorPipeline
from api.records import Recorder
from api.site.build import camera_specs
from api.site.load import Site
from api.station import Outlets, work
from cameras.clock import Clock
from cameras.frame import CameraId
from cameras.live import CameraStatus, LiveCameras
from floor.feeds.jsonl import JsonlFollower
from floor.time import Instant, instant
from privacy.keys import FolderKeys
from vision.detector import Detector
from workflow.cases import CaseStore


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

    def loop(self, keep_on: Callable[[], bool]) -> None:
        """Watch until ``keep_on`` says no or every camera has ended for good.

        Times of the records are seconds since ``replay.start`` where the site has one, else since
        the first decision. Raises ``InputFaults`` where the roster cannot be read at the start.
        """
        site = self.site
        zone = ZoneInfo(site.settings.site.timezone)
        start = Instant(self.clock.utc_us())
        pipeline = FloorPipeline(
            site,
            self.detector,
            read_site_roster(site, days_around(start, zone)),
            FolderKeys(site.folder / site.settings.privacy.keys),
            show_pictures=True,
        )
        with ExitStack() as stack:
            feeds = [
                stack.enter_context(JsonlFollower(site.folder / feed.path))
                for feed in site.settings.feeds
            ]
            recorder = None
            if self.out is not None:
                declared = site.settings.replay_start
                zero = start if declared is None else instant(declared)
                recorder = stack.enter_context(Recorder(self.out, zero))
            cameras = stack.enter_context(LiveCameras(camera_specs(site), self.clock))
            findings = work(
                cameras.ticks(keep_on),
                pipeline,
                Outlets(self.board, self.cases, recorder),
                lambda: health_of(cameras),
                feeds,
            )
            if recorder is not None:
                recorder.finish(findings)


def health_of(cameras: LiveCameras) -> Mapping[CameraId, CameraHealth]:
    """The cameras' states as the board shows them."""
    return {status.id: _health(status) for status in cameras.statuses()}


def _health(status: CameraStatus) -> CameraHealth:
    return CameraHealth(status.state.value, status.reason, status.frame_age_s)


def open_live(site: Site, cases: CaseStore, clock: Clock, out: Path | None) -> LiveFloor:
    """A live floor with its networks opened. Raises ``ModelError``."""
    return LiveFloor(site, open_detector(site), Board(), cases, clock, out)
