"""A frame's line says of every seat, person and thing what the tracks and the pixels say."""

import numpy as np
import pytest
from support.tracks import at_seat, between, make_track, walks_off

from eval.sim.camera import Camera
from eval.sim.drawing import Seen, Whole
from eval.sim.motion.track import Doing, DoingKind
from eval.sim.truth.frame import Line, SeatInView, Shown, ShownFigure, ShownThing, frame_line
from eval.sim.truth.seat import seat_truth

SEAT, EMPTY = at_seat("A-01"), at_seat("A-02", 3.4)
CAMERA = Camera("cam1", (2.0, 1.6, 0.2), (2.0, 0.9, 3.0), 70.0, (160, 90))
AGENT = make_track(
    "p1",
    SEAT,
    doings=[Doing(DoingKind.TYPE, 0, 60), Doing(DoingKind.PHONE_HAND, 10, 20)],
)
LEAD = make_track("boss", role="lead", doings=[Doing(DoingKind.WALK, 0, 30)])
THINGS = [
    ShownThing("A-01/chair", "chair", "p1", "A-01"),
    ShownThing("p1/phone", "phone", "p1", "A-01"),
]


def line_at(time: float) -> Line:
    """A frame in which the agent, the lead, the chair and the phone each have a patch."""
    ids = np.zeros((90, 160), np.int32)
    for number, (row, column, side) in enumerate(
        ((10, 10, 8), (10, 40, 8), (10, 70, 8), (10, 100, 3)), start=1
    ):
        ids[row : row + side, column : column + side] = number
    seen = Seen(ids, np.full((90, 160), 9.0, np.float32))
    wholes = [Whole((0.0, 0.0, 150.0, 80.0), 128.0)] * 3 + [Whole((99.0, 9.0, 103.0, 13.0), 9.0)]
    points = np.tile((2.0, 1.0, 3.0), (17, 1))
    shown = Shown([ShownFigure(AGENT, points), ShownFigure(LEAD, points)], THINGS)
    seats = [SeatInView(SEAT, AGENT, seat_truth(AGENT)), SeatInView(EMPTY, None, None)]
    return frame_line(CAMERA, time, seats, shown, seen, wholes)


def test_seats_say_who_does_what_there() -> None:
    seat = line_at(12.0)["seats"]["A-01"]
    assert (seat["occupancy"], seat["posture"]) == ("occupied", "seated")
    assert seat["doing"] == ["type", "phone_hand"]
    assert seat["in_sight"] == 1.0


def test_a_seat_of_nobody_is_empty_with_its_chair_in() -> None:
    assert line_at(12.0)["seats"]["A-02"] | {"in_sight": 1.0} == {
        "occupancy": "empty",
        "chair": "in",
        "chair_cm": 0,
        "chair_turned_deg": 0,
        "posture": "unknown",
        "doing": [],
        "in_sight": 1.0,
    }


def test_people_have_roles_postures_keypoints_and_masks() -> None:
    agent, lead = line_at(30.0)["people"]
    assert (agent["id"], agent["role"], agent["seat"]) == ("p1", "agent", "A-01")
    assert (agent["posture"], agent["doing"]) == ("seated", ["type"])
    assert agent["box"] == [10, 10, 18, 18]
    assert agent["visibility"] == pytest.approx(0.5)
    assert len(agent["keypoints"]) == 17 and agent["mask"] == 1
    assert "seat" not in lead
    assert (lead["role"], lead["posture"], lead["mask"]) == ("lead", "standing", 2)


def test_things_say_who_holds_them() -> None:
    chair, phone = line_at(12.0)["objects"]
    assert (chair["id"], chair["kind"], chair["held_by"]) == ("A-01/chair", "chair", "p1")
    assert (phone["id"], phone["kind"], phone["visibility"]) == ("p1/phone", "phone", 1.0)


def test_who_is_away_does_nothing_at_the_seat() -> None:
    away = make_track("p1", SEAT, doings=[Doing(DoingKind.PHONE_EAR, 5, 30)])
    walks_off(away, 10, 40)
    between(away, 12, 14, PACE=1.0)
    shown = Shown([ShownFigure(away, np.tile((2.0, 1.0, 3.0), (17, 1)))], [])
    seen = Seen(np.ones((90, 160), np.int32), np.full((90, 160), 9.0, np.float32))
    whole = [Whole((0.0, 0.0, 160.0, 90.0), 14400.0)]
    seats = [SeatInView(SEAT, away, seat_truth(away))]
    line = frame_line(CAMERA, 13.0, seats, shown, seen, whole)
    assert line["seats"]["A-01"]["doing"] == []
    assert line["people"][0]["doing"] == ["phone_ear"]
    assert line["people"][0]["posture"] == "walking"


def test_where_nothing_is_drawn_nothing_hides() -> None:
    shown = Shown([ShownFigure(AGENT, np.tile((2.0, 1.0, 3.0), (17, 1)))], [])
    ids = np.zeros((90, 160), np.int32)
    ids[:5] = 1
    seen = Seen(ids, np.zeros((90, 160), np.float32))
    seats = [SeatInView(EMPTY, None, None)]
    whole = [Whole((0.0, 0.0, 160.0, 90.0), 14400.0)]
    line = frame_line(CAMERA, 1.0, seats, shown, seen, whole)
    assert line["seats"]["A-02"]["in_sight"] > 0
    assert {flag for _, _, flag in line["people"][0]["keypoints"]} == {2}
