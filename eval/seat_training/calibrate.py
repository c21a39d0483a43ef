"""Answers made as often right as they are sure: a temperature for each question, a shift for each
word (Guo et al., 2017: temperature and vector scaling, joined so that few numbers are fitted).

Training shows rare things often, so that they are learnt at all; on a floor's natural mixture the
network would then see them everywhere. The shifts undo that.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.seat_training.samples import asked
from vision.seat_look import CHOICES, COLUMNS, FLAGS, WIDTH

Floats = NDArray[np.float32]
STIFFNESS = 0.003
"""How much a shift must gain: few samples of a word must not move it far."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What logits (WIDTH,) are multiplied with, and what is added; 1 and 0 for values."""

    scale: Floats
    shift: Floats

    @classmethod
    def none(cls) -> "Calibration":
        """As they come."""
        return cls(np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32))

    def probabilities(self, raw: Floats, question: str) -> Floats:
        """Of logits (N, WIDTH): (N, words) of a choice, (N, 2) of a flag: no and yes."""
        place = COLUMNS[question]
        logits = raw[:, place] * self.scale[place] + self.shift[place]
        if question in FLAGS:
            logits = np.hstack([np.zeros_like(logits), logits])
        return np.exp(_log_softmax(logits))


def calibrate(raw: Floats, answers: Floats) -> Calibration:
    """Fitted to logits and answers (N, WIDTH) of held-back samples, by maximum likelihood."""
    found = Calibration.none()
    known = asked(answers)
    for question in (*CHOICES, *FLAGS):
        place, rows = COLUMNS[question], known[question]
        if not rows.any():
            continue
        logits, right = raw[rows][:, place].astype(float), answers[rows][:, place].astype(float)
        scale, shift = _fitted(logits, right)
        found.scale[place], found.shift[place] = scale, shift
    return found


def _fitted(logits: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, Floats]:
    words = logits.shape[1]
    if words == 1:
        logits, right = np.hstack([0 * logits, logits]), np.hstack([1 - right, right])

    def cost(numbers: NDArray[np.float64]) -> float:
        shift = np.append(0.0, numbers[1:]) if words == 1 else numbers[1:]
        likely = (_log_softmax(logits * np.exp(numbers[0]) + shift) * right).sum(axis=1)
        return float(-likely.mean() + STIFFNESS * (numbers**2).sum())

    best = minimize(
        cost, np.zeros(1 + words), method="L-BFGS-B", bounds=[(-1.5, 1.5)] + [(-4, 4)] * words
    )
    return float(np.exp(best.x[0])), np.asarray(best.x[1:], np.float32)


def _log_softmax(logits: NDArray[np.floating]) -> Floats:
    moved = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(moved - np.log(np.exp(moved).sum(axis=1, keepdims=True)), np.float32)
