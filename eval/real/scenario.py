"""A scenario made of real pictures: what is in it, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Size = tuple[int, int]
"""Width and height in pixels."""
Box = tuple[float, float, float, float]
"""x0 y0 x1 y1."""

STILL_FPS: Final = 0.25
"""Decisions per second on pictures that have nothing to do with each other: 4 s apart, since seat
state, bodies and masks remember 2 s."""


@dataclass(frozen=True, slots=True)
class RealReference:
    """Another picture of a camera, its seats tidy and empty in it, and ``people`` in it: boxes
    in parts 0..1 of its width and height. They are made grey."""

    picture: Path
    people: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class RealCamera:
    """A camera: a video, or pictures that are copied into the scenario in this order."""

    id: str
    size: Size
    fps: float
    video: Path | None = None
    pictures: tuple[Path, ...] = ()
    reference: RealReference | None = None


@dataclass(frozen=True, slots=True)
class RealSeat:
    """A seat, with its box in pixels of its camera's size."""

    id: str
    camera: str
    box: Box


@dataclass(frozen=True, slots=True)
class RealScenario:
    """A scenario. ``frames`` are the lines of frames.jsonl, ``note`` says who labelled what."""

    name: str
    note: str
    cameras: tuple[RealCamera, ...]
    seats: tuple[RealSeat, ...]
    frames: tuple[Mapping[str, Json], ...]


def seat_state(occupancy: str, chair: str = "unknown") -> Json:
    """A seat of which occupancy and perhaps the chair were labelled; what is unknown is not
    scored."""
    return {"occupancy": occupancy, "chair": chair, "posture": "unknown"}


def person(id: str, box: Box, keypoints: Sequence[Sequence[float]] | None) -> Json:
    """A person in a picture. How much of them is hidden was not labelled and counts as nothing."""
    return {
        "id": id,
        "box": rounded(box),
        "visibility": 1.0,
        "keypoints": None if keypoints is None else [list(point) for point in keypoints],
    }


def thing(id: str, kind: str, box: Box) -> Json:
    """A thing in a picture, likewise."""
    return {"id": id, "kind": kind, "box": rounded(box), "visibility": 1.0, "held_by": None}


def rounded(box: Box) -> list[float]:
    """A box to hundredths of a pixel."""
    return [round(value, 2) for value in box]


def scaled(box: Box, across: float, down: float) -> Box:
    """A box in another picture size: x times ``across``, y times ``down``."""
    return box[0] * across, box[1] * down, box[2] * across, box[3] * down
