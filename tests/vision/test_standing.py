"""Who stands at a seat rises above it; legs alone accuse nobody."""

import pytest

from cameras.frame import CameraId
from floor.layout import SeatId
from vision.body import Body
from vision.evidence import Sight, weigh
from vision.seat_region import SeatRegion
from vision.standing import standing_at

SEAT = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.8), (0.4, 0.8))
CUT_OFF = ((0.4, 0.0), (0.6, 0.0), (0.6, 0.4), (0.4, 0.4))


def region(outline: tuple[tuple[float, float], ...] = SEAT) -> SeatRegion:
    return SeatRegion.of(SeatId("A-01"), CameraId("cam1"), outline, 1.0)


def body(top: float, standing: float) -> Body:
    return Body((0.42, top, 0.58, 0.78), 0.9, (0.5, 0.65), (0.5, 0.5), 0.15, standing)


def test_legs_that_hang_below_a_head_above_the_seat_stand() -> None:
    assert standing_at(body(0.30, 0.9), region()) == 0.9


@pytest.mark.parametrize("top", [0.39, 0.41, 0.5])
def test_a_head_inside_the_seat_sits_whatever_the_legs_say(top: float) -> None:
    assert standing_at(body(top, 0.95), region()) == 0.0


def test_a_head_above_the_seat_alone_does_not_stand() -> None:
    assert standing_at(body(0.30, 0.1), region()) == 0.1


def test_a_seat_that_the_picture_cuts_off_is_judged_by_legs() -> None:
    assert standing_at(body(0.0, 0.9), region(CUT_OFF)) == 0.9


def test_the_seat_stays_occupied_for_guessed_knees() -> None:
    sitter = body(0.42, 0.95)
    seen = weigh(region(), (sitter, 0.8), [sitter], was_seated=True)
    assert seen.sight is Sight.SEATED
