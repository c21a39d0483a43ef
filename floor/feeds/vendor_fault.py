"""What is wrong with a phone system's own message, told as every other fault of input."""

from collections.abc import Mapping

from pydantic import ValidationError

from floor.errors import InputFault


def vendor_faults(
    error: ValidationError, place: str, line: int | None, expected: Mapping[str, str]
) -> tuple[InputFault, ...]:
    """One fault per field, named by its path. ``expected`` says by a field's name what is right.

    Only texts and numbers of the fields that we read are repeated; the rest of a message may hold
    names.
    """
    faults: dict[str, InputFault] = {}
    for item in error.errors(include_url=False):
        path = ".".join(str(part) for part in item["loc"])
        last = next((part for part in reversed(item["loc"]) if isinstance(part, str)), "")
        right = expected.get(last, item["msg"])
        value = item.get("input")
        shown = str(value) if isinstance(value, str | int | float) else None
        faults.setdefault(path, InputFault(place, line, path or "message", shown, right))
    return tuple(faults.values())
