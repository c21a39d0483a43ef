"""Which seats the network is given, and what stands for those that it is not."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from support.desk_scene import desk_scene

from cameras.frame import CameraId, Frame, Image
from floor.layout import SeatId
from floor.time import SECOND, Instant
from vision.close_looks import CloseLooks
from vision.references import SeatReferences
from vision.seat_look import COLUMNS, WIDTH, SeatLook
from vision.seat_network import SeatEyes, SeatNetwork, SeatSight, Traits
from vision.seat_region import SeatRegion

SEAT = SeatId("A-01")
CAMERA = CameraId("cam1")
OUTLINE = ((0.1, 0.3), (0.9, 0.3), (0.9, 0.9), (0.1, 0.9))
REGION = SeatRegion.of(SEAT, CAMERA, OUTLINE, aspect=180 / 220)


class Counted:
    """Says of every seat that somebody sits there, and how often it was asked."""

    def __init__(self) -> None:
        self.looks = 0

    def look(self, sights: Sequence[SeatSight]) -> list[SeatLook]:
        self.looks += len(sights)
        row = np.zeros(WIDTH, np.float32)
        row[COLUMNS["posture"]] = (0.02, 0.96, 0.02)
        row[COLUMNS["chair_m"]] = self.looks
        return [SeatLook(row) for _ in sights]

    def traits(self, crop: Image) -> Traits:
        return np.zeros(1, np.float32)


@pytest.fixture
def network() -> Counted:
    return Counted()


@pytest.fixture
def close(network: Counted) -> CloseLooks:
    return CloseLooks(SeatEyes(cast(SeatNetwork, network), SeatReferences()))


def hands(right: int) -> Image:
    """A sitter whose hand is so far right; it moves and nothing else."""
    picture: Image = desk_scene(sitter=(0.5, 0.6)).copy()
    picture[150:166, 40 + right : 56 + right] = (220, 230, 240)
    return picture


def seen(close: CloseLooks, picture: Image, at_s: float) -> SeatLook | None:
    now = Instant(round(at_s * SECOND))
    return close.look([(frame(picture, now), [REGION])], now).get(SEAT)


def frame(picture: Image, now: Instant) -> Frame:
    return Frame(CAMERA, picture, now, 0.0, 0.0)


def test_typing_hands_are_looked_at_every_second_and_the_last_look_stands(
    close: CloseLooks, network: Counted
) -> None:
    looks = [seen(close, hands(8 * tick), 0.5 * tick) for tick in range(8)]
    assert all(look is not None for look in looks)
    # The first two say that the seat is steady; then every second one.
    said = [look.value("chair_m") for look in looks if look is not None]
    assert said == [1, 2, 2, 3, 3, 4, 4, 5]
    assert network.looks == 5


def test_who_gets_up_is_looked_at_at_once(close: CloseLooks, network: Counted) -> None:
    for tick in range(3):
        seen(close, hands(8 * tick), 0.5 * tick)
    before = network.looks
    seen(close, desk_scene(), 1.5)
    assert network.looks == before + 1


def test_of_a_seat_where_nothing_stirs_nothing_is_said(close: CloseLooks, network: Counted) -> None:
    looks = [seen(close, hands(0), at_s) for at_s in (0.0, 0.5, 1.0, 1.5, 2.0)]
    assert [look is not None for look in looks] == [True, False, False, False, True]
    assert network.looks == 2


def test_after_a_blind_time_everything_is_new(close: CloseLooks, network: Counted) -> None:
    seen(close, hands(0), 0.0)
    close.forget(SEAT)
    assert seen(close, hands(0), 0.5) is not None
    assert network.looks == 2
