"""Tables of what the makers of this product saw by eye, beside this code: no picture is in them."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from eval.real.faults import data_fault, read_data
from eval.real.scenario import Box

Label = TypeVar("Label")
Row = Mapping[str, str]
EDGES = ("x0", "y0", "x1", "y1")


def read_table(path: Path, label: Callable[[Row], Label], columns: str) -> tuple[Label, ...]:
    """A label of each row; lines that begin with # are notes. Raises ``InputFaults`` for a table
    without ``columns`` or with words where numbers belong."""
    rows = csv.DictReader(line for line in read_data(path).splitlines() if line[:1] != "#")
    try:
        return tuple(label(row) for row in rows)
    except (KeyError, ValueError, TypeError):
        raise data_fault(path, f"expected columns {columns}") from None


def box_of(row: Row) -> Box:
    """The box of a row. Raises ``ValueError`` for what is no number."""
    x0, y0, x1, y1 = (float(row[edge]) for edge in EDGES)
    return x0, y0, x1, y1
