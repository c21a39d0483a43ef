"""A camera that was turned or covered is told from one that was not, whoever is in the room."""

from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.camera_specs import camera
from support.room import aimed, hidden, noisy, peopled, room

from cameras.decode import open_pictures
from cameras.frame import Image
from cameras.sketch import rows_of, sketched
from cameras.view import (
    FARTHEST,
    NOT_SHIFTED,
    STILL,
    Covered,
    Moved,
    Same,
    Shift,
    Shifted,
    Verdict,
    has_texture,
    moved_back,
    view_of,
)

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
ROWS = 108
ROOM = room()


def verdict(before: Image, now: Image) -> Verdict:
    return view_of(sketched(before, ROWS), sketched(now, ROWS))


def test_the_same_room_is_the_same_in_any_light_and_with_anybody_in_it() -> None:
    assert isinstance(verdict(ROOM, noisy(ROOM, 1)), Same)
    assert isinstance(verdict(ROOM, (ROOM // 3).astype(np.uint8)), Same), "lamps went off"
    assert isinstance(verdict(ROOM, (255 - ROOM).astype(np.uint8)), Same), "as infra-red might"
    for seed in range(10):
        assert isinstance(verdict(peopled(ROOM, seed), peopled(ROOM, 100 + seed)), Same), seed


@pytest.mark.parametrize("right", [0.01, -0.03, 0.07])
def test_a_small_shift_is_measured(right: float) -> None:
    found = verdict(ROOM, noisy(aimed(ROOM, right, -right / 3), 1))
    assert isinstance(found, Shifted)
    assert found.by.right == pytest.approx(right, abs=0.002)
    assert found.by.down == pytest.approx(-right / 3, abs=0.002)


@pytest.mark.parametrize("roll", [1.0, -3.0])
def test_a_small_roll_is_measured(roll: float) -> None:
    found = verdict(ROOM, aimed(ROOM, roll=roll))
    assert isinstance(found, Shifted)
    assert abs(found.by.twist) == pytest.approx(np.radians(abs(roll)), abs=0.004)


@pytest.mark.parametrize(
    "by", [(0.01, 0.0, 0.0, 1.0), (-0.05, 0.02, 0.0, 1.0), (0.01, 0.0, 2.0, 1.0), (0, 0, -1, 1.03)]
)
def test_a_picture_moved_back_lies_where_it_did(by: tuple[float, float, float, float]) -> None:
    off = aimed(ROOM, *by)
    found = verdict(ROOM, off)
    assert isinstance(found, Shifted)
    back = moved_back(off, found.by)
    inner = (slice(60, -60), slice(80, -80))
    before = np.abs(off[inner].astype(int) - ROOM[inner]).mean()
    after = np.abs(back[inner].astype(int) - ROOM[inner]).mean()
    assert after < before / 3
    assert isinstance(verdict(ROOM, back), Same)


@pytest.mark.parametrize(
    "by", [(0.12, 0.0, 0.0, 1.0), (0.0, -0.2, 0.0, 1.0), (0.0, 0.0, 12.0, 1.0), (0, 0, 0, 1.4)]
)
def test_a_camera_that_was_turned_rolled_or_zoomed_has_moved(
    by: tuple[float, float, float, float],
) -> None:
    assert verdict(ROOM, aimed(ROOM, *by)) == Moved()


def test_another_room_is_another_view() -> None:
    for seed in range(2, 14):
        assert verdict(ROOM, room(seed)) == Moved(), seed


@pytest.mark.parametrize("part", [0.7, 0.9, 1.0])
def test_a_hand_before_most_of_the_lens_covers_it(part: float) -> None:
    assert verdict(ROOM, noisy(hidden(ROOM, part), 1)) == Covered()


def test_somebody_near_the_edge_of_the_picture_does_not() -> None:
    assert isinstance(verdict(ROOM, hidden(ROOM, 0.25)), Same)


def test_of_a_bare_wall_nothing_is_said() -> None:
    wall = noisy(np.full_like(ROOM, 150), 1)
    assert not has_texture(sketched(wall, ROWS))
    assert verdict(wall, ROOM) == Same(0.0)


def test_sketches_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"108.*100"):
        view_of(sketched(ROOM, 108), sketched(ROOM, 100))


def test_how_far_a_shift_is_counts_at_the_corners() -> None:
    shape = (90, 160)
    assert Shift(0.03, 0.04).off(NOT_SHIFTED, shape) == pytest.approx(0.05)
    assert Shift(twist=0.1j).off(NOT_SHIFTED, shape) == pytest.approx(0.1 * 0.574, abs=1e-3)
    assert Shift(0.03, 0.04, 0.1).off(Shift(0.03, 0.04, 0.1), shape) == 0.0
    assert STILL < 0.01 < FARTHEST


FIXED = (
    "classroom_cctv/saumyajha_classroom.mp4",
    "intel_sample_videos/one-by-one-person-detection.mp4",
    "intel_sample_videos/bottle-detection.mp4",
    "intel_sample_videos/classroom.gif",
    "intel_sample_videos/people-detection.gif",
)


def looks(name: str, every: int = 45) -> list[Image]:
    """Pictures of a real clip, some time apart."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here: real footage is not part of the repository")
    pictures = islice(open_pictures(camera(path)), 0, 300, every)
    return [picture.to_bgr() for picture in pictures]


@pytest.mark.parametrize("name", FIXED)
def test_a_real_camera_that_nobody_touched_has_not_moved(name: str) -> None:
    first, *later = looks(name)
    rows = rows_of((first.shape[1], first.shape[0]))
    reference = sketched(first, rows)
    for image in later:
        assert isinstance(view_of(reference, sketched(image, rows)), Same)
        turned = sketched(aimed(image, 0.15), rows)
        assert view_of(reference, turned) == Moved()


def test_real_rooms_are_not_taken_for_one_another() -> None:
    rooms = [cv2.resize(looks(name, 600)[0], (640, 360)).astype(np.uint8) for name in FIXED]
    for one in rooms:
        for other in rooms:
            if other is not one:
                assert verdict(one, other) in (Moved(), Covered())


def test_a_real_camera_held_in_the_hand_is_followed() -> None:
    first, *later = looks("seat_videos/MINH7.mp4", 15)
    rows = rows_of((first.shape[1], first.shape[0]))
    for image in later:
        found = view_of(sketched(first, rows), sketched(image, rows))
        assert isinstance(found, Shifted)
        assert isinstance(verdict(first, moved_back(image, found.by)), Same | Shifted)
