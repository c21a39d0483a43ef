"""The people of one picture: who is on their feet, at which seat, and who stands together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from floor.layout import SeatId
from vision.body import SURE_SCORE, UNSEEN, Body
from vision.detections import NO_TRACK
from vision.evidence import STANDING_ABOVE
from vision.seat_region import SeatRegion
from vision.standing import standing_at

TOGETHER = 1.2
"""So near to the next one, in body heights, are the feet of people who stand together."""

GROUP_OF = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in one picture, in picture heights. ``seat`` is the one they are assigned to, where
    they sit or, ``on_feet``, stand; ``feet`` are the middle of their box's lower edge."""

    track: int
    feet: tuple[float, float]
    height: float
    seat: SeatId | None
    on_feet: bool


def people_of(
    bodies: Sequence[Body],
    seated_at: Mapping[int, tuple[int, float]],
    regions: Sequence[SeatRegion],
) -> tuple[Person, ...]:
    """The people among ``bodies``, with what `vision.assignment.assign` says of their seats.

    Whoever is on no seat is on their feet unless their legs say that they sit: chairs that the
    site did not draw are few.
    """
    places = {body: regions[region] for region, (body, _) in seated_at.items()}
    found = []
    for index, body in enumerate(bodies):
        if body.score < SURE_SCORE:
            continue
        region = places.get(index)
        if region is None:
            on_feet = body.standing >= UNSEEN
        else:
            on_feet = standing_at(body, region) >= STANDING_ABOVE
        x0, y0, x1, y1 = body.box
        seat = None if region is None else region.seat
        found.append(Person(body.track, ((x0 + x1) / 2, y1), y1 - y0, seat, on_feet))
    return tuple(found)


def groups(people: Sequence[Person]) -> tuple[tuple[int, ...], ...]:
    """The tracks of people on their feet who stand together, at least `GROUP_OF`, each within
    reach of another."""
    standing = [person for person in people if person.on_feet and person.track != NO_TRACK]
    if len(standing) < GROUP_OF:
        return ()
    feet = np.array([person.feet for person in standing])
    heights = np.array([person.height for person in standing])
    apart = np.hypot(*(feet[:, None] - feet).transpose(2, 0, 1))
    near = apart <= TOGETHER * (heights[:, None] + heights) / 2
    first = np.arange(len(standing))
    for _ in standing:  # the first of a group reaches its last in so many steps
        first = np.where(near, first, len(standing)).min(axis=1)
    found: dict[int, list[int]] = {}
    for person, group in zip(standing, first.tolist(), strict=True):
        found.setdefault(group, []).append(person.track)
    return tuple(sorted(tuple(sorted(each)) for each in found.values() if len(each) >= GROUP_OF))
