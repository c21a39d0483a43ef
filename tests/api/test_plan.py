"""Where seats lie on the plan: as the site says, else laid out from the pictures."""

import pytest

from api.site.build import CELL_M, plan, seat_regions


def places(site) -> dict[str, tuple[float, float]]:
    return {seat: (place.x, place.y) for seat, place in plan(site).items()}


def test_the_sites_own_map_is_taken_as_it_is(site_of) -> None:
    site = site_of(
        ("A-01", "cam1", 0, 0, "map: {x: 3.2, y: 1.5, facing: 90}"),
        ("A-02", "cam1", 90, 0, "map: {x: -1, y: 7}"),
    )
    assert places(site) == {"A-01": (3.2, 1.5), "A-02": (-1, 7)}
    assert [place.facing for place in plan(site).values()] == [90, 0]


def test_without_a_map_a_row_in_the_picture_is_a_row_on_the_plan(site_of) -> None:
    site = site_of(
        ("front-right", "cam1", 300, 140),
        ("back-left", "cam1", 10, 20),
        ("front-left", "cam1", 20, 150),
        ("back-right", "cam1", 310, 10),
    )
    found = places(site)
    assert found["back-left"][1] == found["back-right"][1] == 0
    assert found["front-left"][1] == found["front-right"][1] == CELL_M
    assert found["back-left"][0] < found["back-right"][0]
    assert found["front-left"][0] < found["front-right"][0]


def test_cameras_stand_side_by_side(site_of) -> None:
    found = places(site_of(("A", "cam1", 10, 10), ("B", "cam1", 200, 10), ("C", "cam2", 10, 10)))
    assert found["A"][0] < found["B"][0] < found["C"][0]
    assert found["C"][0] - found["B"][0] > CELL_M


def test_seats_without_a_map_lie_beside_those_with_one(site_of) -> None:
    found = places(site_of(("A", "cam1", 10, 10, "map: {x: 12, y: 0}"), ("B", "cam1", 200, 10)))
    assert found["B"][0] == pytest.approx(12 + CELL_M)


def test_no_two_seats_share_a_place(site_of) -> None:
    found = places(
        site_of(*((f"S{n}", f"cam{1 + n % 2}", 30 * n, 20 * (n % 4)) for n in range(10)))
    )
    assert len(set(found.values())) == 10


def test_polygons_are_normalised_to_the_cameras_size(site_of) -> None:
    (region,) = seat_regions(site_of(("A", "cam1", 100, 50)))
    assert region.outline == ((0.25, 0.25), (0.35, 0.25), (0.35, 0.45), (0.25, 0.45))
