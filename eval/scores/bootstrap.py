"""Confidence intervals by the bootstrap: what the figures were with other scenarios or seats.

Percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.scores.result import Interval

RESAMPLES = 1000
SEED = 20260302
LEAST_SHARE = 0.5
"""With fewer resamples in which the figure exists there is no interval."""

LEAST_UNITS = 2
"""A figure that comes from one unit alone is the same in every resample: that is no certainty."""

Draws = NDArray[np.int64]
"""(resamples, units): how often each unit was drawn."""


def draw(units: int, resamples: int = RESAMPLES) -> Draws:
    """As many units as there are, drawn with replacement; the same draws every time."""
    chances = np.full(units, 1 / units)
    return np.random.default_rng(SEED).multinomial(units, chances, resamples).astype(np.int64)


def ratio_interval(draws: Draws, above: Sequence[float], below: Sequence[float]) -> Interval | None:
    """Of a sum of ``above`` over a sum of ``below``, each with one number a unit."""
    if np.count_nonzero(below) < LEAST_UNITS:
        return None
    numerators, denominators = draws @ np.asarray(above, float), draws @ np.asarray(below, float)
    there = denominators > 0
    return interval(numerators[there] / denominators[there], len(draws))


def sum_interval(draws: Draws, each: Sequence[float]) -> Interval | None:
    """Of the sum of one number a unit."""
    return interval(draws @ np.asarray(each, float), len(draws))


def median_interval(draws: Draws, each: Sequence[Sequence[float]]) -> Interval | None:
    """Of the median of all numbers of all units together."""
    if sum(map(bool, each)) < LEAST_UNITS:
        return None
    values = np.array([value for numbers in each for value in numbers], float)
    units = np.array([unit for unit, numbers in enumerate(each) for _ in numbers], np.int64)
    medians = [
        float(np.median(np.repeat(values, counts))) for counts in draws[:, units] if counts.any()
    ]
    return interval(np.array(medians), len(draws))


def interval(figures: NDArray[np.float64], resamples: int) -> Interval | None:
    """The middle 95 %, of at least half the resamples; None where there are fewer."""
    if not len(figures) or len(figures) < LEAST_SHARE * resamples:
        return None
    low, high = np.percentile(figures, [2.5, 97.5])
    return Interval(round(float(low), 6), round(float(high), 6))
