"""Episodes out of what was done at a seat, or at two that chat. Pure."""

from collections.abc import Sequence
from typing import Final

from floor.behaviour import Done
from floor.behaviour_rules import BehaviourRule
from floor.behaviour_sight import VALUES
from floor.finding import Episode, Excuse
from floor.runs import Run
from floor.time import SECOND, Instant

MOST: Final = 0.5
"""An excuse holds for more than this share of the seen time."""


def episode_of(parts: Sequence[Done], rule: BehaviourRule) -> Episode:
    """One episode from the first sight of all ``parts`` to the last.

    Two seats that chat have parts each; the blind time is that of the seat with more of it. It
    goes on if a part does at a seat that was looked at after the last sight.
    """
    end = last_seen(parts)
    goes_on = any(part.upto is not None and part.upto >= end for part in parts)
    confidence, excuses = _means([part.run for part in parts], rule)
    blind_us: dict[str, int] = {}
    for part in parts:
        blind_us[part.seat] = blind_us.get(part.seat, 0) + part.blind_us
    return Episode(
        kind=rule.kind,
        seats=parts[0].seats,
        start=min(part.run.start for part in parts),
        end=None if goes_on else end,
        confidence=confidence,
        blind_s=max(blind_us.values()) / SECOND,
        excuses=excuses,
    )


def last_seen(parts: Sequence[Done]) -> Instant:
    """The last sight of any of them."""
    return max(part.run.last_seen for part in parts)


def _means(runs: Sequence[Run], rule: BehaviourRule) -> tuple[float, tuple[Excuse, ...]]:
    """The confidence, and what excuses for most of the seen time: averages over all of it."""
    seen_us = sum(run.seen_us for run in runs)
    means = runs[0].values
    if seen_us:
        sums = zip(*(run.weighted for run in runs if run.seen_us), strict=True)
        means = tuple(sum(each) / seen_us for each in sums)
    confidence, *shares = means
    held = {excuse for excuse, share in zip(VALUES, shares, strict=True) if share > MOST}
    return confidence, tuple(excuse for excuse in rule.excuses if excuse in held)
