"""Looks of a seat network that say what a test wants."""

import numpy as np

from vision.seat_look import CHOICES, COLUMNS, WIDTH, SeatLook


def look(**said: str | float) -> SeatLook:
    """A look that is quite sure of its words; what is not said is "none", no, or 0, with the seat
    in full sight. A choice may be a word, a flag or value a number."""
    row = np.zeros(WIDTH, np.float32)
    answers: dict[str, str | float] = {name: "none" for name in CHOICES if name != "chair"}
    answers |= {"chair": "hidden", "in_sight": 1.0} | said
    for name, answer in answers.items():
        part = row[COLUMNS[name]]
        if isinstance(answer, str):
            words = CHOICES[name]
            part[:] = 0.04 / (len(words) - 1)
            part[words.index(answer)] = 0.96
        else:
            part[:] = answer
    return SeatLook(row)
