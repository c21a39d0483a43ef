"""Being away from the seat, with the state of the phone that fits, or purposely does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.sim.improvise.lengths import leaving, returning, taken, walking
from eval.sim.improvise.sheet import Block, Claim, Sheet
from eval.sim.improvise.stage_set import StageSet
from eval.sim.improvise.wishes import Behaviour
from eval.sim.script import Leave, Person, Return
from eval.sim.script.actions import Action, Phone, Walk

ABSENCES = (Behaviour.CONFIRMED, Behaviour.CONFLICT, Behaviour.PAUSE, Behaviour.ERRAND)
# From the action `leave` to the action `return`. Hips are away 3 to 6 s after the first, so 68 s
# are more than R27's minute.
GAP_S = {
    Behaviour.CONFIRMED: (68.0, 100.0),
    Behaviour.CONFLICT: (68.0, 100.0),
    Behaviour.PAUSE: (35.0, 110.0),
    Behaviour.ERRAND: (18.0, 40.0),
}
PAUSES: tuple[tuple[Literal["BREAK", "MEAL", "MEETING", "BUSY"], str], ...] = (
    ("BREAK", "tea"),
    ("BREAK", "rest"),
    ("MEAL", "lunch"),
    ("MEETING", "team"),
    ("BUSY", "print"),
)
CHAIRS: tuple[Literal["in", "out", "turned"], ...] = ("in", "out", "turned")
SHARE_FROM_START, SHARE_TO_END, SHARE_WITH_PHONE = 0.15, 0.2, 0.35


@dataclass(frozen=True, slots=True)
class Opening:
    """Someone who is away at second 0: where, and how the chair was left."""

    who: str
    at: str
    chair: Literal["in", "out", "turned"]


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence, and how it opens if it began before the scenario."""

    block: Block
    opening: Opening | None = None


def absences(
    stage: StageSet, sheet: Sheet, behaviour: Behaviour, who: Person, rng: np.random.Generator
) -> Iterator[Absence]:
    """Absences of one person to try, at other times each."""
    while True:
        chance = rng.random()
        if chance < SHARE_FROM_START:
            yield _from_start(stage, behaviour, who, rng)
        elif chance < SHARE_FROM_START + SHARE_TO_END:
            yield Absence(_to_end(stage, sheet.duration, behaviour, who, rng))
        else:
            yield Absence(_there_and_back(stage, sheet.duration, behaviour, who, rng))


def _there_and_back(
    stage: StageSet, duration: float, behaviour: Behaviour, who: Person, rng: np.random.Generator
) -> Block:
    seat, (least, most) = stage.seat(who.id), GAP_S[behaviour]
    start = _tenth(rng.uniform(3, max(4.0, duration - least)))
    leave = _leave(stage, behaviour, who, start, rng)
    there = start + leaving(stage.aisles, seat, stage.point(leave.to), leave.chair, _bag(leave))
    # No later than the end, so that the way back is seen.
    back = max(there + 2, start + rng.uniform(least, max(least, min(most, duration - start - 5))))
    meanwhile, place = _meanwhile(stage, leave.to, there + 1, back, behaviour, rng)
    came = Return(at=_tenth(back), do="return")
    end = came.at + returning(stage.aisles, seat, stage.point(place), leave.chair, _bag(leave))
    claim = _claim(behaviour, start, end, rng)
    return Block(who.id, start - 1, end, (leave, *meanwhile, came), claim=claim)


def _to_end(
    stage: StageSet, duration: float, behaviour: Behaviour, who: Person, rng: np.random.Generator
) -> Block:
    least, most = GAP_S[behaviour]
    start = _tenth(max(3.0, duration - rng.uniform(least + 4, most + 4)))
    leave = _leave(stage, behaviour, who, start, rng)
    claim = _claim(behaviour, start, duration + 60, rng)
    return Block(who.id, start - 1, duration + 60, (leave,), claim=claim)


def _from_start(
    stage: StageSet, behaviour: Behaviour, who: Person, rng: np.random.Generator
) -> Absence:
    least, most = GAP_S[behaviour]
    place = str(rng.choice(stage.ends()))
    chair = _chair(behaviour, rng)
    came = Return(at=_tenth(rng.uniform(least, most)), do="return")
    end = came.at + returning(stage.aisles, stage.seat(who.id), stage.point(place), chair, True)
    claim = _claim(behaviour, -60, end, rng)
    return Absence(Block(who.id, -60, end, (came,), claim=claim), Opening(who.id, place, chair))


def _leave(
    stage: StageSet, behaviour: Behaviour, who: Person, at: float, rng: np.random.Generator
) -> Leave:
    bag = "bag" in who.desk and rng.random() < 0.7
    return Leave(
        at=at,
        do="leave",
        to=str(rng.choice(stage.ends())),
        chair=_chair(behaviour, rng),
        leaves="bag" if bag else None,
    )


def _chair(behaviour: Behaviour, rng: np.random.Generator) -> Literal["in", "out", "turned"]:
    """Who sets a pause is more careful with the chair too."""
    shares = (0.6, 0.25, 0.15) if behaviour is Behaviour.PAUSE else (0.25, 0.45, 0.3)
    return CHAIRS[int(rng.choice(3, p=shares))]


def _bag(leave: Leave) -> bool:
    return leave.leaves is not None


def _meanwhile(
    stage: StageSet,
    place: str,
    start: float,
    end: float,
    behaviour: Behaviour,
    rng: np.random.Generator,
) -> tuple[list[Action], str]:
    """What somebody does while away, and where they are in the end."""
    if rng.random() > SHARE_WITH_PHONE:
        return [], place
    phone = Phone(at=_tenth(start), do="phone", how="hand", seconds=_tenth(rng.uniform(8, 20)))
    after = start + taken(phone) + 1
    if after > end:
        return [], place
    onward = str(rng.choice(stage.ends()))
    walk = Walk(at=_tenth(after), do="walk", to=onward)
    long = walking(stage.aisles, stage.point(place), stage.point(onward)) + 2
    if onward == place or after + long > end:
        return [phone], place
    return [phone, walk], onward


def _claim(behaviour: Behaviour, start: float, end: float, rng: np.random.Generator) -> Claim:
    """What the phone says, from a little before until a little after."""
    before, after = _tenth(start - rng.uniform(1, 4)), _tenth(end + rng.uniform(1, 5))
    match behaviour:
        case Behaviour.CONFLICT:
            return Claim(before - 10, after, "ON_CONTACT")
        case Behaviour.PAUSE:
            state, reason = PAUSES[int(rng.choice(len(PAUSES)))]
            return Claim(before, after, state, reason)
        case Behaviour.ERRAND if rng.random() < 0.5:
            return Claim(before, after, "BUSY", "errand")
        case _:
            return Claim(before, after, "AVAILABLE")


def _tenth(seconds: float) -> float:
    return round(float(seconds), 1)
