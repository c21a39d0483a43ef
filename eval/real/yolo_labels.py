"""Boxes of YOLO label files: a class and a box, or a polygon, normalised, one thing a line."""

import math
from dataclasses import dataclass
from pathlib import Path

from eval.real.faults import data_fault, read_data
from eval.real.scenario import Box


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled thing: its class number and its box, 0..1 of width and height."""

    number: int
    box: Box


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of one picture. Raises ``InputFaults`` at a line that is none."""
    labels = []
    for line, text in enumerate(read_data(path).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            labels.append(parse_label(text))
        except ValueError as error:
            raise data_fault(path, str(error), line) from None
    return tuple(labels)


def parse_label(text: str) -> Label:
    """``class cx cy w h``, or ``class x y x y ...``: the box around the polygon.

    Raises ``ValueError`` for anything else.
    """
    words = text.split()
    try:
        number, values = int(words[0]), [float(word) for word in words[1:]]
    except (ValueError, IndexError):
        raise ValueError("expected a class number and numbers, such as 0 0.5 0.5 0.2 0.3") from None
    if not all(map(math.isfinite, values)):
        raise ValueError("expected finite numbers")
    if len(values) == 4:
        cx, cy, w, h = values
        box = (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2)
    elif len(values) >= 6 and len(values) % 2 == 0:
        xs, ys = values[::2], values[1::2]
        box = (min(xs), min(ys), max(xs), max(ys))
    else:
        raise ValueError("expected a class and 4 numbers (a box) or at least 3 points (a polygon)")
    if min(box) < -0.01 or max(box) > 1.01 or box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError(f"the box {box} does not lie within 0..1 of the picture")
    x0, y0, x1, y1 = (min(1.0, max(0.0, value)) for value in box)
    return Label(number, (x0, y0, x1, y1))
