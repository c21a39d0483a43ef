"""Who stands at a seat rises above it; legs alone accuse nobody."""

from dataclasses import replace

import pytest

from cameras.frame import CameraId
from floor.layout import SeatId
from vision.assignment import assign
from vision.body import Body
from vision.evidence import Sight, weigh
from vision.seat_region import SeatRegion
from vision.standing import standing_at, stands_before

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


def before(feet: float, standing: float = 0.9) -> Body:
    """Somebody in front of the seat, whose head and chest cover what a sitter's would."""
    return Body((0.42, 0.3, 0.62, feet), 0.9, (0.5, 0.65), (0.5, 0.5), 0.15, standing)


def test_whose_feet_are_well_below_the_seat_stands_before_it() -> None:
    assert stands_before(before(feet=0.86), region())
    assert not stands_before(before(feet=0.82), region())  # beside the chair
    assert not stands_before(before(feet=0.86, standing=0.1), region())  # legs of a sitter


def test_box_and_ankles_must_both_say_that_somebody_stands_before_a_seat() -> None:
    assert stands_before(replace(before(feet=0.9), ankles=0.86), region())
    assert not stands_before(replace(before(feet=0.9), ankles=0.8), region())  # a stretched box
    assert not stands_before(replace(before(feet=0.8), ankles=0.9), region())  # guessed feet


def test_who_stands_before_a_seat_hides_it_and_is_not_at_it() -> None:
    passer = before(feet=0.9)
    assert assign([passer], [region()]) == {}
    seen = weigh(region(), None, [passer], was_seated=True)
    assert (seen.sight, seen.covered) == (Sight.HIDDEN, True)


def test_a_seat_on_which_somebody_seems_to_stand_before_it_is_not_called_empty() -> None:
    stretched = Body((0.42, 0.45, 0.53, 0.9), 0.9, (0.47, 0.65), (0.47, 0.5), 0.15, 0.9)
    assert weigh(region(), None, [stretched], was_seated=True).sight is Sight.DOUBTFUL


def test_nothing_that_seems_to_be_on_a_covered_seat_counts() -> None:
    sitter = body(0.42, 0.1)
    assert weigh(region(), (sitter, 0.8), [sitter, before(feet=0.9)], True).covered
    assert weigh(region(), (sitter, 0.8), [sitter], True).sight is Sight.SEATED


def test_who_stands_before_the_edge_of_a_seat_leaves_it_in_sight() -> None:
    aside = Body((0.54, 0.3, 0.74, 0.9), 0.9, (0.64, 0.65), (0.64, 0.5), 0.15, 0.9)
    seen = weigh(region(), None, [aside], was_seated=False)
    assert (seen.sight, seen.covered) == (Sight.NOBODY, False)


def test_the_seat_stays_occupied_for_guessed_knees() -> None:
    sitter = body(0.42, 0.95)
    seen = weigh(region(), (sitter, 0.8), [sitter], was_seated=True)
    assert seen.sight is Sight.SEATED
