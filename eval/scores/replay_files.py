"""What a replay wrote: observations, findings and, where asked for, detections."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from eval.scores.jsonl import read_lines
from eval.scores.scenario import Detected, Observed
from eval.scores.span import Span


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A line of findings.jsonl, which has the episode as well."""

    kind: str
    start: float
    end: float | None
    status: str
    confirmed_s: float
    seat: str | None = None
    seats: tuple[str, ...] = ()


def read_observations(path: Path) -> tuple[Observed, ...]:
    """observations.jsonl. Raises ``InputFaults``."""
    return tuple(line for _, line in read_lines(path, TypeAdapter(Observed)))


def read_found(path: Path) -> tuple[Span, ...]:
    """The episodes of findings.jsonl. Raises ``InputFaults``."""
    return tuple(
        Span(
            line.kind,
            line.seats or (line.seat or "",),
            line.start,
            line.end,
            confirmed=line.status == "confirmed",
            confirmed_s=line.confirmed_s,
        )
        for _, line in read_lines(path, TypeAdapter(FindingLine))
    )


def read_detections(path: Path) -> tuple[Detected, ...]:
    """detections.jsonl. Raises ``InputFaults``."""
    return tuple(line for _, line in read_lines(path, TypeAdapter(Detected)))
