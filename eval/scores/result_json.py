"""An ``EvalResult`` to JSON and back; the one place that knows that it is kept in files."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from eval.scores.result import FORMAT, EvalResult
from floor.errors import InputFault, InputFaults


def to_json(result: EvalResult) -> str:
    """The result as indented JSON, the same bytes for the same result."""
    return TypeAdapter(EvalResult).dump_json(result, indent=2).decode() + "\n"


def from_json(text: str) -> EvalResult:
    """The result that ``to_json`` wrote. Raises ``ValueError`` where it is none."""
    return TypeAdapter(EvalResult).validate_json(text)


def read_result(path: Path) -> EvalResult:
    """A saved result. Raises ``InputFaults`` where the file holds none of this version."""
    try:
        result = from_json(path.read_text("utf-8"))
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); give a file that floorwatch eval --save wrote"
        raise InputFaults([InputFault(str(path), None, "", None, wrong)]) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        wrong = f"not a result of floorwatch eval ({where}: {first['msg']}); write it with --save"
        raise InputFaults([InputFault(str(path), None, "", None, wrong)]) from None
    if result.format != FORMAT:
        wrong = f"write it anew with this version: floorwatch eval --save (format {FORMAT})"
        raise InputFaults([InputFault(str(path), None, "format", str(result.format), wrong)])
    return result
