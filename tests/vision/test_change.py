"""A seat is looked at closely when it changed or when the last look is old, and not otherwise."""

import numpy as np

from floor.time import Instant, plus
from vision.change import OLDEST_S, Glance, cells_of, is_due

RNG = np.random.default_rng(4)
CROP = RNG.integers(40, 200, (90, 70, 3)).astype(np.uint8)
NOW = Instant(1_000_000)


def due_after(crop: np.ndarray, elapsed_s: float = 0.5) -> bool:
    return is_due(Glance(cells_of(CROP), NOW), cells_of(crop), plus(NOW, elapsed_s))


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
    glance = Glance(cells_of(flat), NOW)
    assert not is_due(glance, cells_of(flat + np.uint8(10)), plus(NOW, 0.5))


def test_an_arm_that_moves_is_a_change() -> None:
    moved = CROP.copy()
    moved[10:30, 10:30] = 255
    assert due_after(moved)
