"""What is seen at a seat as the parts of one line, which pages put into words. Pure.

"nobody for 1 min 14 s · chair 62 cm from home · camera good": who is there and since when, what
they do, where the chair is, and whether the camera can be believed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from api.board import CameraCard, SeatCard
from api.web.reasons import N_
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation

CAUSES = {
    "person_seated": N_("somebody seems to sit here"),
    "standing_beside": N_("somebody seems to stand here"),
    "nobody": N_("nobody seems to be here"),
    "passing": N_("somebody is passing by"),
    "doubtful": N_("not clear enough to say"),
    "occluded": N_("hidden by somebody"),
    "not_seen_yet": N_("not seen yet"),
}
"""Why a seat is unknown where its camera is not to blame; the other reasons are the camera's."""

PARTS = {
    "nobody": N_("nobody for {time}"),
    "seated": N_("seated for {time}"),
    "standing": N_("standing for {time}"),
    "unknown": N_("not known for {time}"),
    **{f"unknown_{reason}": text for reason, text in CAUSES.items()},
    Activity.HAND_RAISED.value: N_("hand raised"),
    Activity.PHONE_IN_HAND.value: N_("phone in hand"),
    Activity.PHONE_AT_EAR.value: N_("phone at the ear"),
    Activity.PHONE_RAISED.value: N_("phone held up"),
    Activity.PHONE_LYING.value: N_("phone lies on the desk"),
    Activity.FOOD.value: N_("food at the desk"),
    Activity.DRINK.value: N_("drinking"),
    Activity.FEET_ON_DESK.value: N_("feet on the desk"),
    "talking": N_("talking with {seats}"),
    "company": N_("somebody on their feet beside the seat"),
    "chair_in": N_("chair pushed in"),
    "chair_out": N_("chair left out"),
    "chair_cm": N_("chair {cm} cm from home"),
    "chair_turned": N_("chair turned away"),
    "camera_good": N_("camera good"),
}
"""The words of each part; ``{time}`` is how long the seat has been in its state."""


@dataclass(frozen=True, slots=True)
class Part:
    """The key of a page's words, and the values that they need beside the time."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


def seat_parts(card: SeatCard, camera: CameraCard) -> tuple[Part, ...]:
    """The parts of the line about ``card``, which ``camera`` looks at, in order."""
    seen = card.observation
    return tuple(
        part
        for parts in (_who(seen), _doing(seen), _chair(seen), _camera(seen, camera))
        for part in parts
    )


def _who(seen: SeatObservation) -> Iterator[Part]:
    if seen.posture is Posture.STANDING:
        yield Part("part.standing")
    elif seen.occupancy is Occupancy.OCCUPIED:
        yield Part("part.seated")
    elif seen.occupancy is Occupancy.EMPTY:
        yield Part("part.nobody")
    else:
        yield Part("part.unknown")
        if seen.reason in CAUSES:
            yield Part(f"part.unknown_{seen.reason}")


def _doing(seen: SeatObservation) -> Iterator[Part]:
    for activity in seen.doing or ():
        yield Part(f"part.{activity.value}")
    if seen.partners:
        yield Part("part.talking", {"seats": ", ".join(seen.partners)})
    if seen.company:
        yield Part("part.company")


def _chair(seen: SeatObservation) -> Iterator[Part]:
    """Of a free chair; one that is out by being turned need not be far from home."""
    if seen.chair is Chair.IN:
        yield Part("part.chair_in")
    elif seen.chair is Chair.OUT and seen.chair_turned:
        yield Part("part.chair_turned")
    elif seen.chair is Chair.OUT and seen.chair_cm is not None:
        yield Part("part.chair_cm", {"cm": f"{seen.chair_cm:.0f}"})
    elif seen.chair is Chair.OUT:
        yield Part("part.chair_out")


def _camera(seen: SeatObservation, camera: CameraCard) -> Iterator[Part]:
    """That the camera is well, or a sentence that says why not."""
    if camera.state != "live" or camera.reason:
        yield Part(f"why.{camera.reason or camera.state}")
    elif seen.occupancy is Occupancy.UNKNOWN and seen.reason not in CAUSES:
        yield Part(f"why.{seen.reason}")
    else:
        yield Part("part.camera_good")
