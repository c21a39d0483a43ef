"""Who is at which seat: each person at one seat at most, and each seat with one person."""

from collections.abc import Sequence

from vision.body import Body
from vision.seat_region import SeatRegion

REACH = 0.15
"""Hips so far outside of the polygon, in seat sizes, still count a little: chairs are turned."""

FULL = 0.05
"""Hips so deep inside, in seat sizes, count fully."""


def fit(body: Body, region: SeatRegion) -> float:
    """How well a body lies on a seat, 0..1.

    The hips decide, since that is what one sits on: a body of the row behind covers the polygon
    with its chest and has its hips elsewhere. Among the seats that the hips could be on, the one
    that the body fills, and whose middle is near, is the better one.
    """
    depth = region.depth(body.hips)
    place = min(max((depth + REACH) / (REACH + FULL), 0.0), 1.0)
    if place == 0.0:
        return 0.0
    near = 1.0 / (1.0 + region.distance_to_centre(body.hips) ** 2)
    return place * (0.4 + 0.3 * region.covered_by([body.box]) + 0.3 * near)


def assign(bodies: Sequence[Body], regions: Sequence[SeatRegion]) -> dict[int, int]:
    """Region index -> body index; best fit first, ties by order, so that it is deterministic."""
    pairs = sorted(
        (-fit(body, region), r, b)
        for r, region in enumerate(regions)
        for b, body in enumerate(bodies)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for negative, r, b in pairs:
        if negative < 0 and r not in taken and b not in used:
            taken[r] = b
            used.add(b)
    return taken
