"""What one sitter does alone, or with a neighbour, without leaving the seat for long."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from eval.sim.improvise.lengths import AFTER_VISIT_S, leaving, returning, taken, visiting
from eval.sim.improvise.sheet import Block, Claim, beside
from eval.sim.improvise.stage_set import StageSet
from eval.sim.improvise.wishes import Behaviour
from eval.sim.script import Person, RaiseHand, Return, Sit, Stand
from eval.sim.script import actions as act

PAUSE_S = 1.0  # between two actions of one block
HELP_S = 32.0  # kept free after a hand, for the lead who comes
SOONEST_S = 6.0  # no visitor from another seat is there before
WANTED_S = {  # least and most of the actions' own seconds
    Behaviour.CHAT: (12, 36),
    Behaviour.LEAN: (12, 30),
    Behaviour.CALL_ON: (12, 24),
    Behaviour.GLANCE: (3, 6),
    Behaviour.RAISE_HAND: (4, 9),
    Behaviour.SCRATCH_HEAD: (2, 5),
    Behaviour.PHONE_HAND: (7, 18),
    Behaviour.PHONE_EAR: (7, 18),
    Behaviour.PHONE_PHOTO: (4, 8),
    Behaviour.BURGER: (9, 17),
    Behaviour.NOODLES: (11, 19),
    Behaviour.FRUIT: (8, 15),
    Behaviour.SNACKS: (9, 16),
    Behaviour.DRINK: (3, 7),
    Behaviour.FEET_UP: (12, 22),
    Behaviour.LIE_DOWN: (12, 24),
    Behaviour.STAND: (6, 18),
    Behaviour.STAND_LONG: (64, 76),
    Behaviour.PHONE_DOWN: (12, 28),
}


def small_act(
    stage: StageSet, behaviour: Behaviour, who: Person, at: float, rng: np.random.Generator
) -> Block | None:
    """One block of a behaviour that starts at `at`; None if this person cannot do it."""
    seconds = _half(rng.uniform(*WANTED_S[behaviour]))
    match behaviour:
        case Behaviour.CHAT | Behaviour.LEAN | Behaviour.GLANCE:
            return _together(stage, behaviour, who, at, seconds, rng)
        case Behaviour.CALL_ON:
            return _call_on(stage, who, at, seconds, rng)
        case Behaviour.STAND | Behaviour.STAND_LONG:
            return _standing(who, at, seconds, rng)
        case Behaviour.BURGER | Behaviour.NOODLES | Behaviour.FRUIT | Behaviour.SNACKS:
            return _meal(behaviour, who, at, seconds, rng)
        case Behaviour.PHONE_DOWN:
            if "phone" in who.desk:
                return None
            put = act.Put(at=at, do="put", what="phone")
            away = act.TakeAway(at=_half(at + taken(put) + seconds), do="take_away", what="phone")
            return _alone(who, [put, away])
        case Behaviour.RAISE_HAND:
            hand = RaiseHand(at=at, do="raise_hand", seconds=seconds)
            return Block(who.id, at - 1, at + HELP_S, (hand,))
        case _:
            return _alone(who, [_single(behaviour, at, seconds, rng)])


def _single(
    behaviour: Behaviour, at: float, seconds: float, rng: np.random.Generator
) -> act.Action:
    match behaviour:
        case Behaviour.SCRATCH_HEAD:
            return act.ScratchHead(at=at, do="scratch_head", seconds=seconds)
        case Behaviour.PHONE_HAND:
            return act.Phone(at=at, do="phone", how="hand", seconds=seconds)
        case Behaviour.PHONE_EAR:
            return act.Phone(at=at, do="phone", how="ear", seconds=seconds)
        case Behaviour.PHONE_PHOTO:
            return act.Phone(at=at, do="phone", how="photo", seconds=seconds)
        case Behaviour.DRINK:
            what: act.Drink = "cup" if rng.random() < 0.6 else "bottle"
            return act.TakeDrink(at=at, do="drink", what=what, seconds=seconds)
        case Behaviour.FEET_UP:
            return act.FeetUp(at=at, do="feet_up", seconds=seconds)
        case Behaviour.LIE_DOWN:
            return act.LieDown(at=at, do="lie_down", seconds=seconds)
        case _:
            raise ValueError(f"{behaviour} is no single action")


def _alone(who: Person, actions: Sequence[act.Action]) -> Block:
    for one, other in pairwise(actions):
        assert one.at + taken(one) <= other.at
    last = actions[-1]
    return Block(who.id, actions[0].at - 1, last.at + taken(last) + 1, tuple(actions))


def _meal(
    behaviour: Behaviour, who: Person, at: float, seconds: float, rng: np.random.Generator
) -> Block:
    """Eaten out of the drawer, or put on the desk, eaten and mostly cleared away."""
    foods: dict[Behaviour, act.Food] = {
        Behaviour.BURGER: "burger",
        Behaviour.NOODLES: "noodles",
        Behaviour.FRUIT: "fruit",
        Behaviour.SNACKS: "snacks",
    }
    what = foods[behaviour]
    if rng.random() < 0.6:
        return _alone(who, [act.Eat(at=at, do="eat", what=what, seconds=seconds)])
    put = act.Put(at=at, do="put", what=what)
    eat = act.Eat(
        at=_half(at + taken(put) + rng.uniform(1, 8)), do="eat", what=what, seconds=seconds
    )
    away = act.TakeAway(
        at=_half(eat.at + taken(eat) + rng.uniform(1, 6)), do="take_away", what=what
    )
    return _alone(who, [put, eat, away] if rng.random() < 0.7 else [put, eat])


def _standing(who: Person, at: float, seconds: float, rng: np.random.Generator) -> Block:
    stand = Stand(at=at, do="stand")
    up = at + taken(stand) + PAUSE_S
    sit = Sit(at=_half(up + seconds), do="sit")
    meanwhile: list[act.Action] = []
    if seconds > 16 and rng.random() < 0.4:
        meanwhile.append(act.Phone(at=_half(up + 1), do="phone", how="hand", seconds=8))
    return _alone(who, [stand, *meanwhile, sit])


def _together(
    stage: StageSet,
    behaviour: Behaviour,
    who: Person,
    at: float,
    seconds: float,
    rng: np.random.Generator,
) -> Block | None:
    near = stage.neighbours(who.id)[:3]
    if not near:
        return None
    other = str(rng.choice(near))
    content = {"at": at, "with": other, "seconds": seconds}
    talk: act.Action
    if behaviour is Behaviour.GLANCE:
        talk = act.Glance.model_validate(content | {"do": "glance"})
    else:
        how = "leaning" if behaviour is Behaviour.LEAN else "facing"
        talk = act.Chat.model_validate(content | {"do": "chat", "how": how})
    span = (at - 1, at + taken(talk) + 1)
    return Block(who.id, *span, (talk,), ((other, span),))


def _call_on(
    stage: StageSet, who: Person, at: float, seconds: float, rng: np.random.Generator
) -> Block | None:
    """To somebody's seat, a chat there, and back."""
    hosts = [each for each in stage.agents if each.id != who.id]
    if not hosts:
        return None
    host = hosts[int(rng.choice(len(hosts)))]
    mine, theirs = stage.seat(who.id), stage.seat(host.id)
    chair = ("in", "out", "turned")[int(rng.choice(3, p=(0.25, 0.5, 0.25)))]
    visit = act.Visit.model_validate(
        {"at": at, "do": "visit", "seat": theirs.id, "seconds": seconds, "chair": chair}
    )
    here = (theirs.x, theirs.y)
    arrived = at + leaving(stage.aisles, mine, here, chair, bag=False)
    arrived += visiting(stage.aisles, here, theirs)
    back = Return(at=_half(arrived + seconds + AFTER_VISIT_S + PAUSE_S), do="return")
    end = back.at + 2 + returning(stage.aisles, mine, here, chair, bag=False) + 2
    others = (
        (host.id, (at + SOONEST_S, back.at + 2)),
        (beside(theirs.id), (at + SOONEST_S, back.at + 5)),
    )
    claim = Claim(at - 1, end + 1, "AVAILABLE")
    return Block(who.id, at - 1, end, (visit, back), others, claim)


def _half(seconds: float) -> float:
    return round(2 * float(seconds)) / 2
