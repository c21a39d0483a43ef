"""People move like people: no jumps, no flying, feet that stay where they stand."""

import numpy as np
import pytest

from eval.sim.layout import Seat, seats_of
from eval.sim.mesh import Floats
from eval.sim.motion import RATE_HZ, Channel, Track
from eval.sim.motion.perform import perform_all
from eval.sim.pose import Habits, pose_of
from eval.sim.script import Script
from eval.sim.skeleton import Rig, bone_transforms

HABITS = Habits(np.array([0.1, 1.0, 2.0, 3.0]), 1.0, 1)
STEP_S = 1 / 20  # as fast as cameras look


def joints(track: Track, rig: Rig, start: float, end: float) -> Floats:
    """Joints in the room (times, bones, 3)."""
    found = []
    for time in np.arange(start, end, STEP_S):
        state = track.at(time)
        pose = pose_of(rig, state, HABITS, time)
        place = np.array([state[Channel.X], 0.0, state[Channel.Y]])
        found.append(bone_transforms(rig, pose, place, float(state[Channel.HEADING]))[1])
    return np.array(found)


@pytest.mark.parametrize("number", [0, 1])
def test_no_joint_moves_faster_than_six_metres_a_second(
    small: Script, stick_figure: Rig, number: int
) -> None:
    track = perform_all(small)[number]
    moved = np.linalg.norm(np.diff(joints(track, stick_figure, 0, 42), axis=0), axis=2) / STEP_S
    assert moved.max() < 6.0
    assert moved.max() > 1.0  # and they do move


def test_hips_and_chairs_never_jump(small: Script) -> None:
    for track in perform_all(small):
        for x, y in ((Channel.X, Channel.Y), (Channel.CHAIR_X, Channel.CHAIR_Y)):
            moved = np.hypot(*np.diff(track.samples[:, [x, y]], axis=0).T) * RATE_HZ
            assert moved.max() < 1.6


def test_turning_is_no_faster_than_a_person(small: Script) -> None:
    for track in perform_all(small):
        turned = np.abs(np.diff(track.samples[:, Channel.HEADING])) * RATE_HZ
        assert np.rad2deg(turned.max()) < 420


def test_feet_stay_put_while_rising(small: Script, stick_figure: Rig) -> None:
    track = perform_all(small)[1]
    rising = (track.samples[:, Channel.RISE] > 0.02) & (track.samples[:, Channel.RISE] < 0.98)
    start = np.flatnonzero(rising)[0] / RATE_HZ
    placed = joints(track, stick_figure, start + 0.2, start + 1.0)
    foot = placed[:, stick_figure.names.index("LeftFoot")]
    assert np.ptp(foot, axis=0).max() < 0.06


def test_the_planted_foot_does_not_slide(small: Script, stick_figure: Rig) -> None:
    track = perform_all(small)[0]
    steady = np.flatnonzero(track.samples[:, Channel.PACE] > 0.98)
    start = steady[len(steady) // 2] / RATE_HZ
    placed = joints(track, stick_figure, start, start + 1.0)
    feet = placed[:, [stick_figure.names.index(f"{side}Foot") for side in ("Left", "Right")]]
    lower = feet[:, :, 1].argmin(axis=1)
    speed = np.linalg.norm(np.diff(feet, axis=0)[:, :, [0, 2]], axis=2) / STEP_S
    planted = np.array([speed[i, lower[i]] for i in range(len(speed)) if lower[i] == lower[i + 1]])
    assert np.median(planted) < 0.35


def test_people_end_where_they_began(small: Script) -> None:
    for track in perform_all(small):
        first, last = track.samples[0], track.samples[-1]
        where = [Channel.X, Channel.Y, Channel.CHAIR_X, Channel.CHAIR_Y, Channel.RISE]
        assert last[where] == pytest.approx(first[where], abs=0.02)


def test_walkers_keep_off_the_desks(small: Script) -> None:
    seats = seats_of(small)
    for track in perform_all(small):
        assert track.seat
        seat: Seat = seats[track.seat.id]
        local = np.array([seat.to_local(point) for point in track.samples[::10, :2]])
        beside = np.abs(local[:, 0]) < seat.width / 2
        assert local[beside, 1].max() < 0.1


def test_hands_reach_what_they_are_meant_to(small: Script, stick_figure: Rig) -> None:
    track = perform_all(small)[0]
    placed = joints(track, stick_figure, 2.5, 2.6)[0]
    wrist, shoulder = (placed[stick_figure.names.index(f"Right{part}")] for part in ("Hand", "Arm"))
    assert wrist[1] > shoulder[1] + 0.3  # raised
