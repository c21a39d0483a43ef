"""Made-up observations of a seat: one letter a decision."""

from dataclasses import replace

from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, plus, seconds_between

START = Instant(1_772_413_200_000_000)
A, B, C = SeatId("A-01"), SeatId("A-02"), SeatId("A-03")

_SITS = SeatObservation(
    START, A, Occupancy.OCCUPIED, Chair.OCCUPIED, Posture.SEATED, 0.9, "person_seated", ()
)
_AWAY = replace(
    _SITS, occupancy=Occupancy.EMPTY, chair=Chair.OUT, posture=Posture.UNKNOWN, doing=None
)
_STANDS = replace(_SITS, occupancy=Occupancy.EMPTY, chair=Chair.OUT, posture=Posture.STANDING)
_BLIND = replace(
    _SITS,
    occupancy=Occupancy.UNKNOWN,
    chair=Chair.UNKNOWN,
    posture=Posture.UNKNOWN,
    confidence=0.0,
    doing=None,
)


def _does(*activities: Activity) -> SeatObservation:
    return replace(_SITS, doing=activities)


LOOKS = {
    ".": _SITS,
    "?": _BLIND,
    "n": replace(_SITS, doing=None),  # sits in sight, but nobody judged what is done
    "o": _AWAY,  # away, the chair left out
    "i": replace(_AWAY, chair=Chair.IN),
    "t": replace(_AWAY, chair=Chair.IN, chair_turned=True),
    "h": replace(_AWAY, chair=Chair.UNKNOWN),  # away, the chair hidden
    "S": _STANDS,
    "R": replace(_STANDS, doing=(Activity.HAND_RAISED,)),  # stands with a hand up
    "L": replace(_STANDS, company=True),  # stands, with somebody beside
    "H": _does(Activity.HAND_RAISED),
    "P": _does(Activity.PHONE_IN_HAND),
    "E": _does(Activity.PHONE_AT_EAR),
    "F": _does(Activity.PHONE_RAISED),
    "B": _does(Activity.PHONE_IN_HAND, Activity.PHONE_AT_EAR),
    "_": _does(Activity.PHONE_LYING),
    "f": _does(Activity.FOOD),
    "g": replace(_AWAY, chair=Chair.IN, doing=(Activity.FOOD,)),  # food at an empty seat
    "d": _does(Activity.DRINK),
    "^": _does(Activity.FEET_ON_DESK),
    "b": replace(_SITS, partners=(B,)),
    "a": replace(_SITS, partners=(A,)),
    "c": replace(_SITS, partners=(B, C)),
    "l": replace(_SITS, partners=(B,), company=True),
}


def film(
    picture: str, seat: SeatId = A, first: float = 0.0, every: float = 0.5
) -> list[SeatObservation]:
    """One letter of ``LOOKS`` a decision, a blank where there is none; from second ``first``."""
    return [
        replace(LOOKS[letter], seat=seat, time=at(first + i * every))
        for i, letter in enumerate(picture)
        if letter != " "
    ]


def at(second: float) -> Instant:
    return plus(START, second)


def second(moment: Instant | None) -> float | None:
    return None if moment is None else seconds_between(START, moment)
