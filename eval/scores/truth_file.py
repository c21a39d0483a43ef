"""truth.jsonl: what really happened at the seats."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from eval.scores.jsonl import fault, raise_all, read_lines
from eval.scores.span import Span
from floor.errors import InputFault

Kind = Literal[
    "off_seat",
    "chair_left_out",
    "standing",
    "chatting",
    "phone_use",
    "food_on_desk",
    "hand_raised",
    "off_seat_confirmed",
    "feet_on_desk",
    "drinking",
    "photographing",
]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class TruthLine:
    """One line. A person without a seat has neither ``seat`` nor ``seats``."""

    kind: Kind
    start: Seconds
    end: Seconds | None
    seat: str | None = None
    seats: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TruthFile:
    """All of a file: what lasted at seats, and how much of it had none and is not scored."""

    spans: tuple[Span, ...]
    seatless: int


def read_truth(path: Path, seats: Collection[str], duration_s: float = inf) -> TruthFile:
    """The file's episodes. Raises ``InputFaults`` with every fault of it.

    ``seats`` are the site's. ``duration_s`` is the recording's, where it is known.
    """
    lines = read_lines(path, TypeAdapter(TruthLine))
    faults = [wrong for number, line in lines for wrong in _wrong(path, number, line, seats)]
    faults += [
        fault(path, number, "start", line.start, f"the recording ends at {duration_s:g} s")
        for number, line in lines
        if line.start >= duration_s
    ]
    raise_all(faults)
    spans = [
        Span(line.kind, line.seats or (line.seat or "",), line.start, line.end)
        for _, line in lines
        if line.seat or line.seats
    ]
    return TruthFile(tuple(spans), len(lines) - len(spans))


def _wrong(
    path: Path, number: int, line: TruthLine, seats: Collection[str]
) -> Iterator[InputFault]:
    if line.end is not None and line.end <= line.start:
        right = f"write a time after the start ({line.start:g}), or null if it lasts to the end"
        yield fault(path, number, "end", line.end, right)
    if line.seat is not None and line.seats is not None:
        yield fault(path, number, "seats", list(line.seats), "write seat or seats, not both")
    if line.kind == "chatting" and (line.seats is None or len(set(line.seats)) < 2):
        value = None if line.seats is None else list(line.seats)
        yield fault(path, number, "seats", value, "write the two or more seats that chat")
    named = {"seat": (line.seat,) if line.seat is not None else (), "seats": line.seats or ()}
    for field, ids in named.items():
        for seat in ids:
            if seat not in seats:
                right = f"the site has no such seat; it has {_some(seats)}"
                yield fault(path, number, field, seat, right)


def _some(seats: Collection[str]) -> str:
    known = sorted(seats)
    return ", ".join(known[:6]) + (f" and {len(known) - 6} more" if len(known) > 6 else "")
