"""Thighs tell who stands: level when seated, hanging when standing, unknown when hidden."""

import numpy as np
import pytest

from vision.body import UNSEEN, Body, standing_evidence, with_history


def skeleton(knee_drop: float, seen: float = 0.9) -> np.ndarray:
    """Shoulders at 0.2, hips at 0.5, knees ``knee_drop`` torsos below the hips."""
    points = np.zeros((17, 3), np.float32)
    for joint, y in ((5, 0.2), (6, 0.2), (11, 0.5), (12, 0.5)):
        points[joint] = (0.5, y, 0.9)
    for joint in (13, 14):
        points[joint] = (0.5, 0.5 + 0.3 * knee_drop, seen)
    return points


def test_a_hanging_thigh_stands_and_a_level_one_sits() -> None:
    assert standing_evidence(skeleton(0.75)) > 0.9
    assert standing_evidence(skeleton(0.1)) < 0.1


def test_hidden_knees_say_nothing() -> None:
    assert standing_evidence(skeleton(0.75, seen=0.1)) == UNSEEN


def test_a_torso_seen_from_above_says_nothing() -> None:
    points = skeleton(0.75)
    points[5, 0], points[6, 0] = 0.1, 0.9  # shoulders far wider than the torso is long
    assert standing_evidence(points) == UNSEEN


def body(standing: float, x: float = 0.5) -> Body:
    return Body((x - 0.1, 0.1, x + 0.1, 0.9), 0.9, (x, 0.5), (x, 0.2), torso=0.3, standing=standing)


def test_who_stood_a_moment_ago_still_stands_behind_a_desk_for_a_while() -> None:
    (soon,) = with_history([body(UNSEEN)], [body(1.0)], 0.25)
    (later,) = with_history([body(UNSEEN)], [body(1.0)], 15.0)
    assert soon.standing > 0.9
    assert later.standing == pytest.approx(UNSEEN, abs=0.01)


def test_somebody_elses_posture_is_not_taken_over() -> None:
    (other,) = with_history([body(UNSEEN)], [body(1.0, x=1.2)], 0.25)
    assert other.standing == UNSEEN


def test_speed_is_in_torsos_a_second() -> None:
    (moved,) = with_history([body(0.0, x=0.8)], [body(0.0, x=0.5)], 0.5)
    assert moved.speed == pytest.approx(2.0)
