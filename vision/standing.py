"""Who stands at a seat, and who only stands before it: legs, head and feet tell."""

from vision.body import Body
from vision.seat_region import SeatRegion

STANDING_ABOVE = 0.55
"""Legs that say so much are those of somebody on their feet."""

BEFORE = 0.05
"""So far below the polygon, in its heights, are the feet of whoever stands before the seat. Whoever
stands at it has them where the chair's are: in scenarios one in twenty has lower ankles, of the
people who hide a sitter two thirds have."""

HEAD_ABOVE = 0.04
"""So far above the polygon, in its heights, must the head of someone who stands at a seat be."""

CUT = 0.01
"""A polygon that begins so near the picture's upper edge, in picture heights, was cut by it."""


def stands_before(body: Body, region: SeatRegion) -> bool:
    """Whether a body stands between the camera and the seat, and so is not at it.

    Cameras look down, so whoever is nearer has the feet lower in the picture. Box and ankles must
    both say so: a box is stretched down over the chair in front, and ankles are guessed behind it.
    """
    _, top, _, low = region.bounds
    feet = body.box[3] if body.ankles is None else min(body.box[3], body.ankles)
    return body.standing >= STANDING_ABOVE and feet > low + BEFORE * (low - top)


def standing_at(body: Body, region: SeatRegion) -> float:
    """0 seated .. 1 standing at this seat; 0.5 says nothing.

    Legs alone deceive: knees under a desk are guessed, and from a steep camera a level thigh that
    points at it hangs in the picture. A polygon holds its sitter, so who stands at the seat rises
    above it; whose head is inside is not taken to stand, whatever the legs say. The error that is
    left, standing people who count as seated at polygons drawn far too tall, accuses nobody.
    """
    _, top, _, low = region.bounds
    if top <= CUT or body.box[1] < top - HEAD_ABOVE * (low - top):
        return body.standing
    return 0.0
