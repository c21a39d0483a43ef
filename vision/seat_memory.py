"""What is remembered of one seat between decisions, and how a decision changes it. Pure."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, seconds_between
from vision.activities import OF_SOMEBODY, Doing, followed
from vision.change import OLDEST_S
from vision.chats import Facing, facing_of, smoothed
from vision.evidence import Evidence, Sight
from vision.fusion import Belief, FusionSettings, Memory, Situation, fused, is_faded
from vision.seat_look import CHAIRS, COLUMNS, SeatLook

FREE = ("in", "out", "turned")
CHAIR_OVER_S = 1.5
"""Seconds over which looks at a free chair are averaged: it does not move by itself."""

CHAIR_SURE = 0.55
BELIEVED = 0.5
"""Of a network that is trusted less, nothing counts that it alone says: what somebody does, where
they look, where the chair is. A room that it does not know it fills with chairs left out."""

FACING_OVER_S = 1.0
COMPANY_OVER_S = 1.0
COMPANY_SURE = 0.6
LEAST_IN_SIGHT = 0.1
FREE_SIGHT = 0.35
"""The network's word on a seat counts fully from this share in sight on."""

NOT_HIDDEN = 0.75
"""A seat of which the network sees so much is not hidden, whoever seems to stand before it. In
scenarios fewer than one such look in a hundred is of a hidden seat."""

NETWORK_WEIGHT = 0.8
"""Of a look of the network against one that stands alone: neighbouring pictures err alike."""

BOXES_YIELD = 0.8
"""So much of the weight of boxes and joints goes where a network that is fully trusted sees the
seat freely: in scenarios with truth it is right far more often than they are."""

PRIOR: Belief = np.array([0.38, 0.53, 0.09])
"""How often each situation was in the pictures that the network learnt from."""

PRIOR_COUNTS = 0.6
"""Power to which the prior is taken out of the network's word. 1 would be right if each picture
were news; a hidden sitter whom every one calls standing at 0.2 must not become that in time."""

OF_SIGHT: dict[Sight, Belief] = {
    Sight.NOBODY: np.array([0.86, 0.09, 0.05]),
    Sight.SEATED: np.array([0.08, 0.86, 0.06]),
    Sight.STANDING: np.array([0.12, 0.08, 0.80]),
}
"""How likely each situation gives each sight of boxes and joints; the others are silence."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatMemory:
    """All that is remembered of a seat."""

    fusion: Memory = field(default_factory=Memory)
    reason: str = "not_seen_yet"
    """Why the state is unknown, where it is."""
    doing: Doing = field(default_factory=Doing)
    facing: Facing | None = None
    chair: NDArray[np.float64] | None = None
    """Probabilities (5,) of a free chair's places, averaged."""
    chair_m: float | None = None
    company: float = 0.0
    covered: bool = False
    """Whether somebody stood before the seat when the whole picture was last looked at."""
    in_sight: float = 0.0
    """How much of the seat the network saw when it last looked."""
    looked: Instant | None = None
    """When the network last looked."""
    close: tuple[Belief, float] | None = None
    """The likelihood that its last look gave, and how much of the seat it saw."""


def blind(reason: str, now: Instant) -> SeatMemory:
    """When the camera shows nothing usable: all is unknown at once (law 3)."""
    return SeatMemory(fusion=Memory(last=now), reason=reason)


def unchanged(memory: SeatMemory, now: Instant) -> SeatMemory:
    """A picture like the last that was looked at closely: it shows what that one showed."""
    fusion = replace(memory.fusion, last=now)
    shows = fusion.shown is not None and not is_hidden(memory)
    return replace(memory, fusion=replace(fusion, shown=now) if shows else fusion)


def looked(
    memory: SeatMemory,
    evidence: Evidence | None,
    look: SeatLook | None,
    gaze: tuple[float, float],
    trust: float,
    now: Instant,
    settings: FusionSettings,
) -> SeatMemory:
    """The memory after a decision with ``evidence`` of boxes and joints, a ``look`` of the network
    of which ``trust`` counts, both, or neither. ``gaze`` is the look's, in the picture.

    Of a hidden seat nothing is learnt.
    """
    covered = memory.covered if evidence is None else evidence.covered
    in_sight = memory.in_sight if look is None else look.value("in_sight")
    memory = replace(memory, covered=covered, in_sight=in_sight)
    if is_hidden(memory):
        fusion = fused(memory.fusion, (), now, settings)
        return replace(memory, fusion=fusion, reason=Sight.HIDDEN.value)
    looks: list[tuple[Belief, float]] = []
    close = _close_look(memory, look, now)
    sees = 0.0 if close is None else trust * close[1]
    if evidence is not None and evidence.sight in OF_SIGHT:
        looks.append((OF_SIGHT[evidence.sight], 1.0 - BOXES_YIELD * sees))
    if close is not None and sees > 0:
        looks.append((close[0], NETWORK_WEIGHT * sees))
    memory = replace(memory, close=close)
    fusion = fused(memory.fusion, tuple(looks), now, settings)
    reason = memory.reason
    if evidence is not None:
        reason = evidence.sight.value
    elif not looks:
        reason = Sight.DOUBTFUL.value
    memory = replace(memory, fusion=fusion, reason=reason)
    if look is None:
        return memory
    if trust < BELIEVED:
        return replace(
            memory, doing=Doing(), facing=None, chair=None, chair_m=None, company=0.0, looked=now
        )
    return _noticed(memory, look, gaze, now)


