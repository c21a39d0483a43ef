"""What a training process is asked, and what it says while it works: both as JSON."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DetectorJob(_Said):
    """Fine-tune a detector or a pose network.

    ``data`` is a staged data set, ``tests`` more of them by name that are only measured on.
    ``average`` is the share of the start in the weights that come out. ``work`` is the job's own
    folder. Sizes are in pixels of the longer side.
    """

    kind: Literal["ultralytics"] = "ultralytics"
    start: Path
    out: Path
    data: Path
    tests: dict[str, Path]
    work: Path
    epochs: int
    imgsz: int
    batch: int
    rate: float
    average: float
    device: Literal["cpu", "cuda"]


class Stage(_Said):
    """A part of the work begins; ``total`` is how many steps it has, where that is known."""

    kind: Literal["stage"] = "stage"
    name: str
    total: int | None = None


class Step(_Said):
    """So many steps of the stage are done. ``loss`` is the mean over the epoch so far."""

    kind: Literal["step"] = "step"
    done: int
    loss: float | None = None


class Precision(_Said):
    """Average precision over the classes that a set holds: at an IoU (or OKS) of 0.5, and the mean
    over 0.5 to 0.95. ``keypoints`` are a pose network's. None without anything to find."""

    box_50: float | None
    box_50_95: float | None
    keypoints_50: float | None = None
    keypoints_50_95: float | None = None
    classes_50: dict[str, float] = {}


class Measured(_Said):
    """One set before and after."""

    set: str
    pictures: int
    start: Precision
    tuned: Precision
    averaged: Precision


class Done(_Said):
    """The candidate is written to ``out``. ``losses`` are of each epoch, in order."""

    kind: Literal["done"] = "done"
    out: Path
    losses: tuple[float, ...]
    measured: tuple[Measured, ...]


class Refused(_Said):
    """The job cannot be done; the text says why and what would be right."""

    kind: Literal["refused"] = "refused"
    why: str


Event = Annotated[Stage | Step | Done | Refused, Field(discriminator="kind")]
EVENTS: TypeAdapter[Stage | Step | Done | Refused] = TypeAdapter(Event)
