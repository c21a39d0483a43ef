"""Getting up, walking, visiting and coming back, with the chair that this moves."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.sim.layout import CHAIR_HOME_Z_M, CHAIR_OCCUPIED_Z_M, CHAIR_OUT_Z_M, Seat
from eval.sim.mesh import Floats
from eval.sim.motion.channels import Channel, State
from eval.sim.motion.hands import let_go, reach
from eval.sim.motion.places import (
    BEHIND_Z_M,
    BESIDE_X_M,
    CHAIR_SEAT_H,
    PUSH_FROM_Z_M,
    PUSH_TO_Z_M,
    ROLLED_Z_M,
    STANDING_Z_M,
    VISITOR_X_M,
    VISITOR_Z_M,
    desk_place,
    room_place,
)
from eval.sim.motion.stage import Stage
from eval.sim.motion.track import ThingKind, Where
from eval.sim.paths import Aisles, keep_right

ROLL_S = 0.9
RISE_S = 1.5
PUSH_S = 1.5
WALK_M_PER_S = 1.15
NEAR_SEAT_M_PER_S = 0.75

ChairLeft = Literal["in", "out", "turned"]


@dataclass(frozen=True, slots=True)
class Floor:
    """Where people can go: the aisles, and each person's own spot at each waypoint."""

    aisles: Aisles
    spots: dict[str, tuple[float, float]]


def seat_pose(stage: Stage, hips_z: float, chair_z: float) -> State:
    """Channels for hips and chair at places ahead of or behind the seat, both straight."""
    seat = stage.seat
    x, y = seat.to_plan((0.0, hips_z))
    chair_x, chair_y = seat.to_plan((0.0, chair_z))
    return {
        Channel.X: float(x),
        Channel.Y: float(y),
        Channel.CHAIR_X: float(chair_x),
        Channel.CHAIR_Y: float(chair_y),
    }


def chair_left(stage: Stage, left: ChairLeft) -> State:
    """Channels of a chair that was left: in at its home, or out, seldom straight."""
    seat, rng = stage.seat, stage.rng
    if left == "in":
        x, y = seat.to_plan((0.0, CHAIR_HOME_Z_M))
        heading = seat.heading
    else:
        across, back = rng.uniform(-0.06, 0.06), CHAIR_OUT_Z_M - rng.uniform(-0.05, 0.12)
        x, y = seat.to_plan((float(across), float(back)))
        least, most = (0.15, 0.5) if left == "out" else (1.1, 2.3)
        heading = seat.heading + float(rng.uniform(least, most) * rng.choice((-1, 1)))
    return {Channel.CHAIR_X: float(x), Channel.CHAIR_Y: float(y), Channel.CHAIR_HEADING: heading}


def stand_up(stage: Stage) -> None:
    """Roll back and rise."""
    still = {Channel.WORK: 0.0, Channel.TALK: 0.0}
    stage.ease(ROLL_S, still | seat_pose(stage, ROLLED_Z_M, CHAIR_OUT_Z_M))
    stage.ease(RISE_S, {Channel.RISE: 1.0} | seat_pose(stage, STANDING_Z_M, CHAIR_OUT_Z_M))


def sit_down(stage: Stage) -> None:
    """Straighten the chair, sink onto it and roll to the desk."""
    straight = stage.seat.heading
    pulled = seat_pose(stage, STANDING_Z_M, CHAIR_OUT_Z_M)
    stage.ease(0.6, {Channel.CHAIR_HEADING: straight} | pulled)
    stage.ease(RISE_S, {Channel.RISE: 0.0} | seat_pose(stage, ROLLED_Z_M, CHAIR_OUT_Z_M))
    stage.ease(ROLL_S, seat_pose(stage, 0.0, CHAIR_OCCUPIED_Z_M))


def get_away(stage: Stage, floor: Floor, to: Floats, left: ChairLeft, bag: bool) -> None:
    """From the own seat, sitting or standing, to a plan point."""
    if stage.now[Channel.RISE] < 0.5:
        stand_up(stage)
    if bag:
        _bag_to_chair(stage)
    round_chair = _round_chair(stage, floor, to)
    if left == "in":
        behind = stage.seat.to_plan((0.0, PUSH_FROM_Z_M))
        stage.walk(np.array([*round_chair, behind]), NEAR_SEAT_M_PER_S)
        _push(stage, PUSH_TO_Z_M, CHAIR_HOME_Z_M)
        start = stage.seat.to_plan((0.0, PUSH_TO_Z_M))
    else:
        stage.set(chair_left(stage, left))
        stage.walk(round_chair, NEAR_SEAT_M_PER_S)
        start = round_chair[-1]
    stage.walk(keep_right(floor.aisles.way(start, to)), WALK_M_PER_S)