def is_hidden(memory: SeatMemory) -> bool:
    """Whether somebody stands before the seat, and the network does not see it freely: what it
    half sees there it takes for the seat, and calls a hidden sitter an empty chair."""
    return memory.covered and memory.in_sight < NOT_HIDDEN


def _close_look(
    memory: SeatMemory, look: SeatLook | None, now: Instant
) -> tuple[Belief, float] | None:
    """What the network says of this picture: its look, or its last one while the crop has not
    changed since. Else boxes that err on a still picture would be heard alone in between."""
    if look is not None:
        return likelihood(look), sight_weight(look)
    if memory.looked is None or seconds_between(memory.looked, now) > OLDEST_S:
        return None
    return memory.close


def sight_weight(look: SeatLook) -> float:
    """0..1: how much of the seat the network sees."""
    return min(max((look.value("in_sight") - LEAST_IN_SIGHT) / (FREE_SIGHT - LEAST_IN_SIGHT), 0), 1)


def likelihood(look: SeatLook) -> Belief:
    """How likely each situation gives this look, up to a factor."""
    said = look.row[COLUMNS["posture"]].astype(np.float64) / PRIOR**PRIOR_COUNTS
    return np.asarray(said / said.sum())


def _noticed(
    memory: SeatMemory, look: SeatLook, gaze: tuple[float, float], now: Instant
) -> SeatMemory:
    elapsed_s = np.inf if memory.looked is None else seconds_between(memory.looked, now)
    places = look.row[COLUMNS["chair"]].astype(np.float64)
    kept = float(np.exp(-elapsed_s / CHAIR_OVER_S))
    chair = places if memory.chair is None else kept * memory.chair + (1 - kept) * places
    metres = max(look.value("chair_m"), 0.0)
    if memory.chair_m is not None:
        metres = kept * memory.chair_m + (1 - kept) * metres
    facing = smoothed(
        memory.facing, facing_of(look, gaze), float(np.exp(-elapsed_s / FACING_OVER_S))
    )
    kept = float(np.exp(-elapsed_s / COMPANY_OVER_S))
    return replace(
        memory,
        doing=followed(memory.doing, look, now),
        facing=facing,
        chair=chair,
        chair_m=metres,
        company=kept * memory.company + (1 - kept) * look.flag("beside"),
        looked=now,
    )


def situation(memory: SeatMemory) -> Situation:
    """The likeliest."""
    return Situation(int(memory.fusion.belief.argmax()))


def observation(
    seat: SeatId,
    memory: SeatMemory,
    chair_seen: Chair,
    partners: tuple[SeatId, ...],
    now: Instant,
    settings: FusionSettings,
) -> SeatObservation:
    """The memory as a statement about ``now``; confidence to 3 decimals, alike everywhere.

    ``chair_seen`` is what boxes or the reference say of a free chair, where the network says
    nothing.
    """
    belief = memory.fusion.belief
    seated = float(belief[Situation.SEATED])
    sure = max(seated, 1 - seated)
    if is_faded(memory.fusion, now, settings):
        return SeatObservation(
            now, seat, Occupancy.UNKNOWN, Chair.UNKNOWN, Posture.UNKNOWN, 0.0, memory.reason
        )
    standing = belief[Situation.STANDING] > belief[Situation.ABSENT]
    if seated > 0.5:
        occupancy, posture, reason = Occupancy.OCCUPIED, Posture.SEATED, Sight.SEATED
    elif standing:
        occupancy, posture, reason = Occupancy.EMPTY, Posture.STANDING, Sight.STANDING
    else:
        occupancy, posture, reason = Occupancy.EMPTY, Posture.UNKNOWN, Sight.NOBODY
    there = occupancy is Occupancy.OCCUPIED or posture is Posture.STANDING
    chair, turned, centimetres = _chair(memory, occupancy, chair_seen)
    return SeatObservation(
        time=now,
        seat=seat,
        occupancy=occupancy,
        chair=chair,
        posture=posture,
        confidence=round(sure, 3),
        reason=reason.value,
        doing=_doing(memory, there),
        partners=partners if there else (),
        company=memory.company >= COMPANY_SURE,
        chair_turned=turned,
        chair_cm=centimetres,
    )


def _doing(memory: SeatMemory, there: bool) -> tuple[Activity, ...] | None:
    if memory.doing.last is None:
        return None
    return tuple(sorted(a for a in memory.doing.said if there or a not in OF_SOMEBODY))


def _chair(
    memory: SeatMemory, occupancy: Occupancy, seen: Chair
) -> tuple[Chair, bool, float | None]:
    if occupancy is Occupancy.OCCUPIED:
        return Chair.OCCUPIED, False, None
    if memory.chair is None:
        return seen, False, None
    chance = dict(zip(CHAIRS, memory.chair.tolist(), strict=True))
    free = sum(chance[word] for word in FREE)
    if free < 0.5:
        return Chair.UNKNOWN, False, None
    pushed_in = chance["in"] / free
    if max(pushed_in, 1 - pushed_in) < CHAIR_SURE:
        return Chair.UNKNOWN, False, None
    metres = memory.chair_m
    centimetres = None if metres is None else float(round(100 * metres))
    if pushed_in > 0.5:
        return Chair.IN, False, centimetres
    return Chair.OUT, chance["turned"] > chance["out"], centimetres
