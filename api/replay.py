"""A scenario replayed as fast as the machine allows, byte for byte the same every time."""

from collections.abc import Callable
from pathlib import Path

from api.inputs import read_inputs
from api.networks import open_detector, open_seats
from api.pipeline import FloorPipeline
from api.records import Recorder
from api.site.build import camera_specs
from api.site.faults import SiteFaults
from api.site.load import Site
from cameras.errors import SourceError
from cameras.replay import replay_ticks
from floor.time import Instant, instant, seconds_between
from models.manifest import PACKAGE
from privacy.keys import DerivedKeys

REPLAY_SECRET = b"floorwatch replay: the secret of recordings is public"
"""Pseudonyms of a replay are the same in every run, and protect nobody: see DerivedKeys."""


def replay(
    site: Site,
    out: Path,
    progress: Callable[[float], None] = lambda seconds: None,
    models: Path = PACKAGE,
    with_detections: bool = False,
) -> int:
    """Replay ``site`` into the folder ``out`` and return the number of decisions.

    ``progress`` is told the seconds of the recording that are done. ``with_detections`` writes
    what the networks found as well. A recording that breaks off
    is replayed as far as it goes, its rest is blind, and its ``SourceError`` is raised once the
    files are written. Raises ``SiteFaults``, ``InputFaults``, ``ModelError`` or ``SourceError``
    before anything is written where the scenario cannot be replayed.
    """
    specs = camera_specs(site)
    faults = [
        site.fault(("cameras", index, "source"), "a replay needs files; this is a live source")
        for index, spec in enumerate(specs)
        if not spec.source.recorded
    ]
    if faults:
        raise SiteFaults(faults)
    start = (
        Instant(0) if site.settings.replay_start is None else instant(site.settings.replay_start)
    )
    inputs = read_inputs(site, start)
    pipeline = FloorPipeline(
        site,
        open_detector(site, models),
        inputs.roster,
        DerivedKeys(REPLAY_SECRET),
        show_pictures=False,
        seats=open_seats(site, models),
    )
    pipeline.hear(inputs.events)
    ticks = replay_ticks(specs, start)
    first = next(ticks, None)  # opens every source: a broken one must leave no file behind
    broken: SourceError | None = None
    decisions = 0
    with Recorder(out, start, with_detections) as recorder:
        tick = first
        reached = start
        while tick is not None:
            reached = Instant(tick.time_us)
            step = pipeline.step(tick, {})
            recorder.observe(step.observations)
            recorder.detect(reached, step.detections)
            decisions += len(step.observations)
            progress(seconds_between(start, reached))
            try:
                tick = next(ticks, None)
            except SourceError as error:
                broken, tick = error, None
        recorder.finish(pipeline.findings(reached))
    if broken is not None:
        raise broken
    return decisions
