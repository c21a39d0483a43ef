"""A wish to fine-tune a network, held against what there is, and made into a job."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from models.manifest import ManifestEntry, ModelError, Purpose, Score, load_manifest, verified_bytes
from models.training.hold_out import By, Split, split
from models.training.job import DetectorJob, Done, Precision
from models.training.labels import read_labels
from models.training.stage import stage
from models.training.start_info import start_info

TASKS = {"detect": Purpose.DETECTION, "pose": Purpose.POSE}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. ``models`` is the folder of the manifest; ``tests`` are folders of
    pictures that are only measured on; ``average`` is the share of the start that is kept."""

    purpose: Purpose
    start: str
    name: str
    data: tuple[Path, ...]
    tests: tuple[Path, ...]
    hold_out: tuple[By, ...]
    epochs: int
    imgsz: int
    batch: int
    rate: float
    average: float
    device: Literal["cpu", "cuda"]
    models: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """A job that can be run, of which network, on which pictures."""

    job: DetectorJob
    start: ManifestEntry
    pictures: Split


def plan(wish: Wish, work: Path) -> Plan:
    """Read and stage all that the wish names, in the folder ``work``.

    Raises ``ModelError`` at the first fault: a name that is taken, a start of another purpose, one
    that cannot be trained, pictures or labels that cannot be used.
    """
    manifest = load_manifest(wish.models / "manifest.yaml")
    if any(entry.name == wish.name for entry in manifest.networks):
        raise ModelError(f"network {wish.name!r} is on the list already; choose another --out")
    start = manifest.entry(wish.start)
    if start.purpose is not wish.purpose:
        raise ModelError(
            f"network {start.name!r} is for {start.purpose.value}; start from one for "
            f"{wish.purpose.value}"
        )
    # A copy of the bytes that were checked: what is trained is what the manifest says.
    file = work / "start.onnx"
    file.write_bytes(verified_bytes(start, wish.models))
    info = start_info(file)
    if TASKS[info.task] is not wish.purpose:
        raise ModelError(f"network {start.name!r} says of itself that it is for {info.task}")
    pictures = split([read_labels(folder, info) for folder in wish.data], wish.hold_out)
    tests = {
        f"{number}-{folder.resolve().name}": (read_labels(folder, info).all, folder)
        for number, folder in enumerate(wish.tests, start=1)
    }
    job = DetectorJob(
        start=file,
        out=work / f"{wish.name}.onnx",
        data=stage(work / "data", pictures.train, pictures.held_out, info),
        tests={
            str(folder): stage(work / "tests" / name, (), read, info)
            for name, (read, folder) in tests.items()
        },
        work=work,
        epochs=wish.epochs,
        imgsz=wish.imgsz,
        batch=min(wish.batch, len(pictures.train)),
        rate=wish.rate,
        average=wish.average,
        device=wish.device,
    )
    return Plan(job, start, pictures)


def entry_of(wish: Wish, planned: Plan, done: Done, today: date) -> ManifestEntry:
    """The candidate as the manifest lists it: a network like its start, with its own figures."""
    folders = ", ".join(folder.resolve().name for folder in wish.data)
    said = (
        f"{wish.start}, fine-tuned on {len(planned.pictures.train)} pictures of {folders} for "
        f"{wish.epochs} epochs at {wish.imgsz}, then averaged with {wish.average:g} of the start"
    )
    scores = {
        f"{name} on {each.set}": Score(
            value=value, how=f"{each.pictures} pictures at {wish.imgsz}; the start {before}"
        )
        for each in done.measured
        for name, before, value in figures(each.start, each.averaged)
    }
    return planned.start.model_copy(
        update={
            "name": wish.name,
            "made_from": said,
            "scores": scores,
            "added": today,
            "card": None,
        }
    )


def figures(start: Precision, other: Precision) -> Sequence[tuple[str, float, float]]:
    """Each figure's name, before and after; those without anything to find are left out."""
    pairs = (
        ("box AP50", start.box_50, other.box_50),
        ("box AP50-95", start.box_50_95, other.box_50_95),
        ("keypoints AP50", start.keypoints_50, other.keypoints_50),
        ("keypoints AP50-95", start.keypoints_50_95, other.keypoints_50_95),
    )
    return [(name, a, b) for name, a, b in pairs if a is not None and b is not None]
