"""Chats across seats: two agents who talk, from their desks or at one of them."""

from collections.abc import Iterator, Sequence

from eval.sim.motion.track import Doing, DoingKind, Track
from eval.sim.truth.episode import Episode
from eval.sim.truth.seat import seat_truth
from eval.sim.truth.spans import Bools, bridged, lasted, samples_of, spans_of

# A look over and a word are no chat.
LEAST_CHAT_S = 10.0
# Whoever turns away and back, goes on.
SAME_CHAT_S = 2.0


def chats(tracks: Sequence[Track], duration: float) -> list[Episode]:
    """All chats between agents; a lead, a coach or a visitor is there to talk (R8's exceptions),
    so no word with one of them is a chat."""
    people = {track.person.id: track for track in tracks}
    together: dict[tuple[str, str], Bools] = {}
    for track in tracks:
        for doing in track.doings:
            other = people.get(doing.who or "")
            if other is None or not (_counts(track) and _counts(other)):
                continue
            first, second = sorted((track.person.id, other.person.id))
            state = _talking(doing, track, other)
            before = together.get((first, second))
            together[first, second] = state if before is None else before | state
    return [
        Episode("chatting", seats, start, end)
        for pair, state in together.items()
        for seats in [tuple(sorted(_seats(people[name] for name in pair)))]
        for start, end in spans_of(bridged(state, SAME_CHAT_S), duration)
        if lasted((start, end), duration) >= LEAST_CHAT_S
    ]


def _counts(track: Track) -> bool:
    return track.seat is not None and track.person.role == "agent"


def _talking(doing: Doing, track: Track, other: Track) -> Bools:
    """The samples of one person's chat or visit; who visits an empty seat talks to nobody."""
    count = len(track.samples)
    if doing.kind is DoingKind.CHAT:
        return samples_of([(doing.start, doing.end)], count)
    if doing.kind is DoingKind.VISIT:
        return samples_of([(doing.start, doing.end)], count) & ~seat_truth(other).away
    return samples_of([], count)


def _seats(tracks: Iterator[Track]) -> Iterator[str]:
    for track in tracks:
        if track.seat is not None:
            yield track.seat.id
