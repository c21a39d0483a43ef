"""How surely a body stands at a seat: its legs must say so, and its head."""

from vision.body import Body
from vision.seat_region import SeatRegion

HEAD_ABOVE = 0.04
"""So far above the polygon, in its heights, must the head of someone who stands at a seat be."""

CUT = 0.01
"""A polygon that begins so near the picture's upper edge, in picture heights, was cut by it."""


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
