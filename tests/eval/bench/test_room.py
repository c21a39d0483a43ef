"""More seats than a clip has: copies, where the others leave most room."""

from eval.bench.room import Drawn, with_more

SIZE = (100, 100)


def square(x: float, y: float) -> Drawn:
    return {"seat": ((x, y), (x + 20, y), (x + 20, y + 20), (x, y + 20)), "desk": None}


def overlap(a: Drawn, b: Drawn) -> float:
    (ax0, ay0), (bx0, by0) = (min(each["seat"] or ()) for each in (a, b))
    wide, high = 20 - abs(ax0 - bx0), 20 - abs(ay0 - by0)
    return max(wide, 0) * max(high, 0)


def test_fewer_are_the_first_ones() -> None:
    seats = [square(0, 0), square(40, 0), square(80, 0)]
    assert with_more(seats, 2, SIZE) == seats[:2]


def test_more_are_copies_apart_from_each_other_and_inside() -> None:
    seats = with_more([square(0, 0), square(40, 0)], 8, SIZE)
    assert len(seats) == 8
    for index, seat in enumerate(seats):
        assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in seat["seat"] or ())
        assert all(overlap(seat, other) == 0 for other in seats[:index])


def test_a_full_picture_still_gets_its_seats() -> None:
    seats = with_more([square(0, 0)], 60, SIZE)
    assert len(seats) == 60
    assert len({seat["seat"] for seat in seats}) > 20


def test_all_polygons_of_a_seat_move_together() -> None:
    seat: Drawn = {**square(0, 0), "desk": ((20, 0), (30, 0), (30, 20))}
    _, more = with_more([seat], 2, SIZE)
    assert more["seat"] is not None
    assert more["desk"] is not None
    assert more["desk"][0][0] - more["seat"][0][0] == 20
