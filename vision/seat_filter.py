"""A seat's state over time, out of the evidence of each decision.

Objective: follow a change within a second, and let no single picture make one. Entering and
leaving have their own times. What hides a seat for a moment (a person who passes) changes
nothing; what hides it for longer makes it unknown. The thresholds of the rules, which are
longer, act later, on episodes.
"""

from dataclasses import dataclass, replace

from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, seconds_between
from vision.evidence import Evidence, Sight


@dataclass(frozen=True, slots=True)
class FilterTimes:
    """Seconds for which evidence must last before the state follows it; each at most one.

    ``enter_s`` to become occupied, ``leave_s`` to become empty. ``hold_s`` is how long a state
    outlives its evidence while the seat is hidden or doubtful. ``stale_s``: after so long without
    a decision nothing is known of before.
    """

    enter_s: float = 0.25
    leave_s: float = 0.25
    hold_s: float = 2.0
    stale_s: float = 2.0

    def __post_init__(self) -> None:
        for name in ("enter_s", "leave_s", "hold_s", "stale_s"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative, got {getattr(self, name)}")


@dataclass(frozen=True, slots=True)
class SeatMemory:
    """What is remembered of a seat between decisions."""

    occupancy: Occupancy = Occupancy.UNKNOWN
    posture: Posture = Posture.UNKNOWN
    chair: Chair = Chair.UNKNOWN
    confidence: float = 0.0
    reason: str = "not_seen_yet"
    confirmed_at: Instant | None = None
    """When evidence last agreed with ``occupancy``."""
    contrary_since: Instant | None = None
    """Since when evidence has said the opposite without a break."""
    last: Instant | None = None


SAYS: dict[Sight, tuple[Occupancy, Posture]] = {
    Sight.SEATED: (Occupancy.OCCUPIED, Posture.SEATED),
    Sight.STANDING: (Occupancy.EMPTY, Posture.STANDING),
    Sight.NOBODY: (Occupancy.EMPTY, Posture.UNKNOWN),
}
"""The sights that say something; the others are silence."""


def follow(memory: SeatMemory, evidence: Evidence, now: Instant, times: FilterTimes) -> SeatMemory:
    """The memory after a decision at ``now``."""
    if memory.last is not None and seconds_between(memory.last, now) > times.stale_s:
        memory = SeatMemory()
    memory = replace(memory, last=now)
    said = SAYS.get(evidence.sight)
    if said is None:
        return _hold(memory, evidence, now, times)
    occupancy, posture = said
    if memory.occupancy in (occupancy, Occupancy.UNKNOWN):
        return _agree(memory, occupancy, posture, evidence, now)
    since = memory.contrary_since if memory.contrary_since is not None else now
    needed = times.enter_s if occupancy is Occupancy.OCCUPIED else times.leave_s
    if seconds_between(since, now) >= needed:
        return _agree(replace(memory, confidence=0.0), occupancy, posture, evidence, now)
    return replace(memory, contrary_since=since, confidence=memory.confidence * 0.8)


def blind(memory: SeatMemory, reason: str, now: Instant) -> SeatMemory:
    """The memory when the camera shows nothing usable: unknown at once (law 3)."""
    return SeatMemory(reason=reason, last=memory.last)


def observation(seat: SeatId, memory: SeatMemory, now: Instant) -> SeatObservation:
    """The memory as a statement about ``now``; confidence to 3 decimals, alike everywhere."""
    return SeatObservation(
        time=now,
        seat=seat,
        occupancy=memory.occupancy,
        chair=memory.chair,
        posture=memory.posture,
        confidence=round(memory.confidence, 3),
        reason=memory.reason,
    )


def _agree(
    memory: SeatMemory, occupancy: Occupancy, posture: Posture, evidence: Evidence, now: Instant
) -> SeatMemory:
    weight = 0.5 if memory.confidence > 0 else 1.0
    return SeatMemory(
        occupancy=occupancy,
        posture=posture,
        chair=evidence.chair,
        confidence=memory.confidence + weight * (evidence.strength - memory.confidence),
        reason=evidence.sight.value,
        confirmed_at=now,
        last=now,
    )


def _hold(memory: SeatMemory, evidence: Evidence, now: Instant, times: FilterTimes) -> SeatMemory:
    """Keep the state for a while, less and less sure; then it is unknown."""
    last_sure = memory.confirmed_at
    if last_sure is None or seconds_between(last_sure, now) > times.hold_s:
        return SeatMemory(reason=evidence.sight.value, last=now)
    return replace(memory, contrary_since=None, confidence=memory.confidence * 0.8)
