"""Frames are the same however they were made; skipped where nothing can be drawn."""

import json
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from eval.sim.drawing import DrawingUnavailableError
from eval.sim.frames.compose import FRAMES_PER_ROOM, compose
from eval.sim.frames.folder import FramesError
from eval.sim.frames.make import make_frames
from eval.sim.frames.sheet import write_sheet
from eval.sim.makehuman import is_cached
from eval.sim.motion.channels import Channel
from eval.sim.site import camera_of

pytestmark = pytest.mark.skipif(not is_cached(), reason="run `floorwatch sim setup` first")

SEED, SIZE, COUNT = 4, (192, 108), 3


class Counted:
    """Frames that were kept, and frames that were drawn."""

    def __init__(self) -> None:
        self.kept = self.drawn_now = 0

    def start(self, frames: int, kept: int) -> None:
        self.kept = kept

    def drawn(self, what: str, /) -> None:
        self.drawn_now += 1


def made(folder: Path, count: int, processes: int = 1) -> Counted:
    counted = Counted()
    try:
        make_frames(count, folder, SEED, SIZE, processes, counted)
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))
    return counted


def bytes_of(folder: Path, names: str = "0*") -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob(names)
        if path.is_file() and "pose/images" not in path.as_posix()
    }


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frames") / "f"
    made(folder, COUNT)
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_picture_has_labels_of_both_kinds(frames: Path) -> None:
    images = sorted(path.stem for path in (frames / "images").rglob("*.jpg"))
    assert images == [f"{number:06}" for number in range(COUNT)]
    for kind in ("labels", "pose/labels"):
        assert sorted(path.stem for path in (frames / kind).rglob("*.txt")) == images


def test_boxes_and_keypoints_are_shares_of_the_frame(frames: Path) -> None:
    for path in (frames / "labels").rglob("*.txt"):
        for line in path.read_text().splitlines():
            assert all(0 <= float(part) <= 1 for part in line.split()[1:])
    for path in (frames / "pose/labels").rglob("*.txt"):
        for line in path.read_text().splitlines():
            assert len(line.split()) == 5 + 51


def test_chairs_are_labelled_where_they_stand(frames: Path) -> None:
    """The middle of a chair's seat, projected, lies in the box of a chair that is seen well."""
    room = compose(SEED, 0, SIZE)
    checked = 0
    for line in lines(frames / "frames.jsonl"):
        rehearsal = room.rehearsals[room.shots[int(line["frame"])][0]]
        camera = camera_of(rehearsal.script, rehearsal.script.cameras[0])
        boxes = {
            thing["id"]: thing["box"] for thing in line["objects"] if thing["visibility"] > 0.6
        }
        for track in rehearsal.tracks:
            box = boxes.get(f"{track.seat.id}/chair") if track.seat else None
            if box is None:
                continue
            state = track.at(float(line["time"]))
            at = (state[Channel.CHAIR_X], 0.42, state[Channel.CHAIR_Y])
            ((x, y),), _ = camera.project([at])
            assert box[0] <= x <= box[2]
            assert box[1] <= y <= box[3]
            checked += 1
    assert checked


def test_a_crop_is_the_part_of_the_picture_that_its_label_names(frames: Path) -> None:
    crops = lines(frames / "labels.jsonl")
    assert crops
    for label in crops:
        image = next((frames / "images").rglob(f"{label['frame']:06}.jpg"))
        left, top, right, bottom = label["rect"]
        crop = cv2.imread(str(frames / str(label["crop"])))
        picture = cv2.imread(str(image))
        assert crop is not None
        assert picture is not None
        part = picture[top:bottom, left:right]
        assert crop.shape == part.shape
        assert np.abs(crop.astype(int) - part.astype(int)).mean() < 15


def test_more_frames_keep_those_that_are_there(frames: Path, tmp_path: Path) -> None:
    made(tmp_path / "f", 1)
    first = bytes_of(tmp_path / "f", "000000*.jpg")
    assert made(tmp_path / "f", COUNT).kept == 0  # the room is drawn anew, with more of its frames
    assert bytes_of(tmp_path / "f") == bytes_of(frames)
    assert first.items() <= bytes_of(frames).items()


def test_what_is_finished_is_not_drawn_again(frames: Path) -> None:
    before = bytes_of(frames)
    counted = made(frames, COUNT)
    assert (counted.kept, counted.drawn_now) == (COUNT, 0)
    assert bytes_of(frames) == before


def test_a_room_that_was_broken_off_is_drawn_again_the_same(frames: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(frames, tmp_path / "f", symlinks=True)
    next((folder / ".rooms").iterdir()).unlink()
    next((folder / "images").rglob("*.jpg")).write_bytes(b"half")
    assert made(folder, COUNT).drawn_now == COUNT
    assert bytes_of(folder) == bytes_of(frames)


def test_several_processes_give_the_same_frames(frames: Path, tmp_path: Path) -> None:
    made(tmp_path / "f", FRAMES_PER_ROOM + 1, processes=2)
    both = bytes_of(tmp_path / "f")
    for name, content in bytes_of(frames).items():
        if not name.startswith(".rooms"):
            assert both[name] == content
    assert any(name.startswith("images/val/") for name in both)


def test_a_sheet_shows_frames_and_crops(frames: Path, tmp_path: Path) -> None:
    write_sheet(frames, tmp_path / "sheet.png", frames=2, crops=4)
    sheet = cv2.imread(str(tmp_path / "sheet.png"))
    assert sheet is not None
    assert sheet.shape[1] > 1600
    with pytest.raises(FramesError, match="no finished frames"):
        write_sheet(tmp_path, tmp_path / "sheet.png")
