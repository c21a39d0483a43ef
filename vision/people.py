"""The people of one picture: who is on their feet, at which seat, and who stands together. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from floor.layout import SeatId
from vision.body import SURE_SCORE, UNSEEN, Body
from vision.detections import NO_TRACK
from vision.seat_region import SeatRegion
from vision.standing import STANDING_ABOVE, standing_at

TOGETHER = 1.2
"""So near to the next one, in body heights, are the feet of people who stand together."""

GROUP_OF = 3

HIDES = 0.3
"""Whoever covers so much of somebody may be taken for them afterwards."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in one picture, in picture heights. ``box`` x0 y0 x1 y1; ``seat`` is the one they
    are assigned to, where they sit or, ``on_feet``, stand."""

    track: int
    box: tuple[float, float, float, float]
    seat: SeatId | None
    on_feet: bool

    @property
    def feet(self) -> tuple[float, float]:
        """The middle of the box's lower edge."""
        return (self.box[0] + self.box[2]) / 2, self.box[3]

    @property
    def height(self) -> float:
        """Of the box."""
        return self.box[3] - self.box[1]


def people_of(
    bodies: Sequence[Body],
    seated_at: Mapping[int, tuple[int, float]],
    regions: Sequence[SeatRegion],
    occupied: Collection[SeatId],
) -> tuple[Person, ...]:
    """The people among ``bodies``, with what `vision.assignment.assign` says of their seats.

    ``occupied`` are the seats that somebody is known to sit on: whoever is at another one stands
    there. Whoever is on no seat is on their feet unless their legs say that they sit: chairs that
    the site did not draw are few.
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
            stands = standing_at(body, region) >= STANDING_ABOVE
            on_feet = stands or region.seat not in occupied
        seat = None if region is None else region.seat
        found.append(Person(body.track, body.box, seat, on_feet))
    return tuple(found)


def mixed_up(people: Sequence[Person]) -> frozenset[int]:
    """The tracks of people on their feet one of whom covers `HIDES` of the other: from now on
    either may go by the other's number."""
    standing = [person for person in people if person.on_feet]
    return frozenset(
        person.track
        for person in standing
        for other in standing
        if other is not person and _shared(person, other) >= HIDES
    )


def _shared(a: Person, b: Person) -> float:
    """The part, 0..1, of the smaller box that lies in the other."""
    wide = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    high = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    smaller = min((each.box[2] - each.box[0]) * each.height for each in (a, b))
    return max(wide, 0.0) * max(high, 0.0) / smaller if smaller > 0 else 0.0


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
