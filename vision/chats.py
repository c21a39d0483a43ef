"""Who talks with whom: two seats whose people turn from their work towards each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from floor.layout import SeatId
from vision.seat_look import SeatLook

LEAST_TURNED = 0.5
"""How likely a face must be turned from the desk, smoothed over a second or two by who asks."""

TOWARDS = 0.5
"""Cosine between where a face points in the picture and where the other's seat lies."""

LEAST_GAZE = 0.5
"""A shorter one points nearer to the camera's axis than to the picture, and its direction there is
mostly error."""

AWAY = ("left", "right", "back")

LEAST_SEEN = 0.2
"""How likely a face must be there at all to ask where it is turned."""


@dataclass(frozen=True, slots=True)
class Facing:
    """Where the person at a seat looks: how likely away from the desk, and the direction of the
    face in the picture, right and down."""

    turned: float
    gaze: tuple[float, float]


def facing_of(look: SeatLook, gaze: tuple[float, float]) -> Facing:
    """Of one look. A seat that may be empty is not a face that may look ahead: who is half hidden
    is as turned as who is not."""
    away = sum(look.choice("facing", word) for word in AWAY)
    seen = away + look.choice("facing", "ahead")
    return Facing(away / seen if seen >= LEAST_SEEN else away, gaze)


def smoothed(before: Facing | None, now: Facing, kept: float) -> Facing:
    """``kept`` of before, the rest of now."""
    if before is None:
        return now
    mixed = [kept * b + (1 - kept) * n for b, n in zip(before.gaze, now.gaze, strict=True)]
    return Facing(kept * before.turned + (1 - kept) * now.turned, (mixed[0], mixed[1]))


def looks_towards(facing: Facing, here: tuple[float, float], there: tuple[float, float]) -> bool:
    """Whether a face at ``here`` is turned to ``there``, both in picture heights."""
    if facing.turned < LEAST_TURNED:
        return False
    gaze, way = np.array(facing.gaze), np.subtract(there, here)
    length = float(np.hypot(*gaze) * np.hypot(*way))
    if np.hypot(*gaze) < LEAST_GAZE or length == 0:
        return True  # turned away, in no direction that the picture could show
    return float(gaze @ way) / length >= TOWARDS


def chats(
    facings: Mapping[SeatId, Facing],
    places: Mapping[SeatId, tuple[float, float]],
    neighbours: Iterable[tuple[SeatId, SeatId]],
) -> frozenset[tuple[SeatId, SeatId]]:
    """The pairs of ``neighbours`` in which each looks towards the other, and towards nobody
    nearer: in a row, who looks at the next one looks at the one after that as well.

    ``places`` are where people sit in the one picture that shows both.
    """
    facing = [
        (float(np.hypot(*np.subtract(places[a], places[b]))), a, b)
        for a, b in neighbours
        if a in facings
        and b in facings
        and looks_towards(facings[a], places[a], places[b])
        and looks_towards(facings[b], places[b], places[a])
    ]
    nearest: dict[SeatId, SeatId] = {}
    for _, a, b in sorted(facing):
        nearest.setdefault(a, b)
        nearest.setdefault(b, a)
    return frozenset((a, b) for _, a, b in facing if nearest[a] == b and nearest[b] == a)


def partners_of(
    facings: Mapping[SeatId, Facing],
    places: Mapping[SeatId, tuple[float, float]],
    neighbours: Iterable[tuple[SeatId, SeatId]],
) -> Mapping[SeatId, tuple[SeatId, ...]]:
    """With whom each chats, of those who do."""
    found: dict[SeatId, tuple[SeatId, ...]] = {}
    for a, b in sorted(chats(facings, places, neighbours)):
        found[a] = (*found.get(a, ()), b)
        found[b] = (*found.get(b, ()), a)
    return found
