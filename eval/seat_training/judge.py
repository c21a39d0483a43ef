"""How right a seat network is, question by question, and how well it knows that."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from eval.scores.calibration import binned, calibration_error
from eval.seat_training.samples import asked
from vision.seat_look import CHOICES, COLUMNS, FLAGS

Floats = NDArray[np.float32]
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


def temperatures(raw: Floats, answers: Floats) -> dict[str, float]:
    """For each question the temperature that makes its probabilities likeliest (Guo et al.)."""
    found = {}
    known = asked(answers)
    for name in (*CHOICES, *FLAGS):
        rows = known[name]
        logits, right = raw[rows][:, COLUMNS[name]], answers[rows][:, COLUMNS[name]]

        def cost(log_t: float, logits: Floats = logits, right: Floats = right) -> float:
            chance = probabilities(logits, float(np.exp(log_t)))
            said = (chance * right).sum(axis=1) if logits.shape[1] > 1 else _of_flag(chance, right)
            return float(-np.log(np.maximum(said, 1e-9)).mean())

        best = minimize_scalar(cost, bounds=(np.log(0.3), np.log(5.0)), method="bounded")
        found[name] = round(float(np.exp(best.x)), 3) if rows.any() else 1.0
    return found


def probabilities(logits: Floats, temperature: float) -> Floats:
    """Of logits (N, words) or of flags (N, 1)."""
    scaled = logits / temperature
    if logits.shape[1] == 1:
        return np.asarray(1 / (1 + np.exp(-scaled)), np.float32)
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def scores(raw: Floats, answers: Floats, warmth: Mapping[str, float]) -> dict[str, Score]:
    """A score for each question that has answers."""
    known = asked(answers)
    return {
        name: _score(
            name,
            probabilities(raw[known[name]][:, COLUMNS[name]], warmth[name]),
            answers[known[name]][:, COLUMNS[name]],
        )
        for name in (*CHOICES, *FLAGS)
        if known[name].any()
    }


def _score(name: str, chance: Floats, right: Floats) -> Score:
    words = CHOICES.get(name, ("no", "yes"))
    if name in FLAGS:
        chance, right = (np.hstack([1 - each, each]) for each in (chance, right))
    said, true, sure = chance.argmax(axis=1), right.argmax(axis=1), chance.max(axis=1)
    precision, recall = {}, {}
    for number, word in enumerate(words):
        hits = float(((said == number) & (true == number)).sum())
        precision[word] = hits / max(float((said == number).sum()), 1.0)
        recall[word] = hits / max(float((true == number).sum()), 1.0)
    return Score(
        len(true),
        float((said == true).mean()),
        precision,
        recall,
        calibration_error(binned(sure, said == true, BINS)),
    )


def _of_flag(chance: Floats, right: Floats) -> Floats:
    yes = right[:, 0] > 0.5
    return np.where(yes, chance[:, 0], 1 - chance[:, 0])
