from pathlib import Path

import pytest

from eval.real.stills import Still, by_shape, pictures_in, read_still, still_cameras
from floor.errors import InputFaults


def stills(*sizes: tuple[int, int]) -> list[Still]:
    return [Still(Path(f"{n}.jpg"), size) for n, size in enumerate(sizes)]


def test_pictures_of_one_shape_share_a_camera_whatever_their_size() -> None:
    groups = by_shape(stills((640, 480), (480, 640), (320, 240), (640, 482)))
    assert [[still.path.stem for still in group] for group in groups] == [["0", "2", "3"], ["1"]]


def test_each_picture_is_shown_so_long_after_the_last_that_nothing_is_remembered() -> None:
    _, placed = still_cameras(stills((640, 480), (320, 240), (480, 640)))
    assert [(each.camera, each.time) for each in placed] == [
        ("cam01", 0.0), ("cam01", 4.0), ("cam02", 0.0),
    ]  # fmt: skip


def test_boxes_follow_a_picture_into_its_cameras_size() -> None:
    _, placed = still_cameras(stills((640, 480), (320, 240)))
    assert [each.scale for each in placed] == [(1, 1), (2, 2)]


def test_a_folder_without_pictures_and_a_broken_picture_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="no jpg or png"):
        pictures_in(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(InputFaults, match=r"a\.jpg: not a picture"):
        read_still(tmp_path / "a.jpg")
