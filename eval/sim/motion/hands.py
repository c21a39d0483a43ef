"""What the right hand does: reach, fetch, put back, and use what it holds."""

import numpy as np

from eval.sim.mesh import turn_about_y
from eval.sim.motion.channels import Channel, State
from eval.sim.motion.places import (
    ARM_M,
    DRAWER,
    POCKET_SEATED,
    POCKET_STANDING,
    SHOULDER_M,
    desk_place,
    room_place,
)
from eval.sim.motion.stage import Stage
from eval.sim.motion.track import DoingKind, ThingKind, Where
from eval.sim.script.actions import Eat, Phone, TakeDrink

PHONE_CHANNEL = {
    "hand": Channel.PHONE_LOOK,
    "ear": Channel.PHONE_EAR,
    "photo": Channel.PHONE_PHOTO,
}
PHONE_DOING = {
    "hand": DoingKind.PHONE_HAND,
    "ear": DoingKind.PHONE_EAR,
    "photo": DoingKind.PHONE_PHOTO,
}


def use_phone(stage: Stage, action: Phone) -> None:
    """Take the phone from desk or pocket, use it, put it back where it was."""
    on_desk = stage.whereabouts(ThingKind.PHONE) is Where.DESK and _seated(stage)
    fetch(stage, ThingKind.PHONE)
    start = stage.time
    use = PHONE_CHANNEL[action.how]
    looking = 0.9 if action.how == "hand" else 0.0
    stage.ease(0.8, {use: 1.0, Channel.REACH: 0.0, Channel.LEAN: 0.0, Channel.LOOK_DOWN: looking})
    stage.hold(start + max(action.seconds - 0.8, 0.8))
    stage.ease(0.4, {Channel.LOOK_DOWN: 0.0})
    put_back(stage, ThingKind.PHONE, Where.DESK if on_desk else Where.GONE, {use: 0.0})
    stage.did(PHONE_DOING[action.how], start)
    let_go(stage)


def eat(stage: Stage, action: Eat) -> None:
    """Eat: out of the hand, out of a bag, or out of a bowl with chopsticks."""
    food = ThingKind(action.what)
    before = stage.whereabouts(food)
    start = stage.time
    if food in (ThingKind.NOODLES, ThingKind.SNACKS):
        if before is not Where.DESK:
            put(stage, food)
        if food is ThingKind.NOODLES:
            fetch(stage, ThingKind.CHOPSTICKS)
        _dip_and_bite(stage, food, start + action.seconds)
        if food is ThingKind.NOODLES:
            back = before if before is Where.DESK else Where.GONE
            put_back(stage, ThingKind.CHOPSTICKS, back, {})
        if before is not Where.DESK:
            take_away(stage, food)
    else:
        fetch(stage, food)
        stage.ease(0.7, {Channel.READY: 1.0, Channel.REACH: 0.0, Channel.LEAN: 0.0})
        _bite(stage, start + action.seconds, 1.0, 4.5)
        put_back(stage, food, before if before is Where.DESK else Where.GONE, {Channel.READY: 0.0})
    stage.did(DoingKind.EAT, start)
    let_go(stage)


def drink(stage: Stage, action: TakeDrink) -> None:
    """Drink, and leave the cup or bottle on the desk."""
    fetch(stage, ThingKind(action.what))
    start = stage.time
    stage.ease(0.6, {Channel.READY: 1.0, Channel.REACH: 0.0, Channel.LEAN: 0.0})
    _bite(stage, start + action.seconds, 1.6, 2.5)
    stage.did(DoingKind.DRINK, start)
    put_back(stage, ThingKind(action.what), Where.DESK, {Channel.READY: 0.0})
    let_go(stage)


def put(stage: Stage, kind: ThingKind) -> None:
    """Bring a thing from the drawer to the desk and leave it there."""
    fetch(stage, kind)
    _release_on_desk(stage, kind, {})
    let_go(stage)


def take_away(stage: Stage, kind: ThingKind) -> None:
    """Bring a thing from the desk to the drawer."""
    fetch(stage, kind)
    reach(stage, _hidden_place(stage, kind), {})
    stage.place(kind, Where.GONE)
    let_go(stage)


