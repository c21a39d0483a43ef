"""What is wrong with a site, with file, line and column: for ``check`` and for every start."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from api.site.positions import Place


@dataclass(frozen=True, slots=True, order=True)
class SiteFault:
    """One fault. ``line`` and ``column`` count from 1; 0 where there is no such place."""

    file: str
    line: int
    column: int
    field: str
    message: str

    @classmethod
    def at(cls, file: Path, place: Place, field: str, message: str) -> "SiteFault":
        """A fault at a place of a file."""
        return cls(str(file), place.line, place.column, field, message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return (
            f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


class SiteFaults(Exception):
    """Every fault that was found; the text has one line for each."""

    def __init__(self, faults: Iterable[SiteFault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
