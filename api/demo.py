"""The bundled scenario in a loop, in real time, as if it happened now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from api.board import Board
from api.inputs import read_inputs
from api.pipeline import FloorPipeline
from api.site.build import camera_specs
from api.site.load import Site
from api.station import Outlets, work
from cameras.clock import Clock
from cameras.frame import Tick
from cameras.replay import replay_ticks
from floor.time import SECOND, Instant, instant, seconds_between
from privacy.keys import FolderKeys
from vision.detector import Detector
from vision.seat_network import SeatEyes
from workflow.cases import CaseStore

DEMO = Path(__file__).parent.parent / "eval" / "demo"

LATE_S = 1.0
"""A decision that is later than this is left out: what is shown is now, on slow machines too."""


@dataclass(frozen=True, slots=True, eq=False)
class Demo:
    """A recorded floor, played over and over. ``keys`` is a folder that goes when it ends."""

    site: Site
    detector: Detector
    board: Board
    cases: CaseStore
    clock: Clock
    keys: Path
    seats: SeatEyes | None = None

    def loop(self, keep_on: Callable[[], bool]) -> None:
        """Play until ``keep_on`` says no. Each round's roster and agent log are moved to now."""
        declared = self.site.settings.replay_start
        recorded = Instant(0) if declared is None else instant(declared)
        inputs = read_inputs(self.site, recorded)
        while keep_on():
            start = Instant(self.clock.utc_us())
            moved = inputs.moved(seconds_between(recorded, start))
            pipeline = FloorPipeline(
                self.site,
                self.detector,
                moved.roster,
                FolderKeys(self.keys),
                show_pictures=True,
                seats=self.seats,
            )
            pipeline.hear(moved.events)
            ticks = replay_ticks(camera_specs(self.site), start)
            outlets = Outlets(self.board, self.cases)
            work(paced(ticks, self.clock, keep_on), pipeline, outlets, lambda: {})


def paced(ticks: Iterator[Tick], clock: Clock, keep_on: Callable[[], bool]) -> Iterator[Tick]:
    """Each tick when its time has come; one whose time is long past is left out."""
    for tick in ticks:
        while keep_on() and (wait := (tick.time_us - clock.utc_us()) / SECOND) > 0:
            clock.sleep(min(wait, 0.25))
        if not keep_on():
            return
        if clock.utc_us() - tick.time_us <= LATE_S * SECOND:
            yield tick
