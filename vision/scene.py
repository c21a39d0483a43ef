"""What one camera shows of people beyond its seats: how many, who is on their feet, who is with
whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from floor.layout import SeatId
from floor.time import Instant
from vision.detections import NO_TRACK
from vision.paths import MISSED_S, Path, Paths, lasted
from vision.people import Person, groups

BESIDE_S = 1.0
"""Who stands at a seat for less passes by."""

GROUP_S = 5.0
"""People who stand together for less may be passing each other."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is so at one moment. ``count`` of people is None where nobody could look.

    ``on_feet`` are tracks; ``groups`` tracks that stand together; ``company`` the seats beside
    whose sitter somebody stands; ``visits`` pairs of a sitter's seat and the seat that whoever
    stands beside them got up from.
    """

    count: int | None
    on_feet: tuple[int, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()
    company: tuple[SeatId, ...] = ()
    visits: tuple[tuple[SeatId, SeatId], ...] = ()


NOT_SEEN = Scene(None)
"""Of a camera that is blind."""


def scene(
    paths: Paths, people: Sequence[Person], occupied: Collection[SeatId], now: Instant
) -> Scene:
    """What ``paths``, which know of this picture already, and its ``people`` say at ``now``.

    Whose own seat is ``occupied`` by somebody visits nobody: then it was not theirs.
    """
    here = [path for path in paths.of.values() if not lasted(path.seen, MISSED_S, now)]
    beside = {
        (path.beside[0], path.own)
        for path in here
        if path.beside is not None
        and path.beside[0] in occupied
        and lasted(path.beside[1], BESIDE_S, now)
    }
    staying = [person for person in people if _stays(paths.of.get(person.track), now)]
    return Scene(
        count=len(people),
        on_feet=tuple(sorted(p.track for p in people if p.on_feet and p.track != NO_TRACK)),
        groups=groups(staying),
        company=tuple(sorted({host for host, _ in beside})),
        visits=tuple(
            sorted((host, own) for host, own in beside if own is not None and own not in occupied)
        ),
    )


def _stays(path: Path | None, now: Instant) -> bool:
    return path is not None and lasted(path.grouped, GROUP_S, now)
