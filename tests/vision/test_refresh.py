"""Only a seat that every sign says is tidy and empty may become a reference."""

import numpy as np
import pytest

from floor.observation import Activity
from vision.activities import Doing
from vision.fusion import Memory
from vision.refresh import is_clear, is_tidy
from vision.seat_look import CHAIRS
from vision.seat_memory import SeatMemory

RECT = (100, 50, 200, 150)
SIZE = (400, 200)


def memory(absent: float = 0.99, chair: str | None = "in", sure: float = 0.9) -> SeatMemory:
    places = np.full(len(CHAIRS), (1 - sure) / (len(CHAIRS) - 1))
    if chair is not None:
        places[CHAIRS.index(chair)] = sure
    belief = np.array([absent, (1 - absent) / 2, (1 - absent) / 2])
    return SeatMemory(Memory(belief), chair=None if chair is None else places)


def test_an_empty_seat_with_its_chair_in_is_tidy() -> None:
    assert is_tidy(memory())


@pytest.mark.parametrize(
    "doubt",
    [memory(absent=0.9), memory(chair="out"), memory(chair="hidden"), memory(sure=0.5)],
)
def test_any_doubt_says_it_is_not(doubt: SeatMemory) -> None:
    assert not is_tidy(doubt)


def test_without_a_close_look_nothing_is_tidy() -> None:
    assert not is_tidy(memory(chair=None))


def test_food_on_the_desk_is_not_tidy() -> None:
    with_food = SeatMemory(
        memory().fusion, chair=memory().chair, doing=Doing({}, frozenset({Activity.FOOD}))
    )
    assert not is_tidy(with_food)


@pytest.mark.parametrize(
    ("box", "clear"),
    [
        ((0.0, 0.0, 0.2, 0.9), True),
        ((0.2, 0.0, 0.26, 0.9), False),
        ((0.3, 0.3, 0.4, 0.5), False),
        ((0.3, 0.8, 0.4, 1.0), True),
    ],
)
def test_nobody_may_touch_the_crop(box: tuple[float, ...], clear: bool) -> None:
    assert is_clear(RECT, np.array([box], np.float32), SIZE) is clear


def test_an_empty_room_is_clear() -> None:
    assert is_clear(RECT, np.zeros((0, 4), np.float32), SIZE)
