"""All episodes of a floor: what `truth.jsonl` holds."""

from collections.abc import Iterator, Mapping, Sequence

from eval.sim.agents import PhoneState
from eval.sim.motion.channels import Channel
from eval.sim.motion.track import DoingKind, Track
from eval.sim.truth.chats import chats
from eval.sim.truth.confirmed import confirmed_parts
from eval.sim.truth.episode import Episode
from eval.sim.truth.food import food_at_the_desk
from eval.sim.truth.seat import HAND_UP, SeatTruth, seat_truth
from eval.sim.truth.spans import Bools, Span, bridged, lasted, samples_of, spans_of

LEAST_S = {
    # Passing states are no episodes: rising takes a second, walking round the chair two.
    "off_seat": 5.0,
    "standing": 5.0,
    "chair_left_out": 5.0,
    # R7: a shorter one is a stretch or a wave.
    "hand_raised": 2.0,
    # A phone that is picked up to be put elsewhere is no use of it.
    "phone_use": 2.0,
    # R13: held up for less, no picture comes of it.
    "photographing": 2.0,
    # Food carried past a desk is not food on it.
    "food_on_desk": 5.0,
    # One sip.
    "drinking": 1.0,
    # Feet that only cross the desk's height while someone turns.
    "feet_on_desk": 2.0,
}
# One use of a phone goes on while it changes from the hand to the ear.
SAME_DOING_S = 1.0
PHONE = (DoingKind.PHONE_HAND, DoingKind.PHONE_EAR, DoingKind.PHONE_PHOTO)
FEET_ON_DESK = 0.5


def all_episodes(
    tracks: Sequence[Track], phone: Mapping[str, Sequence[PhoneState]], duration: float
) -> list[Episode]:
    """All episodes of everyone within `duration` seconds, ordered by start, then seat and kind.

    `phone` holds by person id what the phone system says of them.
    """
    found = [episode for track in tracks for episode in _of_one(track, phone, duration)]
    found += chats(tracks, duration)
    return sorted(found, key=lambda episode: (episode.start, episode.seats, episode.kind))


def _of_one(
    track: Track, phone: Mapping[str, Sequence[PhoneState]], duration: float
) -> Iterator[Episode]:
    if track.seat is None:
        yield from _doings(track, None, duration)
        return
    truth, seat = seat_truth(track), (track.seat.id,)
    states = {
        "off_seat": truth.away,
        "standing": truth.standing,
        "chair_left_out": truth.away & ~truth.chair_in,
        "food_on_desk": food_at_the_desk(track, truth),
        "feet_on_desk": (track.samples[:, Channel.FEET_UP] > FEET_ON_DESK) & truth.seated,
    }
    for kind, state in states.items():
        for start, end in _long_enough(kind, state, duration):
            yield Episode(kind, seat, start, end)
            if kind == "off_seat":
                for part in confirmed_parts((start, end), phone.get(track.person.id, ()), duration):
                    yield Episode("off_seat_confirmed", seat, *part, rule="R27")
    yield from _doings(track, truth, duration)


def _doings(track: Track, truth: SeatTruth | None, duration: float) -> Iterator[Episode]:
    """What a person did wherever they were: of their seat only while they were there."""
    states = {
        "hand_raised": track.samples[:, Channel.RAISE] > HAND_UP,
        "phone_use": _samples(track, *PHONE),
        "photographing": _samples(track, DoingKind.PHONE_PHOTO),
        "drinking": _samples(track, DoingKind.DRINK),
    }
    for kind, state in states.items():
        for start, end in _long_enough(kind, state, duration):
            yield Episode(kind, _seat_then(track, truth, (start, end), duration), start, end)


def _samples(track: Track, *kinds: DoingKind) -> Bools:
    spans = ((doing.start, doing.end) for doing in track.doings if doing.kind in kinds)
    return bridged(samples_of(spans, len(track.samples)), SAME_DOING_S)


def _long_enough(kind: str, state: Bools, duration: float) -> list[Span]:
    return [span for span in spans_of(state, duration) if lasted(span, duration) >= LEAST_S[kind]]


def _seat_then(
    track: Track, truth: SeatTruth | None, span: Span, duration: float
) -> tuple[str, ...]:
    """The person's seat if they were at it halfway through the span."""
    if track.seat is None or truth is None:
        return ()
    middle = span[0] + lasted(span, duration) / 2
    return () if truth.away[truth.sample(middle)] else (track.seat.id,)
