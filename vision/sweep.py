"""When a camera's whole picture goes through the full-frame networks, and when seats suffice."""

from dataclasses import dataclass

from floor.time import SECOND, Instant, seconds_between

WARM_UP_S = 20.0
"""After a start or a gap, whole pictures first: the seat network must show what it is worth."""

EVERY_S = 2.0

TRUSTED = 0.999
"""Weight of the seat network from which on it may look alone between sweeps."""


@dataclass(frozen=True, slots=True)
class Sweeps:
    """When a camera's sweeps began without a gap, and the last one."""

    since: Instant
    last: Instant


def is_sweep_due(sweeps: Sweeps | None, trust: float, now: Instant, phase: float = 0.0) -> bool:
    """Whether the whole picture is looked at now. A network that is not fully trusted, or none at
    all (``trust`` 0), asks for every picture; else there is one sweep in each ``EVERY_S`` seconds.

    ``phase`` 0..1 says where in them: cameras with phases of their own do not all sweep at once.
    """
    if sweeps is None or trust < TRUSTED or seconds_between(sweeps.since, now) < WARM_UP_S:
        return True
    return _turn(now, phase) != _turn(sweeps.last, phase)


def _turn(moment: Instant, phase: float) -> int:
    return int((moment / SECOND - phase * EVERY_S) // EVERY_S)


def swept(sweeps: Sweeps | None, now: Instant) -> Sweeps:
    """After a sweep at ``now``."""
    return Sweeps(now if sweeps is None else sweeps.since, now)
