"""What one picture says of one seat, before anything is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from floor.observation import Chair
from vision.body import SURE_SCORE, Body
from vision.seat_region import SeatRegion
from vision.standing import STANDING_ABOVE, standing_at, stands_before

HIDDEN = 0.7
"""A seat with more than this part behind people could hide a sitter."""

HIDDEN_BEFORE = 0.6
"""The same of people who stand before it. Head and chest fill half of where they may be: in
scenarios with so much behind such people four sitters in five are hidden, with 0.4 to 0.5 one in
eleven."""

SETTLED_SPEED = 1.2
"""Torsos a second: faster hips are passing, not sitting."""

LEAVING_ABOVE = 0.7
"""Who sits already must stand clearly to have left."""


class Sight(StrEnum):
    """The outcomes. Each is also a reason that pages put into words."""

    SEATED = "person_seated"
    STANDING = "standing_beside"
    NOBODY = "nobody"
    PASSING = "passing"
    DOUBTFUL = "doubtful"
    HIDDEN = "occluded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sight with how sure the picture makes it, 0..1, and the chair if it is seen.

    ``covered``: somebody stands before the seat so that a sitter would be hidden.
    """

    sight: Sight
    strength: float
    chair: Chair
    covered: bool = False


def weigh(
    region: SeatRegion,
    sitter: tuple[Body, float] | None,
    bodies: Sequence[Body],
    was_seated: bool,
    chair: Chair = Chair.UNKNOWN,
) -> Evidence:
    """What the picture says of the seat ``region``.

    ``sitter`` is the body assigned to the seat with its fit, ``bodies`` are all of the picture,
    and ``was_seated`` says whether somebody sat here until now. "Nobody" needs a free view: a
    seat that people hide is hidden, and a doubtful person in it is doubt. Where somebody stands
    right before it, whatever seems to be on the seat may be of them.
    """
    present = [body for body in bodies if body.score >= SURE_SCORE]
    before = [body for body in present if stands_before(body, region)]
    covered = region.covered_by([body.box for body in before])
    if covered > HIDDEN_BEFORE:
        return Evidence(Sight.HIDDEN, covered, Chair.UNKNOWN, covered=True)
    if sitter is not None:
        body, fitted = sitter
        if body.score >= SURE_SCORE:
            standing = standing_at(body, region)
            return _of_person(body, standing, fitted, was_seated, chair)
        return Evidence(Sight.DOUBTFUL, body.score, chair)
    if any(region.depth(body.hips) > 0 for body in before):
        # A sitter whose legs and feet were guessed behind the chair in front looks like that too.
        return Evidence(Sight.DOUBTFUL, 0.5, chair)
    in_front = [body for body in present if nearer(body, region)]
    hidden = region.covered_by([body.box for body in in_front])
    if hidden > HIDDEN:
        return Evidence(Sight.HIDDEN, hidden, Chair.UNKNOWN)
    return Evidence(Sight.NOBODY, 1.0 - 0.5 * hidden, chair)


def nearer(body: Body, region: SeatRegion) -> bool:
    """Whether a body is nearer to the camera than the seat, as far as a picture can tell.

    Cameras look down, so what is lower in the picture is nearer: hips below the seat's middle, or
    feet below its lower edge. Who sits farther away hides nothing, even where the boxes overlap.
    """
    _, _, _, lowest = region.bounds
    return body.hips[1] > region.centre[1] or body.box[3] > lowest


def _of_person(
    body: Body, standing: float, fitted: float, was_seated: bool, chair: Chair
) -> Evidence:
    if standing >= (LEAVING_ABOVE if was_seated else STANDING_ABOVE):
        return Evidence(Sight.STANDING, standing, chair)
    moving = body.speed is not None and body.speed > SETTLED_SPEED
    if moving and not was_seated:
        return Evidence(Sight.PASSING, fitted, chair)
    return Evidence(Sight.SEATED, max(fitted, 1.0 - standing), Chair.OCCUPIED)
