"""Answers are made as often right as they are sure, without changing which is likeliest much."""

import numpy as np
import pytest

from eval.seat_training.calibrate import Calibration, calibrate
from eval.seat_training.judge import scores, value_error
from vision.seat_look import CHOICES, COLUMNS, WIDTH

N = 3000
POSTURE, HAND = COLUMNS["posture"], COLUMNS["hand_raised"]


def seen(seed: int = 0, exaggerated: float = 5.0) -> tuple[np.ndarray, np.ndarray]:
    """Logits (N, WIDTH) that are so many times too sure, and what was true."""
    rng = np.random.default_rng(seed)
    raw = np.zeros((N, WIDTH), np.float32)
    answers = np.full((N, WIDTH), np.nan, np.float32)
    logits = rng.normal(0, 1.5, (N, 3))
    chance = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    true = [rng.choice(3, p=each) for each in chance]
    answers[:, POSTURE] = np.eye(3)[true]
    raw[:, POSTURE] = exaggerated * logits
    tilt = rng.normal(-1, 1.5, N)
    answers[:, HAND.start] = rng.random(N) < 1 / (1 + np.exp(-tilt))
    raw[:, HAND.start] = exaggerated * tilt + 2.0  # shown too often while it learnt
    return raw, answers


def test_an_over_confident_network_is_calmed() -> None:
    raw, answers = seen()
    fitted = calibrate(raw, answers)
    unseen, true = seen(seed=1)
    before, after = scores(unseen, true, Calibration.none()), scores(unseen, true, fitted)
    for question in ("posture", "hand_raised"):
        assert before[question].calibration_error > 0.1
        assert after[question].calibration_error < 0.03
        assert after[question].accuracy >= before[question].accuracy - 0.01
    assert fitted.scale[POSTURE] == pytest.approx(0.2, abs=0.03)


def test_what_was_shown_too_often_is_believed_less() -> None:
    raw, answers = seen(exaggerated=1.0)
    fitted = calibrate(raw, answers)
    unseen, true = seen(seed=1, exaggerated=1.0)
    chance = fitted.probabilities(unseen, "hand_raised")[:, 1]
    assert Calibration.none().probabilities(unseen, "hand_raised")[:, 1].mean() > 0.55
    assert chance.mean() == pytest.approx(float(np.nanmean(true[:, HAND])), abs=0.03)


def test_a_question_that_nobody_answered_is_left_as_it_is() -> None:
    raw, answers = seen()
    fitted = calibrate(raw, answers)
    for name, place in COLUMNS.items():
        if name not in ("posture", "hand_raised"):
            assert (fitted.scale[place] == 1).all() and (fitted.shift[place] == 0).all()
    assert set(scores(raw, answers, fitted)) == {"posture", "hand_raised"}


def test_probabilities_sum_to_one() -> None:
    raw, _ = seen()
    for question in ("posture", "hand_raised"):
        chance = Calibration.none().probabilities(raw, question)
        assert chance.shape == (N, 3 if question in CHOICES else 2)
        assert chance.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_precision_and_recall_are_of_each_word() -> None:
    raw, answers = np.zeros((4, WIDTH), np.float32), np.full((4, WIDTH), np.nan, np.float32)
    raw[:, POSTURE] = np.eye(3)[[0, 0, 1, 1]] * 9
    answers[:, POSTURE] = np.eye(3)[[0, 1, 1, 2]]
    score = scores(raw, answers, Calibration.none())["posture"]
    assert (score.asked, score.accuracy) == (4, 0.5)
    assert score.precision == {"none": 0.5, "seated": 0.5, "standing": 0.0}
    assert score.recall == {"none": 1.0, "seated": 0.5, "standing": 0.0}
    assert score.calibration_error == pytest.approx(0.5, abs=0.01)


def test_values_have_a_median_error_where_they_are_asked() -> None:
    raw, answers = np.zeros((3, WIDTH), np.float32), np.zeros((3, WIDTH), np.float32)
    answers[:, COLUMNS["chair_m"].start] = (0.1, 0.2, np.nan)
    assert value_error(raw, answers)["chair_m"] == pytest.approx(0.15, abs=1e-3)
