"""What seats cost: the same cameras with more and more seats each, in turn, and a line through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.bench.our_side import OurSide
from eval.bench.rounds import Round

LEAST_ROUNDS = 4
"""One sweep of whole pictures is among so many."""


@dataclass(frozen=True, slots=True)
class SeatCosts:
    """``ms`` of a camera's decision by seats a camera, and the line ``base_ms + seats * seat_ms``.

    ``worst_residual`` is the largest distance of a measured cost from the line, as a part of it:
    cost is linear in seats where it is small. ``cpu_ms`` are CPU times of the same decisions.
    """

    ms: Mapping[int, float]
    cpu_ms: Mapping[int, float] | None
    base_ms: float
    seat_ms: float
    worst_residual: float


def seat_costs(sides: Mapping[int, OurSide], more: Callable[[], bool]) -> SeatCosts:
    """Let each of ``sides`` (by its number of seats) decide in turn, until ``more`` says no.

    They have warmed up.
    """
    rounds: dict[int, list[Round]] = {seats: [] for seats in sides}
    turn = 0
    while more() or turn < LEAST_ROUNDS:
        order = list(sides.items())
        for seats, side in order if turn % 2 == 0 else reversed(order):
            rounds[seats].append(side.round())
        turn += 1
    return fitted(rounds)


def fitted(rounds: Mapping[int, Sequence[Round]]) -> SeatCosts:
    """The costs by seats and the line of least squares through them; wants two counts at least."""
    if len(rounds) < 2:
        raise ValueError(f"a line needs two numbers of seats at least, got {list(rounds)}")
    ms = {
        seats: 1000 * sum(r.work_s for r in each) / sum(r.frames for r in each)
        for seats, each in rounds.items()
    }
    cpu = {
        seats: 1000 * sum(r.cpu_s or 0.0 for r in each) / sum(r.frames for r in each)
        for seats, each in rounds.items()
        if all(r.cpu_s is not None for r in each)
    }
    seats, costs = np.array(list(ms), float), np.array(list(ms.values()))
    seat_ms, base_ms = (float(each) for each in np.polyfit(seats, costs, 1))
    line = base_ms + seat_ms * seats
    return SeatCosts(
        ms=ms,
        cpu_ms=cpu if len(cpu) == len(ms) else None,
        base_ms=base_ms,
        seat_ms=seat_ms,
        worst_residual=float(np.abs(costs / line - 1.0).max()),
    )
