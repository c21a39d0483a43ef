"""How right a seat network is, question by question, and how well it knows that."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.seat_training.calibrate import Calibration, Floats
from eval.seat_training.samples import asked
from vision.seat_look import CHOICES, COLUMNS, FLAGS, VALUES

BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Of `asked` samples: the share answered right, the precision and recall of each word (of
    "yes" for a flag), and the expected calibration error (Guo et al., 2017)."""

    asked: int
    accuracy: float
    precision: Mapping[str, float]
    recall: Mapping[str, float]
    calibration_error: float


def scores(raw: Floats, answers: Floats, calibration: Calibration) -> dict[str, Score]:
    """A score for each question that has answers."""
    known = asked(answers)
    found = {}
    for question in (*CHOICES, *FLAGS):
        rows = known[question]
        if not rows.any():
            continue
        right = answers[rows][:, COLUMNS[question]]
        if question in FLAGS:
            right = np.hstack([1 - right, right])
        chance = calibration.probabilities(raw[rows], question)
        found[question] = _score(CHOICES.get(question, ("no", "yes")), chance, right)
    return found


def _score(words: tuple[str, ...], chance: Floats, right: Floats) -> Score:
    said, true, sure = chance.argmax(axis=1), right.argmax(axis=1), chance.max(axis=1)
    precision, recall = {}, {}
    for number, word in enumerate(words):
        hits = float(((said == number) & (true == number)).sum())
        precision[word] = round(hits / max(float((said == number).sum()), 1.0), 4)
        recall[word] = round(hits / max(float((true == number).sum()), 1.0), 4)
    return Score(
        len(true),
        round(float((said == true).mean()), 4),
        precision,
        recall,
        round(calibration_error(sure, said == true), 4),
    )


def calibration_error(sure: Floats, right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Mean distance between how sure and how often right, over bins of equal width."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        inside = place == number
        if inside.any():
            gap = abs(float(sure[inside].mean()) - float(right[inside].mean()))
            total += gap * float(inside.mean())
    return total


def value_error(raw: Floats, answers: Floats) -> dict[str, float]:
    """The median error of each value."""
    return {
        name: round(
            float(np.nanmedian(np.abs(raw[:, COLUMNS[name]] - answers[:, COLUMNS[name]]))), 4
        )
        for name in VALUES
    }