def come_back(stage: Stage, floor: Floor, pushed_in: bool) -> None:
    """From where the person is to the own seat, and sit down."""
    here = stage.now[[Channel.X, Channel.Y]].copy()
    round_chair = _round_chair(stage, floor, here)
    if pushed_in:
        behind = stage.seat.to_plan((0.0, PUSH_TO_Z_M))
        stage.walk(keep_right(floor.aisles.way(here, behind)), WALK_M_PER_S)
        _push(stage, PUSH_FROM_Z_M, CHAIR_OUT_Z_M)
        beside = np.array([stage.seat.to_plan((0.0, PUSH_FROM_Z_M)), round_chair[-1]])
        stage.walk(beside, NEAR_SEAT_M_PER_S)
    else:
        stage.walk(keep_right(floor.aisles.way(here, round_chair[-1])), WALK_M_PER_S)
    stage.walk(round_chair[::-1], NEAR_SEAT_M_PER_S)
    if stage.whereabouts(ThingKind.BAG) is Where.CHAIR:
        _bag_from_chair(stage)
    stage.ease(0.5, {Channel.HEADING: stage.turned_to(stage.seat.heading)})
    sit_down(stage)


def go(stage: Stage, floor: Floor, points: list[Floats]) -> None:
    """From where the person stands to the last of the points, past the others."""
    here = stage.now[[Channel.X, Channel.Y]].copy()
    for point in points:
        stage.walk(keep_right(floor.aisles.way(here, point)), WALK_M_PER_S)
        here = point


def beside(seat: Seat, floor: Floor, coming_from: Floats) -> tuple[Floats, Floats]:
    """For a visitor: the plan point behind a seat where its aisle is left, and the one beside the
    sitter, on the side that is nearer to where the visitor comes from."""
    way = floor.aisles.way(coming_from, seat.to_plan((0.0, BEHIND_Z_M)))
    before = seat.to_local(way[-2] if len(way) > 1 else coming_from)
    side = 1.0 if before[0] > 0 else -1.0
    room = min(VISITOR_X_M, seat.width / 2)
    return seat.to_plan((side * room, BEHIND_Z_M)), seat.to_plan((side * room, VISITOR_Z_M))


def step_beside(stage: Stage, seat: Seat, corner: Floats, spot: Floats) -> None:
    """The last steps to a sitter's side, and the turn towards them."""
    stage.walk(np.array([corner, spot]), NEAR_SEAT_M_PER_S)
    stage.ease(0.6, {Channel.HEADING: stage.heading_to((seat.x, seat.y))})


def _round_chair(stage: Stage, floor: Floor, to: Floats) -> Floats:
    """The way (3, 2) from before the chair to behind it, on the side where the way leads on."""
    seat = stage.seat
    straight = floor.aisles.way(seat.to_plan((0.0, BEHIND_Z_M)), to)
    onward = seat.to_local(straight[min(2, len(straight) - 1)])
    side = BESIDE_X_M if onward[0] > 0 else -BESIDE_X_M
    corners = [(0.0, STANDING_Z_M), (side, STANDING_Z_M - 0.05), (side, BEHIND_Z_M)]
    return np.array([seat.to_plan(corner) for corner in corners])


def _push(stage: Stage, hips_z: float, chair_z: float) -> None:
    """Take the chair by its back, move it while stepping after it, and let go."""
    straight = stage.turned_to(stage.seat.heading)
    stage.ease(0.5, {Channel.HEADING: straight, Channel.HOLD: 1.0})
    stage.set({Channel.WALK: 1.0})
    moved = {Channel.CHAIR_HEADING: stage.seat.heading} | seat_pose(stage, hips_z, chair_z)
    stage.ease(PUSH_S, moved)
    stage.set({Channel.WALK: 0.0})
    stage.ease(0.4, {Channel.HOLD: 0.0})


def _bag_to_chair(stage: Stage) -> None:
    """Take the bag off the desk, turn round and put it on the chair."""
    reach(stage, desk_place(stage.seat, ThingKind.BAG), {Channel.LEAN: 0.8})
    stage.place(ThingKind.BAG, Where.HAND)
    let_go(stage)
    stage.ease(1.1, {Channel.HEADING: stage.now[Channel.HEADING] + np.pi})
    reach(stage, room_place(stage.seat, (0.0, CHAIR_OUT_Z_M, CHAIR_SEAT_H)), {})
    stage.ease(0.3, {Channel.LEAN: 1.0})
    stage.place(ThingKind.BAG, Where.CHAIR)
    let_go(stage)


def _bag_from_chair(stage: Stage) -> None:
    """Take the bag off the chair, turn to the desk and put it there."""
    chair = (float(stage.now[Channel.CHAIR_X]), float(stage.now[Channel.CHAIR_Y]))
    stage.ease(0.6, {Channel.HEADING: stage.heading_to(chair)})
    reach(stage, (*chair, CHAIR_SEAT_H), {})
    stage.ease(0.3, {Channel.LEAN: 1.0})
    stage.place(ThingKind.BAG, Where.HAND)
    let_go(stage)
    stage.ease(1.1, {Channel.HEADING: stage.turned_to(stage.seat.heading)})
    point = desk_place(stage.seat, ThingKind.BAG)
    reach(stage, point, {Channel.LEAN: 0.8})
    stage.place(ThingKind.BAG, Where.DESK, (*point, stage.seat.heading))
    let_go(stage)
