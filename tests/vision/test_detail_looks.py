"""What hands hold is looked for at a larger scale: where something moved, once a second."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import pytest

from cameras.frame import CameraId, Frame
from floor.layout import SeatId
from floor.time import SECOND, Instant
from models.session import Network
from vision.detail_looks import QUESTIONS, DetailLooks
from vision.seat_input import DETAIL
from vision.seat_look import CHOICES, COLUMNS, FLAGS, WIDTH, SeatLook
from vision.seat_network import SeatNetwork
from vision.seat_region import SeatRegion

A, B = SeatId("A"), SeatId("B")
LEFT = ((0.1, 0.2), (0.4, 0.2), (0.4, 0.8), (0.1, 0.8))
RIGHT = ((0.6, 0.2), (0.9, 0.2), (0.9, 0.8), (0.6, 0.8))
CAMERA = CameraId("cam1")


@dataclass
class Counts:
    """Says in each number how often it was asked before."""

    runs: int = 0
    seats: list[int] = field(default_factory=list)

    def feed(self, feeds: dict[str, np.ndarray], wanted: tuple[str, ...]) -> tuple[np.ndarray, ...]:
        self.runs += 1
        self.seats.append(len(feeds["seats"]))
        return (np.full((len(feeds["seats"]), WIDTH), self.runs, np.float32),)


def region(seat: SeatId, outline: tuple[tuple[float, float], ...]) -> SeatRegion:
    return SeatRegion.of(seat, CAMERA, outline, 16 / 9)


REGIONS = (region(A, LEFT), region(B, RIGHT))


def look(posture: str = "seated") -> SeatLook:
    row = np.full(WIDTH, -1, np.float32)
    row[COLUMNS["posture"]] = [float(word == posture) for word in CHOICES["posture"]]
    return SeatLook(row)


def views(second: float) -> list[tuple[Frame, tuple[SeatRegion, ...]]]:
    image = np.zeros((180, 320, 3), np.uint8)
    return [(Frame(CAMERA, image, int(second * SECOND), second, second), REGIONS)]


def at(second: float) -> Instant:
    return Instant(int(second * SECOND))


@pytest.fixture
def counts() -> Counts:
    return Counts()


@pytest.fixture
def details(counts: Counts) -> Iterator[DetailLooks]:
    yield DetailLooks(SeatNetwork(cast(Network, counts), DETAIL, None))


def test_only_what_is_better_seen_large_is_taken_over(details: DetailLooks) -> None:
    refined = details.refined(views(0), {A: look()}, at(0))[A]
    for question in (*CHOICES, *FLAGS):
        large = float(refined.row[COLUMNS[question]][0]) == 1
        assert large == (question in QUESTIONS), question
    assert refined.best("posture") == "seated"


def test_a_seat_that_was_not_looked_at_closely_is_not_looked_at_at_all(
    details: DetailLooks, counts: Counts
) -> None:
    assert details.refined(views(0), {}, at(0)) == {}
    assert counts.runs == 0
    assert set(details.refined(views(1), {B: look()}, at(1))) == {B}
    assert counts.seats == [1]


@pytest.mark.parametrize(("posture", "expected"), [("seated", 6), ("standing", 6), ("none", 2)])
def test_a_sitter_is_looked_at_once_a_second_and_an_empty_seat_seldom(
    details: DetailLooks, counts: Counts, posture: str, expected: int
) -> None:
    for tick in range(11):
        details.refined(views(tick / 2), {A: look(posture)}, at(tick / 2))
    assert counts.runs == expected


def test_between_two_looks_the_last_one_stands(details: DetailLooks) -> None:
    said = [
        details.refined(views(t), {A: look()}, at(t))[A].flag("hand_raised") for t in (0, 0.5, 1)
    ]
    assert said == [1, 1, 2]


def test_after_blindness_nothing_of_before_is_said(details: DetailLooks, counts: Counts) -> None:
    details.refined(views(0), {A: look()}, at(0))
    details.forget(A)
    assert details.refined(views(0.5), {A: look()}, at(0.5))[A].flag("hand_raised") == 2