def fetch(stage: Stage, kind: ThingKind) -> None:
    """Reach to where a thing is and take it into the hand."""
    on_desk = stage.whereabouts(kind) is Where.DESK
    source = desk_place(stage.seat, kind) if on_desk else _hidden_place(stage, kind)
    reach(stage, source, {Channel.WORK: 0.0, Channel.TALK: 0.0})
    stage.place(kind, Where.HAND)


def put_back(stage: Stage, kind: ThingKind, where: Where, ends: State) -> None:
    """Bring what is in the hand to the desk or out of sight, ending what was done with it."""
    if where is Where.DESK:
        _release_on_desk(stage, kind, ends)
    else:
        reach(stage, _hidden_place(stage, kind), ends)
        stage.place(kind, Where.GONE)


def reach(
    stage: Stage, point: tuple[float, float, float], ends: State, seconds: float = 0.8
) -> None:
    """Bring the right hand to a point (plan x, plan y, height) of the room, leaning as needed."""
    target = dict(zip((Channel.REACH_X, Channel.REACH_Y, Channel.REACH_H), point, strict=True))
    lean = {Channel.LEAN: _lean_to(stage, point)}
    if stage.now[Channel.REACH] < 0.05:
        stage.set(target)
        stage.ease(seconds, ends | lean | {Channel.REACH: 1.0})
    else:
        stage.ease(seconds, ends | lean | target)


def let_go(stage: Stage) -> None:
    """The hand goes back to what it did before."""
    stage.ease(0.6, {Channel.REACH: 0.0, Channel.LEAN: 0.0})


def _release_on_desk(stage: Stage, kind: ThingKind, ends: State) -> None:
    point = desk_place(stage.seat, kind)
    reach(stage, point, ends)
    askew = float(stage.rng.uniform(-0.4, 0.4))
    stage.place(kind, Where.DESK, (*point, stage.seat.heading + askew))


def _bite(stage: Stage, until: float, at_mouth_s: float, between_s: float) -> None:
    """From the chest to the mouth and back, again and again until `until` seconds."""
    while stage.time < until - 0.5:
        stage.ease(0.8, {Channel.MOUTH: 1.0})
        stage.hold(stage.time + at_mouth_s)
        stage.ease(0.7, {Channel.MOUTH: 0.0})
        stage.hold(
            min(stage.time + between_s * float(stage.rng.uniform(0.6, 1.4)), max(until, stage.time))
        )


def _dip_and_bite(stage: Stage, food: ThingKind, until: float) -> None:
    """From the bowl or bag to the mouth and back, again and again until `until` seconds."""
    point = desk_place(stage.seat, food)
    above = (point[0], point[1], point[2] + 0.10)
    stage.ease(0.3, {Channel.LOOK_DOWN: 0.5})
    while stage.time < until - 1.0:
        reach(stage, above, {Channel.MOUTH: 0.0}, 0.7)
        stage.hold(stage.time + 0.5)
        stage.ease(0.7, {Channel.MOUTH: 1.0})
        stage.hold(stage.time + 0.7)
        stage.ease(0.6, {Channel.MOUTH: 0.0})
        stage.hold(stage.time + float(stage.rng.uniform(0.5, 2.5)))
    stage.ease(0.3, {Channel.LOOK_DOWN: 0.0})


def _hidden_place(stage: Stage, kind: ThingKind) -> tuple[float, float, float]:
    """Where things come from and go to unseen: a pocket for phones, else the drawer."""
    if _seated(stage):
        return room_place(stage.seat, POCKET_SEATED if kind is ThingKind.PHONE else DRAWER)
    x, z, height = POCKET_STANDING
    turn = turn_about_y(float(stage.now[Channel.HEADING]))
    offset = turn @ np.array([x, 0.0, z])
    return (
        float(stage.now[Channel.X] + offset[0]),
        float(stage.now[Channel.Y] + offset[2]),
        height,
    )


def _seated(stage: Stage) -> bool:
    return bool(stage.now[Channel.RISE] < 0.5)


def _lean_to(stage: Stage, point: tuple[float, float, float]) -> float:
    """How far to lean so that an arm's length is enough."""
    if not _seated(stage):
        return 0.0
    x, z = stage.seat.to_local(point[:2])
    gap = np.array([x, point[2], z]) - SHOULDER_M
    return float(np.clip((np.linalg.norm(gap) - ARM_M) / 0.15, 0.0, 1.0))
