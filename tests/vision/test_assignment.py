"""Each person sits on one seat at most, each seat holds one, and hips decide."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cameras.frame import CameraId
from floor.layout import SeatId
from vision.assignment import assign, fit, fit_above_hidden_hips
from vision.body import Body
from vision.seat_region import SeatRegion


def seat(name: str, x: float, y: float, side: float = 0.3) -> SeatRegion:
    outline = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    return SeatRegion.of(SeatId(name), CameraId("c"), outline, aspect=1.0)


def person(x: float, y: float, height: float = 0.5) -> Body:
    """Somebody whose hips are at (x, y)."""
    box = (x - 0.1, y - 0.6 * height, x + 0.1, y + 0.4 * height)
    return Body(box, 0.9, (x, y), chest=(x, y - 0.15), torso=0.15, standing=0.0)


def places(bodies: list[Body], regions: list[SeatRegion]) -> dict[int, int]:
    """Region -> body."""
    return {region: body for region, (body, _) in assign(bodies, regions).items()}


def test_the_one_behind_whose_chest_covers_the_seat_does_not_sit_on_it() -> None:
    front, behind = seat("front", 0.3, 0.6), seat("behind", 0.3, 0.2)
    sitter = person(0.45, 0.7, height=0.9)  # head and chest are over the seat behind
    assert behind.covered_by([sitter.box]) > 0.4
    assert fit(sitter, behind) == 0.0
    assert places([sitter], [behind, front]) == {1: 0}


def test_overlapping_seats_share_two_people_by_where_they_sit() -> None:
    left, right = seat("left", 0.2, 0.5), seat("right", 0.4, 0.5)
    assert places([person(0.55, 0.6), person(0.35, 0.6)], [left, right]) == {0: 1, 1: 0}


def test_one_person_between_two_seats_is_on_one_of_them() -> None:
    left, right = seat("left", 0.2, 0.5), seat("right", 0.4, 0.5)
    assert len(assign([person(0.45, 0.6)], [left, right])) == 1


@given(
    bodies=st.lists(st.builds(person, st.floats(0, 1), st.floats(0, 1)), max_size=8),
    corners=st.lists(st.tuples(st.floats(0, 0.7), st.floats(0, 0.7)), max_size=8),
)
def test_no_person_is_claimed_twice(bodies: list[Body], corners: list[tuple[float, float]]) -> None:
    regions = [seat(str(index), x, y) for index, (x, y) in enumerate(corners)]
    taken = places(bodies, regions)
    assert len(set(taken.values())) == len(taken)
    for r, b in taken.items():
        assert fit(bodies[b], regions[r]) > 0 or fit_above_hidden_hips(bodies[b], regions[r]) > 0


def test_hips_that_a_desk_hides_are_on_the_seat_that_the_chest_is_in() -> None:
    drawn_above_the_desk = seat("A", 0.3, 0.3)
    guessed = person(0.45, 0.7)  # a tenth below the polygon, a third of its size
    high_chest = replace(guessed, chest=(0.45, 0.4))
    assert places([high_chest], [drawn_above_the_desk]) == {0: 0}
    assert places([replace(high_chest, chest=(0.45, 0.2))], [drawn_above_the_desk]) == {}


def test_hidden_hips_are_not_thought_of_where_the_hips_are_on_another_seat() -> None:
    behind, front = seat("behind", 0.3, 0.3), seat("front", 0.3, 0.62)
    two = [person(0.45, 0.7), replace(person(0.45, 0.72), chest=(0.45, 0.5))]
    assert set(places(two, [behind, front])) == {1}
