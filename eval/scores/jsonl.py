"""Files of one JSON object a line, read whole, with every fault of them."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from floor.errors import InputFault, InputFaults

Line = TypeVar("Line")


def read_lines(path: Path, shape: TypeAdapter[Line]) -> tuple[tuple[int, Line], ...]:
    """Every line with its number, from 1; empty lines are skipped.

    Fields that ``shape`` does not have are dropped. Raises ``InputFaults`` with every fault of
    the file.
    """
    try:
        raw = path.read_bytes().split(b"\n")
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); give a readable file of JSON lines"
        raise InputFaults([InputFault(str(path), None, "", None, wrong)]) from None
    lines: list[tuple[int, Line]] = []
    faults: list[InputFault] = []
    for number, text in enumerate(raw, start=1):
        if not text.strip():
            continue
        try:
            lines.append((number, shape.validate_json(text)))
        except ValidationError as error:
            faults += _faults(error, text, path, number)
    if faults:
        raise InputFaults(faults)
    return tuple(lines)


def fault(path: Path, line: int, field: str, value: object, expected: str) -> InputFault:
    """A fault of a value that is well formed and still wrong."""
    return InputFault(str(path), line, field, None if value is None else str(value), expected)


def raise_all(faults: Iterable[InputFault]) -> None:
    """Raise ``InputFaults`` if there are any."""
    known: Sequence[InputFault] = tuple(faults)
    if known:
        raise InputFaults(known)


def _faults(error: ValidationError, text: bytes, path: Path, line: int) -> list[InputFault]:
    faults = []
    for item in error.errors(include_url=False):
        field = ".".join(str(part) for part in item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "json_invalid":
            wrong = f"malformed JSON ({message}); write one object per line"
            faults.append(InputFault(str(path), line, "", None, wrong))
        elif item["type"] == "missing":
            faults.append(InputFault(str(path), line, field, None, "add it"))
        elif not field:
            wrong = "not a JSON object of the right shape; write one per line"
            faults.append(InputFault(str(path), line, "", None, wrong))
        else:
            value = json.dumps(item["input"], ensure_ascii=False, default=str)
            expected = message[:1].lower() + message[1:]
            faults.append(InputFault(str(path), line, field, value, expected))
    return faults
