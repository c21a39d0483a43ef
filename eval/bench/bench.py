"""A whole benchmark: the stage is set, the parts that were asked for are measured."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from api.site.load import Site, load_site
from eval.bench.counted import Ledger, networks_in
from eval.bench.measure import Measured, measure
from eval.bench.memory import long_run
from eval.bench.our_side import Networks, OurSide, counted_networks
from eval.bench.providers import Speed, speeds
from eval.bench.result import BenchResult, compared, cores, floor, machine
from eval.bench.rounds import Pace
from eval.bench.script_side import NotMeasured, ScriptSettings, ScriptSide
from eval.bench.seats import SeatCosts, seat_costs
from eval.bench.stage import Clip, Size, Stage, clips_of, set_stage
from models.session import available_devices


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. ``seats`` are numbers a camera: the first is the floor's, several of them
    are compared; none leaves them as in the clips. ``seconds`` are for each part.
    """

    scenarios: Sequence[Path]
    cameras: int | None
    picture: tuple[int, int] | None
    seats: Sequence[int]
    seconds: float
    script: ScriptSettings
    pictures: bool = True
    memory_frames: int = 0
    providers: bool = False


@dataclass(frozen=True, slots=True)
class _Floor:
    """The scenarios, opened."""

    sites: Sequence[Site]
    clips: Sequence[Clip]
    plan: Plan

    def stage(self, folder: Path, seats: int | None) -> Stage:
        """A stage of the plan's size with so many seats a camera."""
        folder.mkdir()
        size = Size(self.plan.cameras, self.plan.picture, seats)
        return set_stage(self.sites, self.clips, size, folder)


def bench(plan: Plan, progress: Callable[[str], None]) -> BenchResult:
    """Measure. ``progress`` is told in words what is done.

    Raises ``SiteFaults``, ``SourceError`` or ``ModelError`` where a scenario or a clip or a
    network is not to be had.
    """
    sites = [load_site(path) for path in plan.scenarios]
    opened = _Floor(sites, [clip for site in sites for clip in clips_of(site)], plan)
    with TemporaryDirectory(prefix="floorwatch-bench-") as name:
        folder = Path(name)
        stage = opened.stage(folder / "floor", plan.seats[0] if plan.seats else None)
        camera = stage.site.settings.cameras[0]
        pace = Pace(
            cameras=len(stage.site.settings.cameras),
            decisions_per_s=camera.fps,
            pictures_per_s=max(next(iter(stage.clips.values())).fps, camera.fps),
            cores=cores(),
        )
        host = machine()
        measured, versions = _side_by_side(stage, plan, folder / "script", progress)
        long_memory = None
        if plan.memory_frames:
            long_memory = long_run(
                stage,
                plan.memory_frames,
                plan.pictures,
                lambda done: progress(f"memory: {done} frames"),
            )
        return BenchResult(
            machine=host,
            floor=floor(stage, plan.pictures),
            comparison=compared(measured, pace, versions),
            long_memory=long_memory,
            seats=_by_seats(opened, folder, progress) if len(plan.seats) > 1 else None,
            providers=_by_provider(opened, folder, progress) if plan.providers else None,
        )


def _side_by_side(
    stage: Stage, plan: Plan, folder: Path, progress: Callable[[str], None]
) -> tuple[Measured, dict[str, str]]:
    folder.mkdir()
    ledger = Ledger()
    side = OurSide(stage, counted_networks(stage, ledger), plan.pictures)
    with ExitStack() as stack:
        script: ScriptSide | None = None
        why_not: str | None = None
        progress("starting the script")
        try:
            script = stack.enter_context(ScriptSide(stage, plan.script, folder))
        except NotMeasured as why:
            why_not = str(why)
        progress("warming up")
        side.warm_up()
        measured = measure(
            side, ledger, script, _until(plan.seconds), lambda n: progress(f"round {n}")
        )
        measured.why_no_script = measured.why_no_script or why_not
        return measured, {} if script is None else dict(script.versions)


def _by_seats(opened: _Floor, folder: Path, progress: Callable[[str], None]) -> SeatCosts:
    progress("cost by seats")
    sides = {}
    for seats in opened.plan.seats:
        stage = opened.stage(folder / f"seats-{seats}", seats)
        # Networks of their own: whoever shares them shares what they remember of shapes.
        sides[seats] = OurSide(stage, Networks.of(stage), opened.plan.pictures)
        sides[seats].warm_up()
    return seat_costs(sides, _until(opened.plan.seconds))


def _by_provider(
    opened: _Floor, folder: Path, progress: Callable[[str], None]
) -> tuple[Speed, ...]:
    found: list[Speed] = []
    for device in available_devices():
        progress(f"speed on {device}")
        place = folder / f"device-{device}"
        place.mkdir()
        size = Size(opened.plan.cameras, opened.plan.picture, None)
        stage = set_stage(opened.sites, opened.clips, size, place, device)
        ledger = Ledger()
        side = OurSide(stage, counted_networks(stage, ledger), pictures=False)
        side.round()
        runs, _ = ledger.take()
        inputs = {run.network: run.inputs for run in runs}
        for network in networks_in(Networks.of(stage)):
            given = inputs.get(network.entry.name, {})
            one = {name: (shape[1:], kind) for name, (shape, kind) in given.items()}
            found += speeds(device, network, one) if one else ()
    return tuple(found)


def _until(seconds: float) -> Callable[[], bool]:
    """True for so many seconds from now on."""
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() < ends
