"""What is remembered of each track of one camera: where they sit, stand and came from. Pure.

It hangs on the track and ends with it. No time counts for anybody here: that is for seats (law 4).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from floor.layout import SeatId
from floor.time import Instant, seconds_between
from vision.detections import NO_TRACK
from vision.people import Person, groups, mixed_up
from vision.seat_region import SeatRegion
from vision.tracks import LIFE_S

BESIDE = 0.8
"""So near to a seat, in seat sizes, are the feet of whoever is beside it."""

STAYS = 0.2
"""Another seat must be nearer by so much, in seat sizes, to be the one beside which they stand."""

SAT_S = 2.0
"""Whoever had a seat for so long has it as their own; who passes may have it for a picture."""

MISSED_S = 1.0
"""What somebody does goes on while pictures miss them for so long; longer, and they are new."""

Stay = tuple[SeatId, Instant]
"""At which seat, and since when."""


@dataclass(frozen=True, slots=True)
class Path:
    """One track. ``seen`` is when last; ``own`` the seat that this person had as a sitter;
    ``sits`` and ``beside`` where they are now; ``grouped`` since when they stand in a group."""

    seen: Instant
    own: SeatId | None = None
    sits: Stay | None = None
    beside: Stay | None = None
    grouped: Instant | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """The tracks of one camera, and when its last picture was looked at. Made anew after the
    camera was blind."""

    of: Mapping[int, Path] = field(default_factory=dict)
    last: Instant | None = None


def lasted(since: Instant | None, seconds: float, now: Instant) -> bool:
    """Whether what began at ``since``, or never, has gone on for so long."""
    return since is not None and seconds_between(since, now) >= seconds


def walked(
    paths: Paths,
    people: Sequence[Person],
    regions: Sequence[SeatRegion],
    occupied: Collection[SeatId],
    now: Instant,
) -> Paths:
    """The paths after a picture. ``occupied`` are the seats that somebody is known to sit on,
    hidden as they may be by whoever stands there."""
    kept = {track: path for track, path in paths.of.items() if not lasted(path.seen, LIFE_S, now)}
    grouped = {track for group in groups(people) for track in group}
    unsure = mixed_up(people)
    for person in people:
        if person.track == NO_TRACK:
            continue
        path = _unbroken(kept.get(person.track), paths.last, now)
        sits = None if person.on_feet else _stay(path.sits, person.seat, now)
        own = None if person.track in unsure else path.own
        if sits is not None and lasted(sits[1], SAT_S, now):
            own = sits[0]
        since = now if path.grouped is None else path.grouped
        kept[person.track] = Path(
            seen=now,
            own=own,
            sits=sits,
            beside=_stay(path.beside, _beside(person, path, regions, occupied), now),
            grouped=since if person.track in grouped else None,
        )
    return Paths(kept, now)


def _unbroken(path: Path | None, last: Instant | None, now: Instant) -> Path:
    """The path so far; of whom the pictures missed for too long, nothing: it may be another."""
    if path is None or last is None or not path.seen <= last < now:
        return Path(now)
    if seconds_between(path.seen, last) > MISSED_S:
        return Path(now)
    return path


def _stay(before: Stay | None, seat: SeatId | None, now: Instant) -> Stay | None:
    if seat is None:
        return None
    return before if before is not None and before[0] == seat else (seat, now)


def _beside(
    person: Person, path: Path, regions: Sequence[SeatRegion], occupied: Collection[SeatId]
) -> SeatId | None:
    """The occupied seat beside which somebody is on their feet: the nearest, and of about equals
    the one until now. Whoever stands at their own seat keeps nobody company."""
    if not person.on_feet or (path.own is not None and path.own == person.seat):
        return None
    away = {region.seat: -region.depth(person.feet) for region in regions}
    reach = BESIDE if path.own is None else min(BESIDE, away.get(path.own, BESIDE))
    near = [seat for seat in away if seat in occupied and seat != path.own and away[seat] <= reach]
    if path.beside is not None and path.beside[0] in near:
        away[path.beside[0]] -= STAYS
    return min(near, key=lambda seat: (away[seat], seat), default=None)
