"""Each person sits on one seat at most, each seat holds one, and hips decide."""

from hypothesis import given
from hypothesis import strategies as st

from cameras.frame import CameraId
from floor.layout import SeatId
from vision.assignment import assign, fit
from vision.body import Body
from vision.seat_region import SeatRegion


def seat(name: str, x: float, y: float, side: float = 0.3) -> SeatRegion:
    outline = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    return SeatRegion.of(SeatId(name), CameraId("c"), outline, aspect=1.0)


def person(x: float, y: float, height: float = 0.5) -> Body:
    """Somebody whose hips are at (x, y)."""
    box = (x - 0.1, y - 0.6 * height, x + 0.1, y + 0.4 * height)
    return Body(box, 0.9, (x, y), chest=(x, y - 0.15), torso=0.15, standing=0.0)


def test_the_one_behind_whose_chest_covers_the_seat_does_not_sit_on_it() -> None:
    front, behind = seat("front", 0.3, 0.6), seat("behind", 0.3, 0.2)
    sitter = person(0.45, 0.7, height=0.9)  # head and chest are over the seat behind
    assert behind.covered_by([sitter.box]) > 0.4
    assert fit(sitter, behind) == 0.0
    assert assign([sitter], [behind, front]) == {1: 0}


def test_overlapping_seats_share_two_people_by_where_they_sit() -> None:
    left, right = seat("left", 0.2, 0.5), seat("right", 0.4, 0.5)
    assert assign([person(0.55, 0.6), person(0.35, 0.6)], [left, right]) == {0: 1, 1: 0}


def test_one_person_between_two_seats_is_on_one_of_them() -> None:
    left, right = seat("left", 0.2, 0.5), seat("right", 0.4, 0.5)
    assert len(assign([person(0.45, 0.6)], [left, right])) == 1


@given(
    bodies=st.lists(st.builds(person, st.floats(0, 1), st.floats(0, 1)), max_size=8),
    corners=st.lists(st.tuples(st.floats(0, 0.7), st.floats(0, 0.7)), max_size=8),
)
def test_no_person_is_claimed_twice(bodies: list[Body], corners: list[tuple[float, float]]) -> None:
    regions = [seat(str(index), x, y) for index, (x, y) in enumerate(corners)]
    taken = assign(bodies, regions)
    assert len(set(taken.values())) == len(taken)
    assert all(fit(bodies[b], regions[r]) > 0 for r, b in taken.items())
