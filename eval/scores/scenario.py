"""A replayed scenario with its truth: all that scoring needs, and no files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from eval.scores.span import Span

Box = tuple[float, float, float, float]
"""x0 y0 x1 y1."""
Share = Annotated[float, Field(ge=0, le=1)]
Keypoints = tuple[tuple[float, float, float], ...]
"""17 of x, y, visibility, in COCO order."""


@dataclass(frozen=True, slots=True)
class SeatState:
    """The state of a seat in the words of observations.jsonl.

    ``chair_cm`` is how far the chair is from home, ``doing`` what its person does there in the
    words of frames.jsonl; None where it is not known.
    """

    occupancy: str
    chair: str
    posture: str
    chair_cm: float | None = None
    doing: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TruePerson:
    """A person in a picture. ``box`` is round their visible pixels; ``visibility`` 0..1 of them.

    ``keypoints`` have v 0 outside of the picture, 1 hidden, 2 visible; None where not known.
    """

    id: str
    box: Box
    visibility: float
    keypoints: Keypoints | None = None


@dataclass(frozen=True, slots=True)
class TrueObject:
    """A thing in a picture; ``box`` and ``visibility`` as of a person."""

    id: str
    kind: str
    box: Box
    visibility: float


@dataclass(frozen=True, slots=True)
class TrueFrame:
    """What is true of one camera at one moment. Boxes in pixels of the camera's size.

    ``objects`` is None where the scenario does not say which there are. ``labelled`` are the kinds
    of which all are given, and ``track`` where a person keeps their id: real pictures have labels
    of some kinds only. None: of people and tracks all, and of things where there are ``objects``.
    """

    time: float
    camera: str
    seats: Mapping[str, SeatState]
    people: tuple[TruePerson, ...]
    objects: tuple[TrueObject, ...] | None = None
    labelled: frozenset[str] | None = None

    def tells(self, kinds: frozenset[str]) -> bool:
        """Whether every thing of these kinds is given, so that what else is found is false."""
        if self.labelled is not None:
            return not kinds.isdisjoint(self.labelled)
        return self.objects is not None or not kinds.isdisjoint({"person", "track"})


@dataclass(frozen=True, slots=True)
class Observed:
    """One line of observations.jsonl; ``doing`` is None where nothing could judge it."""

    time: float
    seat: str
    occupancy: str
    chair: str
    posture: str
    confidence: Share | None = None
    doing: tuple[str, ...] | None = None
    chair_cm: float | None = None


@dataclass(frozen=True, slots=True)
class Detected:
    """One line of detections.jsonl. Geometry is 0..1 of width and height.

    The lists run in parallel; ``keypoints`` and ``tracks`` are None where there are none, and so
    is what one of them has none of.
    """

    time: float
    camera: str
    boxes: tuple[Box, ...]
    scores: tuple[float, ...]
    classes: tuple[int, ...]
    keypoints: tuple[Keypoints | None, ...]
    tracks: tuple[int | None, ...] | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, what is true of it and what a replay of it gave.

    ``truth`` and ``frames`` are None where the scenario has no such file, ``detections`` where
    the replay wrote none. ``seats`` gives each seat's camera, ``cameras`` each camera's size in
    pixels. ``can_confirm``: its roster and agent log are there. ``seatless`` counts true episodes
    of people without a seat.
    """

    name: str
    folder: str
    duration_s: float
    cameras: Mapping[str, tuple[int, int]]
    seats: Mapping[str, str]
    truth: tuple[Span, ...] | None
    frames: tuple[TrueFrame, ...] | None
    observations: tuple[Observed, ...]
    found: tuple[Span, ...]
    detections: tuple[Detected, ...] | None
    can_confirm: bool = True
    seatless: int = 0

    @property
    def seat_hours(self) -> float:
        """Seats times duration."""
        return len(self.seats) * self.duration_s / 3600
