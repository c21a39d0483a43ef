"""How far the phone system's clock is ahead of the cameras', from what people do. Pure.

Who leaves says so first (a break, signing out) and then gets up; who comes back sits down first
and then says so. So of one person's leaving *said - seen* is the offset less a human delay, and of
a return it is the offset and a human delay. Each kind's differences are formed over all that could
belong together, and those that do belong together pile up at one place while all others lie
anywhere: the pile is found by a vote (as in a Hough transform), its middle is the median. The
offset lies between the two middles, and half-way if both delays are alike.

No estimate is better than a bad one: ``estimate`` refuses, and says why.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from statistics import median
from typing import Final

from floor.agent_state import AgentKey
from floor.time import Instant, seconds_between
from floor.turns import Turn

WINDOW_S: Final = 300.0
"""What is said and what is seen belong together at most so far apart: offset and delay in one."""

REACH_S: Final = 10.0
"""Differences so near to one another are one pile: people are not more regular than that."""

LEAST: Final = 6
"""Leavings, and returns, that must be in the pile. Unrelated events pile up by threes and fours."""

LEAST_SHARE: Final = 0.5
"""So much of what was said, and could be matched with something seen, must be in the pile."""

RIVAL_SHARE: Final = 0.5
"""Any other pile may have so much of the winner's at most, else nobody knows which is right."""

DELAYS_S: Final = (-5.0, 60.0)
"""Both human delays together: a little below 0 for who gets up and then clicks."""

WIDEST_S: Final = 20.0
"""An interval that is wider tells nothing that would be safe to apply."""

RESAMPLES: Final = 1_000
SURE: Final = 0.95


class WhyNot(StrEnum):
    """Why there is no estimate."""

    TOO_FEW = "too_few"
    NO_AGREEMENT = "no_agreement"
    TOO_WIDE = "too_wide"


@dataclass(frozen=True, slots=True)
class ClockOffset:
    """The phone system's clock less the cameras', in seconds.

    ``low_s`` to ``high_s`` is 95 % sure to hold it, if people say that they leave before they do
    and that they are back after they are; ``offset_s`` is the middle of the two medians.
    ``leaves`` and ``returns`` are the events that it rests on, ``agents`` whose they are.
    """

    offset_s: float
    low_s: float
    high_s: float
    leaves: int
    returns: int
    agents: int


@dataclass(frozen=True, slots=True)
class NoOffset:
    """No estimate, why, and in words with the figures."""

    why: WhyNot
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """One word of the phone system beside one sight of the same agent's seat."""

    difference_s: float
    agent_key: AgentKey
    said: Instant


def estimate(seen: Iterable[Turn], said: Iterable[Turn], seed: int = 0) -> ClockOffset | NoOffset:
    """The offset of the clock of ``said`` against that of ``seen``, or why there is none.

    The order of turns and repeats of them change nothing; nor does anything but ``seed`` decide
    the resampling. Offsets beyond ``WINDOW_S`` are not found.
    """
    seen, said = frozenset(seen), frozenset(said)
    piles: list[Sequence[_Pair]] = []
    for away, name in ((True, "leavings"), (False, "returns")):
        pairs = _pairs(seen, said, away)
        pile = _pile(pairs)
        refused = _refusal(pairs, pile, name)
        if refused is not None:
            return refused
        piles.append(pile)
    leaves, returns = ([pair.difference_s for pair in pile] for pile in piles)
    first, last = median(leaves), median(returns)
    if not DELAYS_S[0] <= last - first <= DELAYS_S[1]:
        detail = f"leavings tell {first:+.1f} s and returns {last:+.1f} s"
        return NoOffset(WhyNot.NO_AGREEMENT, detail)
    random = Random(seed)
    ends = [_bounds(leaves, random), _bounds(returns, random)]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    if high - low > WIDEST_S:
        detail = f"between {low:+.1f} s and {high:+.1f} s: wider than {WIDEST_S:g} s"
        return NoOffset(WhyNot.TOO_WIDE, detail)
    agents = {pair.agent_key for pile in piles for pair in pile}
    return ClockOffset((first + last) / 2, low, high, len(leaves), len(returns), len(agents))


def _pairs(seen: Collection[Turn], said: Collection[Turn], away: bool) -> list[_Pair]:
    """What was said of one kind beside all that was seen of it near by, of each agent; sorted."""
    sights: defaultdict[AgentKey, list[Instant]] = defaultdict(list)
    for turn in seen:
        if turn.away is away:
            sights[turn.agent_key].append(turn.at)
    return sorted(
        _Pair(apart, turn.agent_key, turn.at)
        for turn in said
        if turn.away is away
        for sight in sights[turn.agent_key]
        if abs(apart := seconds_between(sight, turn.at)) <= WINDOW_S
    )


def _pile(pairs: Sequence[_Pair], allowed: Callable[[float], bool] = lambda _: True) -> list[_Pair]:
    """The words within ``REACH_S`` of where most are, each once; of several such, the tightest.

    Every difference that is ``allowed`` is tried as the place.
    """
    differences = [pair.difference_s for pair in pairs]
    best: list[_Pair] = []
    rank = (0, 0.0)
    for place in differences:
        if not allowed(place):
            continue
        near: dict[tuple[AgentKey, Instant], _Pair] = {}
        first = bisect_left(differences, place - REACH_S)
        for pair in pairs[first : bisect_right(differences, place + REACH_S)]:
            word = (pair.agent_key, pair.said)
            known = near.get(word)
            if known is None or _far(pair, place) < _far(known, place):
                near[word] = pair
        spread = sum(_far(pair, place) for pair in near.values())
        if (len(near), -spread) > rank:
            best, rank = sorted(near.values()), (len(near), -spread)
    return best


def _far(pair: _Pair, place: float) -> float:
    return abs(pair.difference_s - place)


def _refusal(pairs: Sequence[_Pair], pile: Sequence[_Pair], name: str) -> NoOffset | None:
    """What speaks against this pile, if anything does."""
    words = len({(pair.agent_key, pair.said) for pair in pairs})
    if words < LEAST:
        detail = f"{words} {name} were both seen and said; at least {LEAST} are needed"
        return NoOffset(WhyNot.TOO_FEW, detail)
    if len(pile) < max(LEAST, LEAST_SHARE * words):
        detail = f"of {words} {name} only {len(pile)} tell the same offset"
        return NoOffset(WhyNot.NO_AGREEMENT, detail)
    middle = median(pair.difference_s for pair in pile)
    rival = _pile(pairs, lambda place: abs(place - middle) > 2 * REACH_S)
    if len(rival) > RIVAL_SHARE * len(pile):
        other = median(pair.difference_s for pair in rival)
        detail = (
            f"{len(pile)} {name} tell {middle:+.1f} s, but {len(rival)} could as well be"
            f" {other:+.1f} s"
        )
        return NoOffset(WhyNot.NO_AGREEMENT, detail)
    return None


def _bounds(values: Sequence[float], random: Random) -> tuple[float, float]:
    """Between which the median lies: the percentile bootstrap (Efron 1979)."""
    medians = sorted(median(random.choices(values, k=len(values))) for _ in range(RESAMPLES))
    cut = round(RESAMPLES * (1 - SURE) / 2)
    return medians[cut], medians[-1 - cut]
