"""A scenario and its replay from their files."""

from pathlib import Path

from api.inputs import absent_inputs
from api.site.load import Site
from eval.scores.frames_file import read_frames
from eval.scores.replay_files import read_detections, read_found, read_observations
from eval.scores.scenario import Observed, Scenario
from eval.scores.truth_file import TruthFile, read_truth
from floor.errors import InputFault, InputFaults

TRUTH, FRAMES = "truth.jsonl", "frames.jsonl"


def check_truth(site: Site) -> float | None:
    """Read a scenario's truth before the long work; the time of its last true frame, if any.

    Raises ``InputFaults`` with every fault, also where there is nothing to hold a replay against.
    """
    seats = {seat.id for seat in site.settings.seats}
    cameras = {camera.id for camera in site.settings.cameras}
    there = [name for name in (TRUTH, FRAMES) if (site.folder / name).exists()]
    if not there:
        wrong = f"has neither {TRUTH} nor {FRAMES}: nothing to hold a replay against; add one"
        raise InputFaults([InputFault(str(site.folder), None, "", None, wrong)])
    faults: list[InputFault] = []
    last: float | None = None
    for name in there:
        try:
            if name == TRUTH:
                read_truth(site.folder / name, seats)
            else:
                frames = read_frames(site.folder / name, cameras, seats)
                last = max((frame.time for frame in frames), default=None)
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    return last


def read_scenario(site: Site, name: str, replayed: Path) -> Scenario:
    """The scenario of ``site`` with what is in the folder ``replayed``. Raises ``InputFaults``."""
    settings = site.settings
    seats = {seat.id: seat.camera for seat in settings.seats}
    cameras = {camera.id: camera.size for camera in settings.cameras}
    observations = read_observations(replayed / "observations.jsonl")
    duration_s = _duration(site, observations)
    truth: TruthFile | None = None
    if (site.folder / TRUTH).exists():
        truth = read_truth(site.folder / TRUTH, seats, duration_s)
    frames = None
    if (site.folder / FRAMES).exists():
        frames = read_frames(site.folder / FRAMES, cameras, seats)
    detections = replayed / "detections.jsonl"
    return Scenario(
        name=name,
        folder=str(site.folder),
        duration_s=duration_s,
        cameras=cameras,
        seats=seats,
        truth=None if truth is None else truth.spans,
        frames=frames,
        observations=observations,
        found=read_found(replayed / "findings.jsonl"),
        detections=read_detections(detections) if detections.exists() else None,
        can_confirm=bool(settings.roster and settings.file_feeds) and not absent_inputs(site),
        seatless=0 if truth is None else truth.seatless,
    )


def _duration(site: Site, observations: tuple[Observed, ...]) -> float:
    """When the last decision's time is over, in seconds from the start."""
    fps = {camera.id: camera.fps for camera in site.settings.cameras}
    lasts = {seat.id: 1 / fps[seat.camera] for seat in site.settings.seats}
    return max((each.time + lasts[each.seat] for each in observations), default=0.0)
