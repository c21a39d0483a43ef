"""Food at a desk: on it, or in the hand of who is there."""

from itertools import pairwise

from eval.sim.motion.track import ThingKind, ThingPath, Track, Where
from eval.sim.truth.seat import SeatTruth
from eval.sim.truth.spans import Bools, bridged, samples_of

FOOD = (ThingKind.BURGER, ThingKind.NOODLES, ThingKind.FRUIT, ThingKind.SNACKS)
# From the drawer to the desk, food passes through hands.
SAME_FOOD_S = 1.0


def food_at_the_desk(track: Track, truth: SeatTruth) -> Bools:
    """The samples at which food lies on the person's desk or is in their hand while they are at
    it. Chopsticks are no food, drinks are none either (R10)."""
    count = len(track.samples)
    state = samples_of([], count)
    for thing in track.things:
        if thing.kind in FOOD:
            state |= samples_of(_while(thing, Where.DESK), count)
            state |= samples_of(_while(thing, Where.HAND), count) & ~truth.away
    return bridged(state, SAME_FOOD_S)


def _while(thing: ThingPath, where: Where) -> list[tuple[float, float]]:
    """When a thing was on what it is on, in seconds; the last stay has no end."""
    starts = [stay.start for stay in thing.stays] + [float("inf")]
    spans = zip(thing.stays, pairwise(starts), strict=True)
    return [(start, min(end, FOREVER_S)) for stay, (start, end) in spans if stay.where is where]


FOREVER_S = 1e6
