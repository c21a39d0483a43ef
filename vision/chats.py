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

LEAST_GAZE = 0.25
"""A shorter one points along the camera's axis and has no direction in the picture."""

AWAY = ("left", "right", "back")


@dataclass(frozen=True, slots=True)
class Facing:
    """Where the person at a seat looks: how likely away from the desk, and the direction of the
    face in the picture, right and down."""

    turned: float
    gaze: tuple[float, float]


def facing_of(look: SeatLook, gaze: tuple[float, float]) -> Facing:
    """Of one look."""
    return Facing(sum(look.choice("facing", word) for word in AWAY), gaze)


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
    """The pairs of ``neighbours`` in which each looks towards the other.

    ``places`` are where people sit in the one picture that shows both.
    """
    return frozenset(
        (a, b)
        for a, b in neighbours
        if a in facings
        and b in facings
        and looks_towards(facings[a], places[a], places[b])
        and looks_towards(facings[b], places[b], places[a])
    )


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
