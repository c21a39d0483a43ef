"""A folder holds frames of one kind, and only whole rooms count."""

from pathlib import Path

import pytest

from eval.sim.frames.compose import FRAMES_PER_ROOM
from eval.sim.frames.folder import FramesError, FramesFolder, Settings, half_of
from eval.sim.frames.make import rooms_of

HERE = Settings(1, (64, 36))


def test_rooms_give_as_many_frames_as_are_wanted() -> None:
    jobs = rooms_of(2 * FRAMES_PER_ROOM + 3)
    assert jobs == [(0, FRAMES_PER_ROOM), (1, FRAMES_PER_ROOM), (2, 3)]


def test_other_frames_are_not_mixed_in(tmp_path: Path) -> None:
    FramesFolder(tmp_path / "f").open(HERE.said())
    FramesFolder(tmp_path / "f").open(HERE.said())
    with pytest.raises(FramesError, match="seed 1 instead of 2"):
        FramesFolder(tmp_path / "f").open(Settings(2, (64, 36)).said())


def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FramesError, match="not empty"):
        FramesFolder(tmp_path).open(HERE.said())


def test_a_room_counts_once_it_is_kept(tmp_path: Path) -> None:
    folder = FramesFolder(tmp_path / "f")
    folder.open(HERE.said())
    assert folder.room_lines(0) is None
    folder.keep_room(0, {"count": 1, "frames": [], "crops": []})
    assert folder.room_lines(0) == {"count": 1, "frames": [], "crops": []}


def test_the_lists_speak_of_all_rooms_in_order(tmp_path: Path) -> None:
    folder = FramesFolder(tmp_path / "f")
    folder.open(HERE.said())
    for room in (1, 0):
        line = {"image": folder.image(half_of(room), room).relative_to(folder.root).as_posix()}
        folder.keep_room(room, {"count": 1, "frames": [line], "crops": []})
    folder.finish()
    text = (folder.root / "frames.jsonl").read_text()
    assert text.index("000000.jpg") < text.index("000001.jpg")
    assert (folder.root / "pose/val.txt").read_text() == "./images/val/000001.jpg\n"
    assert (folder.root / "pose/images/val").resolve() == folder.root / "images/val"
