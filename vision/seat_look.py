"""What the seat-state network says of one crop: a probability for each word of each question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from floor.layout import SeatId

POSTURES = ("none", "seated", "standing")
CHAIRS = ("in", "out", "turned", "occupied", "hidden")
PHONES = ("none", "hand", "ear", "photo", "lying")
PLACES = ("none", "desk", "hand")
FACINGS = ("none", "ahead", "left", "right", "back")

CHOICES: dict[str, tuple[str, ...]] = {
    "posture": POSTURES,
    "chair": CHAIRS,
    "phone": PHONES,
    "food": PLACES,
    "drink": PLACES,
    "facing": FACINGS,
}
"""Questions with one answer out of several."""

FLAGS = ("hand_raised", "feet_on_desk", "lying_down", "beside")
"""Questions with yes or no."""

VALUES = ("gaze_x", "gaze_y", "chair_m", "in_sight")
"""Numbers: where the face points in the picture (lengths of the same stretch upright), the
chair's distance from home in metres, and how much of a sitter's place is in sight."""

WIDTH = sum(len(words) for words in CHOICES.values()) + len(FLAGS) + len(VALUES)
"""How many numbers the network gives of a seat."""


def columns() -> Iterator[tuple[str, slice]]:
    """Each question with its columns of the output (B, WIDTH), in order."""
    widths = [len(words) for words in CHOICES.values()] + [1] * (len(FLAGS) + len(VALUES))
    ends = list(accumulate(widths))
    for name, width, end in zip((*CHOICES, *FLAGS, *VALUES), widths, ends, strict=True):
        yield name, slice(end - width, end)


COLUMNS = dict(columns())


@dataclass(frozen=True, slots=True, eq=False)
class SeatLook:
    """A row (WIDTH,) of the output, by name. Probabilities are 0..1."""

    row: NDArray[np.float32]

    def choice(self, question: str, word: str) -> float:
        """How likely an answer is."""
        place = COLUMNS[question].start + CHOICES[question].index(word)
        return float(self.row[place])

    def best(self, question: str) -> str:
        """The likeliest answer."""
        return CHOICES[question][int(self.row[COLUMNS[question]].argmax())]

    def flag(self, question: str) -> float:
        """How likely yes is."""
        return float(self.row[COLUMNS[question].start])

    def value(self, question: str) -> float:
        """The number."""
        return float(self.row[COLUMNS[question].start])


Looks = Mapping[SeatId, SeatLook]
"""Of the seats that were looked at."""
