"""Faults in what comes from outside: each says where it is, what is there and what is right."""

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class InputFault:
    """One fault. ``line`` counts from 1; None where no line is to blame.

    ``value`` is what stands there; None where a field is missing. With no ``field`` the whole line
    or file is at fault, and is not repeated, since it may hold a name.
    """

    file: str
    line: int | None
    field: str
    value: str | None
    expected: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        if not self.field:
            return f"{place}: {self.expected}"
        value = "missing" if self.value is None else repr(_short(self.value))
        return f"{place}: {self.field} is {value}; {self.expected}"


class InputFaults(Exception):
    """Every fault of one input; its text has one line for each."""

    def __init__(self, faults: Iterable[InputFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…"
