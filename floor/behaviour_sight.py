"""What one observation is evidence of: which behaviours it shows, and which it denies."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from floor.episodes import Sight, sight
from floor.finding import EpisodeKind, Excuse
from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation

Topic: TypeAlias = tuple[EpisodeKind, SeatId | None]
"""What is done and, of a chat, with which seat."""

VALUES: Final = (Excuse.HAND_RAISED, Excuse.COMPANY_BESIDE)
"""What each run averages after the confidence, in this order: 1 where it was seen, else 0."""


def _alone(*kinds: EpisodeKind) -> tuple[Topic, ...]:
    return tuple((kind, None) for kind in kinds)


_STANDING: Final = _alone(EpisodeKind.STANDING)
_CHAIR: Final = _alone(EpisodeKind.CHAIR_LEFT_OUT)
_SHOWN_BY: Final[Mapping[Activity, tuple[Topic, ...]]] = MappingProxyType(
    {
        Activity.HAND_RAISED: _alone(EpisodeKind.HAND_RAISED),
        Activity.PHONE_IN_HAND: _alone(EpisodeKind.PHONE_USE),
        Activity.PHONE_AT_EAR: _alone(EpisodeKind.PHONE_USE),
        Activity.PHONE_RAISED: _alone(EpisodeKind.PHONE_USE, EpisodeKind.PHOTOGRAPHING),
        Activity.PHONE_LYING: (),
        Activity.FOOD: _alone(EpisodeKind.FOOD_ON_DESK),
        Activity.DRINK: _alone(EpisodeKind.DRINKING),
        Activity.FEET_ON_DESK: _alone(EpisodeKind.FEET_ON_DESK),
    }
)
_NOTHING: Final[tuple[Topic, ...]] = ()


def shown(observation: SeatObservation) -> tuple[Topic, ...]:
    """What the observation is positive evidence of; of nothing if its confidence is no share."""
    if not 0.0 <= observation.confidence <= 1.0:
        return _NOTHING
    found = _NOTHING
    if observation.posture is Posture.STANDING:
        found = _STANDING
    elif observation.occupancy is Occupancy.EMPTY and _is_out(observation):
        found = _CHAIR
    for activity in observation.doing or ():
        found += _SHOWN_BY[activity]
    for partner in observation.partners:
        if partner != observation.seat:
            found += ((EpisodeKind.CHATTING, partner),)
    # A phone at the ear is in the hand, too: two activities may show one thing, which is one.
    return tuple(dict.fromkeys(found))


def denies(observation: SeatObservation, kind: EpisodeKind) -> bool:
    """Whether an observation that does not show ``kind`` is evidence that it is not there.

    What was not judged is denied by nothing, but for what a person does at a seat where nobody
    is. Food stays where it is.
    """
    there = sight(observation)
    if kind is EpisodeKind.CHAIR_LEFT_OUT:
        tidy = observation.chair is Chair.IN and not observation.chair_turned
        return there is Sight.PRESENT or (tidy and 0.0 <= observation.confidence <= 1.0)
    if kind is EpisodeKind.STANDING or kind is EpisodeKind.CHATTING:
        return there is not Sight.BLIND
    if observation.doing is None:
        return there is Sight.AWAY and kind is not EpisodeKind.FOOD_ON_DESK
    return 0.0 <= observation.confidence <= 1.0


def _is_out(observation: SeatObservation) -> bool:
    """A chair that stands in its place, but turned away, is left out as well."""
    if observation.chair is Chair.IN:
        return observation.chair_turned
    return observation.chair is Chair.OUT


def values(observation: SeatObservation) -> tuple[float, ...]:
    """The confidence, and then each of ``VALUES``."""
    hand_up = Activity.HAND_RAISED in (observation.doing or ())
    return observation.confidence, float(hand_up), float(observation.company)
