"""Spans of time, and the samples of a track that make them."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eval.sim.motion.channels import RATE_HZ

Bools = NDArray[np.bool_]
Span = tuple[float, float | None]
"""Start and end in seconds; no end where it goes on past the end of the video."""


def spans_of(state: Bools, duration: float) -> list[Span]:
    """Each run of true samples (n,) at `RATE_HZ` within `duration` seconds."""
    inside = state[: round(duration * RATE_HZ)]
    steps = np.diff(np.concatenate([[False], inside, [False]]).astype(int))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [
        (
            round(float(start) / RATE_HZ, 2),
            None if end == len(inside) else round(float(end) / RATE_HZ, 2),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def samples_of(spans: Iterable[tuple[float, float]], count: int) -> Bools:
    """Which of `count` samples at `RATE_HZ` lie in any of the spans (start, end)."""
    state = np.zeros(count, bool)
    for start, end in spans:
        state[max(0, round(start * RATE_HZ)) : max(0, round(end * RATE_HZ))] = True
    return state


def bridged(state: Bools, gap_s: float) -> Bools:
    """The samples with gaps of up to `gap_s` seconds between true ones filled."""
    places = np.flatnonzero(state)
    filled = state.copy()
    for before, after in pairwise(places):
        if 1 < after - before <= gap_s * RATE_HZ + 1:
            filled[before:after] = True
    return filled


def lasted(span: Span, duration: float) -> float:
    """How many seconds of a span lie before `duration`."""
    start, end = span
    return (duration if end is None else min(end, duration)) - start
