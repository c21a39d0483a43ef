"""Whom each seat's person talks with, of all that is remembered of seats."""

from collections.abc import Iterable, Mapping

from floor.layout import SeatId
from vision.chats import partners_of
from vision.fusion import Situation
from vision.seat_memory import SeatMemory, situation
from vision.seat_region import SeatRegion

Pairs = tuple[tuple[SeatId, SeatId], ...]


def in_one_picture(
    neighbours: Iterable[tuple[SeatId, SeatId]], regions: Mapping[SeatId, SeatRegion]
) -> Pairs:
    """The pairs that one camera sees: only one picture can show two people to each other."""
    return tuple((a, b) for a, b in neighbours if regions[a].camera == regions[b].camera)


def partners(
    memories: Mapping[SeatId, SeatMemory], regions: Mapping[SeatId, SeatRegion], neighbours: Pairs
) -> Mapping[SeatId, tuple[SeatId, ...]]:
    """Those who are there, and turned to each other."""
    facings = {
        seat: memory.facing
        for seat, memory in memories.items()
        if memory.facing is not None and situation(memory) is not Situation.ABSENT
    }
    places = {seat: regions[seat].centre for seat in facings}
    return partners_of(facings, places, neighbours)
