"""Who has company: a sitter beside whom somebody is on their feet, as the seat's crop or the whole
picture shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from floor.observation import Occupancy, SeatObservation
from vision.scene import Scene


def with_company(
    observations: Sequence[SeatObservation], scenes: Iterable[Scene]
) -> tuple[SeatObservation, ...]:
    """The observations, in which the seat network's word stands, with what ``scenes`` add of
    sitters. A scene may be of a moment ago, when somebody still sat there."""
    seats = {seat for scene in scenes for seat in scene.company}
    return tuple(
        replace(each, company=True)
        if each.seat in seats and each.occupancy is Occupancy.OCCUPIED
        else each
        for each in observations
    )
