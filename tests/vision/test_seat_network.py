"""Seats are looked at in batches of few sizes, and each gets the row that is its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from floor.layout import SeatId
from models.session import Network
from vision.references import SeatReferences
from vision.seat_input import DETAIL, STATE, Scale, SeatWindow
from vision.seat_look import WIDTH
from vision.seat_network import BUCKETS, SeatEyes, SeatNetwork, SeatSight, bucket

F = 6
SIDE, CELLS = STATE.side, STATE.cells
SEAT = SeatId("A-01")


@dataclass
class Echo:
    """Answers with what it was given of each seat: its first pixel, its masks' and its
    reference's first numbers; its traits are the first pixel throughout."""

    batches: list[int] = field(default_factory=list)

    def feed(
        self, feeds: Mapping[str, NDArray[Any]], wanted: Sequence[str]
    ) -> tuple[NDArray[np.float32], ...]:
        seats, masks, reference = (feeds[name] for name in ("seats", "masks", "reference"))
        size = len(seats)
        self.batches.append(size)
        assert seats.shape == (size, 3, SIDE, SIDE) and seats.dtype == np.uint8
        assert masks.shape == (size, 2, CELLS, CELLS) and masks.dtype == np.uint8
        assert reference.shape == (size, F) and reference.dtype == np.float32
        answers = np.zeros((size, WIDTH), np.float32)
        answers[:, 0], answers[:, 1] = seats[:, 0, 0, 0], masks[:, 0, 0, 0]
        answers[:, 2] = reference[:, 0]
        given = {"answers": answers, "traits": np.repeat(answers[:, :1], F, axis=1)}
        return tuple(given[name] for name in wanted)


def network(echo: Echo) -> SeatNetwork:
    return SeatNetwork(cast(Network, echo), STATE, F)


def sight(number: int, reference: float | None = None) -> SeatSight:
    """A seat whose pixels and mask say its number."""
    image = np.full((90, 160, 3), number, np.uint8)
    masks = np.full((2, CELLS, CELLS), 255 - number, np.uint8)
    traits = None if reference is None else np.full(F, reference, np.float32)
    return SeatSight(image, SeatWindow((10, 10, 90, 80), masks), traits)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 11, 16, 17, 40])
def test_rows_come_back_in_order_whatever_the_batch(count: int) -> None:
    echo = Echo()
    looks = network(echo).look([sight(number, number / 2) for number in range(count)])
    assert [look.row[:3].tolist() for look in looks] == [
        [number, 255 - number, number / 2] for number in range(count)
    ]
    assert set(echo.batches) <= set(BUCKETS)
    assert sum(echo.batches) < count + BUCKETS[-1]


def test_a_seat_without_reference_gets_zeros_not_its_neighbours() -> None:
    looks = network(Echo()).look([sight(1, 7.0), sight(2), sight(3, 9.0)])
    assert [look.row[2] for look in looks] == [7.0, 0.0, 9.0]


def test_a_bucket_is_the_least_that_holds_all() -> None:
    assert [bucket(count) for count in (1, 2, 3, 4, 5, 9, 13)] == [1, 2, 4, 4, 6, 12, 16]


def test_a_references_traits_are_worked_out_once_for_each_picture() -> None:
    echo = Echo()
    eyes = SeatEyes(network(echo), SeatReferences())
    first, second = (np.full((40, 50, 3), level, np.uint8) for level in (11, 22))
    for reference in (first, first, second, second, first):
        traits = eyes.traits_of(SEAT, reference)
        assert traits is not None and traits.tolist() == [float(reference[0, 0, 0])] * F
    assert echo.batches == [1, 1, 1]
    assert eyes.traits_of(SEAT, None) is None


@dataclass
class Blunt:
    """Compares with nothing, at a scale of its own: says the shape that it was given."""

    scale: Scale

    def feed(
        self, feeds: Mapping[str, NDArray[Any]], wanted: Sequence[str]
    ) -> tuple[NDArray[np.float32], ...]:
        assert set(feeds) == {"seats", "masks"}
        assert feeds["seats"].shape[1:] == (3, self.scale.side, self.scale.side)
        assert feeds["masks"].shape[1:] == (2, self.scale.cells, self.scale.cells)
        return (np.full((len(feeds["seats"]), WIDTH), self.scale.side, np.float32),)


def test_a_network_that_compares_with_nothing_is_given_no_references() -> None:
    blunt = SeatNetwork(cast(Network, Blunt(DETAIL)), DETAIL, None)
    masks = np.zeros((2, DETAIL.cells, DETAIL.cells), np.uint8)
    image = np.zeros((90, 160, 3), np.uint8)
    (look,) = blunt.look([SeatSight(image, SeatWindow((10, 10, 90, 80), masks), None)])
    assert look.row[0] == DETAIL.side
    assert blunt.traits(image) is None
