"""A seat's state out of everything that looked at it: a filter over who is there.

Objective: say who is there within a second of a change, let no single picture make one, and be as
often right as it is sure. A seat is in one of three situations, and stays in it for a while; each
decision brings likelihoods from the seat network and from boxes and joints, and the filter weighs
them with what was before. This is the forward pass of a hidden Markov model (Rabiner, 1989).
Pictures half a second apart err alike, so each counts for less than one that stands alone.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from floor.time import Instant, seconds_between


class Situation(IntEnum):
    """Who is at a seat."""

    ABSENT = 0
    SEATED = 1
    STANDING = 2


Belief = NDArray[np.float64]
"""Probabilities (3,) of the situations, which sum to 1."""


def even() -> Belief:
    """Nothing is known: each is as likely."""
    return np.full(len(Situation), 1 / len(Situation))


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """How quickly situations change, and how much a look counts.

    ``per_s`` (3, 3): how often a second one situation becomes another. People sit for longer than
    these rates say; they are what lets two pictures in a row undo any number before them.
    ``floor_p``: no look makes a situation less likely than that, however sure it is.
    ``hold_s``: how long a belief outlives its evidence; ``stale_s``: after so long without a
    decision nothing is known of before.
    """

    per_s: tuple[tuple[float, float, float], ...] = (
        (0.0, 0.03, 0.03),
        (0.03, 0.0, 0.03),
        (0.15, 0.15, 0.0),
    )
    floor_p: float = 0.02
    hold_s: float = 2.0
    stale_s: float = 2.5


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What is believed of a seat, and when it was last looked at and last shown anything."""

    belief: Belief = field(default_factory=even)
    last: Instant | None = None
    shown: Instant | None = None


def fused(
    memory: Memory, looks: tuple[tuple[Belief, float], ...], now: Instant, settings: FusionSettings
) -> Memory:
    """The memory after a decision at ``now`` with ``looks``: likelihoods (3,) of the situations,
    each with the weight 0..1 that it has. Without any, the belief fades."""
    elapsed_s = 0.0 if memory.last is None else seconds_between(memory.last, now)
    if elapsed_s > settings.stale_s:
        memory, elapsed_s = Memory(), 0.0
    belief = memory.belief @ moved(settings, elapsed_s)
    if not looks:
        return replace(memory, belief=belief, last=now)
    weighed = np.log(belief)
    for likelihood, weight in looks:
        weighed = weighed + weight * np.log(np.maximum(likelihood, settings.floor_p))
    belief = np.exp(weighed - weighed.max())
    return Memory(belief / belief.sum(), now, now)


def moved(settings: FusionSettings, elapsed_s: float) -> Belief:
    """How likely (3, 3) each situation becomes each other within ``elapsed_s`` seconds."""
    rates = np.array(settings.per_s)
    leaving = rates.sum(axis=1)
    # To first order within a decision's time, kept below 1 for long ones.
    share = 1 - np.exp(-leaving * elapsed_s)
    change = rates / np.maximum(leaving, 1e-9)[:, None] * share[:, None]
    change[np.diag_indices(len(rates))] = 1 - share
    return np.asarray(change)


def is_faded(memory: Memory, now: Instant, settings: FusionSettings) -> bool:
    """Whether nothing has shown anything of the seat for too long to say what it is."""
    return memory.shown is None or seconds_between(memory.shown, now) > settings.hold_s
