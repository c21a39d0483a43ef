"""Random rooms can be played, are the same every time, and their cameras see seats."""

import pytest

from eval.sim.frames.compose import CAMERAS, FRAMES_PER_ROOM, Composed, compose
from eval.sim.frames.people import FROM_S, TO_S
from eval.sim.script.names import name_faults
from eval.sim.space import space_faults

SIZE = (320, 180)


@pytest.fixture(scope="module")
def rooms() -> list[Composed]:
    return [compose(3, number, SIZE) for number in range(6)]


def test_a_room_is_the_same_whichever_were_made_before(rooms: list[Composed]) -> None:
    again = compose(3, 4, SIZE)
    assert again.script == rooms[4].script
    assert again.shots == rooms[4].shots


def test_seeds_and_numbers_give_other_rooms(rooms: list[Composed]) -> None:
    assert len({room.script.model_dump_json() for room in [*rooms, compose(4, 0, SIZE)]}) == 7


def test_what_is_composed_has_no_faults(rooms: list[Composed]) -> None:
    for room in rooms:
        for rehearsal in room.rehearsals:
            faults = [*name_faults(rehearsal.script), *space_faults(rehearsal.script)]
            assert not faults, faults


def test_every_camera_sees_seats_and_hangs_elsewhere(rooms: list[Composed]) -> None:
    for room in rooms:
        eyes = {rehearsal.script.cameras[0].eye for rehearsal in room.rehearsals}
        assert len(eyes) == CAMERAS
        assert all(rehearsal.views for rehearsal in room.rehearsals)


def test_moments_lie_within_what_people_do(rooms: list[Composed]) -> None:
    for room in rooms:
        assert len(room.shots) == FRAMES_PER_ROOM
        assert all(FROM_S <= time <= TO_S for _, time in room.shots)


def test_cameras_hang_high_and_low_and_see_wide_and_narrow(rooms: list[Composed]) -> None:
    cameras = [each.script.cameras[0] for room in rooms for each in room.rehearsals]
    heights, angles = [c.eye[2] for c in cameras], [c.fov for c in cameras]
    assert min(heights) < 2.0
    assert max(heights) > 2.6
    assert max(angles) - min(angles) > 30
