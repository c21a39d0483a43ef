"""Who is at which seat: each person at one seat at most, and each seat with one person."""

from collections.abc import Sequence

from vision.body import SURE_SCORE, Body
from vision.seat_region import SeatRegion

REACH = 0.15
"""Hips so far outside of the polygon, in seat sizes, still count a little: chairs are turned."""

STANDING_COSTS = 0.4
"""The part of the fit that somebody who clearly stands loses."""

FULL = 0.05
"""Hips so deep inside, in seat sizes, count fully."""


def fit(body: Body, region: SeatRegion) -> float:
    """How well a body lies on a seat, 0..1.

    The hips decide, since that is what one sits on: a body of the row behind covers the polygon
    with its chest and has its hips elsewhere. Among the seats that the hips could be on, the one
    that holds the chest as well, and whose middle is near, is the better one: a sitter's box may
    reach down over the empty chair in front, the chest does not. And of two at one seat, the one
    who sits has it, not the one who stands in front.
    """
    place = _inside(region, body.hips)
    if place == 0.0:
        return 0.0
    near = 1.0 / (1.0 + region.distance_to_centre(body.hips) ** 2)
    lies = 0.4 + 0.3 * _inside(region, body.chest) + 0.3 * near
    return place * lies * (1.0 - STANDING_COSTS * body.standing)


def _inside(region: SeatRegion, point: tuple[float, float]) -> float:
    """1 well inside the polygon, 0 well outside, even in between."""
    return min(max((region.depth(point) + REACH) / (REACH + FULL), 0.0), 1.0)


def assign(bodies: Sequence[Body], regions: Sequence[SeatRegion]) -> dict[int, int]:
    """Region index -> body index: sure people first, then the best fit; ties by order.

    A doubtful second box on a person must not take the seat that the person sits on.
    """
    pairs = sorted(
        (body.score < SURE_SCORE, -fit(body, region), r, b)
        for r, region in enumerate(regions)
        for b, body in enumerate(bodies)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, negative, r, b in pairs:
        if negative < 0 and r not in taken and b not in used:
            taken[r] = b
            used.add(b)
    return taken
