"""Who is at which seat: each person at one seat at most, and each seat with one person."""

from collections.abc import Sequence

from vision.body import SURE_SCORE, Body
from vision.seat_region import SeatRegion
from vision.standing import standing_at, stands_before

REACH = 0.15
"""Hips so far outside of the polygon, in seat sizes, still count a little: chairs are turned."""

BELOW = 0.5
HIDDEN_HIPS = 0.4
"""Hips so far below the polygon, in seat sizes, may be guessed; it counts for so much less."""

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
    who sits has it, not the one who stands there; who stands before it is not at it at all.
    """
    hips = _inside(region, body.hips)
    if not hips or stands_before(body, region):
        return 0.0
    return hips * _lies(body, region)


def fit_above_hidden_hips(body: Body, region: SeatRegion) -> float:
    """The same for a body whose hips are a little below the polygon and whose chest is inside.

    Where a desk hides the hips, sites draw what they see, and the network guesses the hips lower.
    """
    below = body.hips[1] > region.centre[1] and not region.is_beyond(body.hips, BELOW)
    if not below or region.depth(body.hips) <= -BELOW or stands_before(body, region):
        return 0.0
    chest = _inside(region, body.chest)
    return HIDDEN_HIPS * chest * _lies(body, region) if chest else 0.0


def assign(bodies: Sequence[Body], regions: Sequence[SeatRegion]) -> dict[int, tuple[int, float]]:
    """Region index -> (body index, fit): sure people first, then the best fit; ties by order.

    A doubtful second box on a person must not take the seat that the person sits on. Hidden hips
    are thought of only for a body whose hips are on no seat.
    """
    fits = [[fit(body, region) for region in regions] for body in bodies]
    for body, row in zip(bodies, fits, strict=True):
        if not any(row):
            row[:] = [fit_above_hidden_hips(body, region) for region in regions]
    pairs = sorted(
        (bodies[b].score < SURE_SCORE, -value, r, b)
        for b, row in enumerate(fits)
        for r, value in enumerate(row)
        if value > 0
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for _, negative, r, b in pairs:
        if r not in taken and b not in used:
            taken[r] = b, -negative
            used.add(b)
    return taken


def _lies(body: Body, region: SeatRegion) -> float:
    near = 1.0 / (1.0 + region.distance_to_centre(body.hips) ** 2)
    along = 0.4 + 0.3 * _inside(region, body.chest) + 0.3 * near
    return along * (1.0 - STANDING_COSTS * standing_at(body, region))


def _inside(region: SeatRegion, point: tuple[float, float]) -> float:
    """1 well inside the polygon, 0 well outside, even in between."""
    if region.is_beyond(point, REACH):
        return 0.0
    return min(max((region.depth(point) + REACH) / (REACH + FULL), 0.0), 1.0)
