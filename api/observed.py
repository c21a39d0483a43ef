"""``observations.jsonl`` of a replay or a run, line by line; and since when its times count."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from floor.errors import InputFault, InputFaults
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, plus

OBSERVATIONS = "observations.jsonl"


class _Line(BaseModel):
    """What presence at a seat needs of a line. Fields that are not listed are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    time: Annotated[float, Field(allow_inf_nan=False)]
    seat: str
    occupancy: Occupancy
    posture: Posture
    confidence: float


def read_start(folder: Path, otherwise: Instant) -> Instant:
    """The moment that a live run's times count from; ``otherwise`` where there is no ``run.json``.

    Raises ``InputFaults`` for a file that does not say it.
    """
    path = folder / "run.json"
    if not path.exists():
        return otherwise
    try:
        return parse_moment(json.loads(path.read_text("utf-8"))["start"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fault = InputFault(str(path), None, "start", "not to be read", EXPECTED_MOMENT)
        raise InputFaults([fault]) from error


def read_presence(folder: Path, start: Instant) -> Iterator[SeatObservation]:
    """Who was seen at the seats, in the file's order, by ``start``; nothing else is read of it.

    A shift of a large floor has millions of lines: they are never held together. Raises
    ``InputFaults`` for the first line that is none, and ``OSError`` where there is no file.
    """
    path = folder / OBSERVATIONS
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            try:
                line = _Line.model_validate_json(raw)
            except ValidationError as error:
                names = ", ".join(str(each["loc"][0]) for each in error.errors() if each["loc"])
                wrong = f"no line of a replay or a run ({names or 'not JSON'}); write it anew"
                raise InputFaults([InputFault(str(path), number, "", None, wrong)]) from None
            yield SeatObservation(
                time=plus(start, line.time),
                seat=SeatId(line.seat),
                occupancy=line.occupancy,
                chair=Chair.UNKNOWN,
                posture=line.posture,
                confidence=line.confidence,
                reason="",
            )
