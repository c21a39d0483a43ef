"""frames.jsonl: what is true of each camera's picture."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from eval.scores.classes import CLASSES, PERSON
from eval.scores.jsonl import fault, raise_all, read_lines
from eval.scores.scenario import SeatState, Share, TrueFrame, TrueObject, TruePerson
from floor.errors import InputFault

THINGS = frozenset(kind for scored in CLASSES if scored is not PERSON for kind in scored.kinds)

Number = Annotated[float, Field(allow_inf_nan=False)]
Corners = tuple[Number, Number, Number, Number]
Point = tuple[Number, Number, Annotated[int, Field(ge=0, le=2)]]
Points = Annotated[tuple[Point, ...], Field(min_length=17, max_length=17)]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat's true state; what only simulated scenarios know is absent in others."""

    occupancy: Literal["occupied", "empty"]
    chair: Literal["in", "out", "occupied", "unknown"] = "unknown"
    posture: Literal["seated", "standing", "unknown"] = "unknown"
    chair_cm: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    doing: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person; ``keypoints`` are absent in older scenarios."""

    id: str
    box: Corners
    visibility: Share
    keypoints: Points | None = None


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """A thing."""

    id: str
    kind: str
    box: Corners
    visibility: Share


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One camera at one moment; ``objects`` are absent in older scenarios.

    ``labelled`` is there where not every kind of thing was labelled. Without ``people`` it is not
    known who is there, which differs from nobody.
    """

    time: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    camera: str
    seats: Mapping[str, SeatLine]
    people: tuple[PersonLine, ...] | None = None
    objects: tuple[ObjectLine, ...] | None = None
    labelled: tuple[str, ...] | None = None


def read_frames(
    path: Path, cameras: Collection[str], seats: Collection[str]
) -> tuple[TrueFrame, ...]:
    """The file's frames. Raises ``InputFaults`` with every fault of it."""
    lines = read_lines(path, TypeAdapter(FrameLine))
    raise_all(
        wrong for number, line in lines for wrong in _wrong(path, number, line, cameras, seats)
    )
    return tuple(_frame(line) for _, line in lines)


def _wrong(
    path: Path, number: int, line: FrameLine, cameras: Collection[str], seats: Collection[str]
) -> Iterator[InputFault]:
    if line.camera not in cameras:
        right = f"the site has no such camera; it has {', '.join(sorted(cameras))}"
        yield fault(path, number, "camera", line.camera, right)
    for seat in line.seats:
        if seat not in seats:
            yield fault(path, number, "seats", seat, "the site has no such seat")
    named: tuple[tuple[str, Sequence[PersonLine | ObjectLine]], ...] = (
        ("people", line.people or ()),
        ("objects", line.objects or ()),
    )
    for group, things in named:
        for place, thing in enumerate(things):
            x0, y0, x1, y1 = thing.box
            if x1 <= x0 or y1 <= y0:
                right = "write x0, y0, x1, y1 in pixels, x0 less than x1 and y0 less than y1"
                yield fault(path, number, f"{group}.{place}.box", list(thing.box), right)


def _frame(line: FrameLine) -> TrueFrame:
    return TrueFrame(
        time=line.time,
        camera=line.camera,
        seats={
            seat: SeatState(
                state.occupancy, state.chair, state.posture, state.chair_cm, state.doing
            )
            for seat, state in line.seats.items()
        },
        people=tuple(
            TruePerson(each.id, each.box, each.visibility, each.keypoints)
            for each in line.people or ()
        ),
        objects=None
        if line.objects is None
        else tuple(
            TrueObject(each.id, each.kind, each.box, each.visibility) for each in line.objects
        ),
        labelled=_labelled(line),
    )


def _labelled(line: FrameLine) -> frozenset[str] | None:
    if line.labelled is not None:
        return frozenset(line.labelled)
    if line.people is not None:
        return None
    return frozenset() if line.objects is None else THINGS
