"""A seat is looked at closely when it changed or when the last look is old, and not otherwise."""

import numpy as np

from floor.time import Instant, plus
from vision.change import (
    OLDEST_S,
    STEADY_S,
    Glance,
    agree,
    cells_of,
    glanced,
    has_stirred,
    is_due,
)
from vision.seat_look import COLUMNS, WIDTH, SeatLook

RNG = np.random.default_rng(4)
CROP = RNG.integers(40, 200, (90, 70, 3)).astype(np.uint8)
NOW = Instant(1_000_000)


def look(seated: float = 0.95, **values: float) -> SeatLook:
    """A look at somebody who sits, with the first column of other questions as given."""
    row = np.zeros(WIDTH, np.float32)
    row[COLUMNS["posture"]] = (1 - seated, seated, 0)
    for question, value in values.items():
        row[COLUMNS[question].start] = value
    return SeatLook(row)


def due_after(crop: np.ndarray, elapsed_s: float = 0.5, steady: bool = False) -> bool:
    glance = Glance(cells_of(CROP), NOW, look(), steady)
    return is_due(glance, cells_of(crop), plus(NOW, elapsed_s))


def moved(size: int) -> np.ndarray:
    """The crop with a square of its pixels changed."""
    crop = CROP.copy()
    crop[10 : 10 + size, 10 : 10 + size] = 255
    return crop


def test_the_first_look_is_always_due() -> None:
    assert is_due(None, cells_of(CROP), NOW)


def test_a_still_seat_is_not_due_until_the_last_look_is_old() -> None:
    assert not due_after(CROP)
    assert due_after(CROP, OLDEST_S)


def test_noise_is_no_change() -> None:
    noisy = np.clip(CROP + RNG.normal(0, 6, CROP.shape), 0, 255).astype(np.uint8)
    assert not due_after(noisy)


def test_lamps_that_go_down_a_little_are_no_change() -> None:
    flat = np.full((90, 70, 3), 120, np.uint8)
    flat[30:60, 20:50] = 60
    glance = Glance(cells_of(flat), NOW, look())
    assert not is_due(glance, cells_of(flat + np.uint8(10)), plus(NOW, 0.5))


def test_an_arm_that_moves_is_a_change() -> None:
    assert due_after(moved(20))


def test_hands_that_type_at_a_steady_seat_wait_for_a_second_and_no_longer() -> None:
    assert due_after(moved(12)) and not due_after(moved(12), steady=True)
    assert has_stirred(Glance(cells_of(CROP), NOW, look()), cells_of(moved(12)))
    assert due_after(moved(12), STEADY_S, steady=True)


def test_a_body_that_moves_is_looked_at_at_once_however_steady_the_seat() -> None:
    assert due_after(moved(50), steady=True)


def test_a_seat_is_steady_once_two_looks_agree() -> None:
    first = glanced(None, cells_of(CROP), look(), NOW)
    assert not first.steady
    assert glanced(first, cells_of(CROP), look(0.93), NOW).steady
    assert not glanced(first, cells_of(CROP), look(0.6), NOW).steady


def test_looks_that_doubt_who_is_there_or_answer_anything_else_do_not_agree() -> None:
    assert agree(look(), look())
    assert not agree(look(0.85), look(0.85))
    assert not agree(look(), look(hand_raised=0.4))
    assert not agree(look(beside=0.9), look())
    assert agree(look(), look(chair_m=1.5))
