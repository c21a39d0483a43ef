"""A wish is refused before anything long begins, or becomes a job on links to the pictures."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from support.yolo_folder import yolo_folder

from models.manifest import PACKAGE, ModelError, Purpose
from models.training.hold_out import By
from models.training.plan import Wish, plan
from models.training.start_info import info_of, start_info

METADATA = {
    "description": "Ultralytics YOLO11n model ",
    "task": "detect",
    "names": "{0: 'person', 1: 'chair'}",
    "end2end": "False",
}


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    return Wish(
        purpose=Purpose.DETECTION,
        start="floor-n",
        name="mine",
        data=(yolo_folder(tmp_path / "frames"),),
        tests=(yolo_folder(tmp_path / "real", halves=("",)),),
        hold_out=(By.CAMERA,),
        epochs=1,
        imgsz=96,
        batch=8,
        rate=1e-4,
        average=0.5,
        device="cpu",
        models=PACKAGE,
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_pictures_are_linked_and_none_is_written(wish: Wish, work: Path) -> None:
    job = plan(wish, work).job
    pictures = [path for path in work.rglob("*") if path.suffix == ".jpg"]
    assert len(pictures) == 2 + 2 + 2
    assert all(path.is_symlink() for path in pictures)
    said = yaml.safe_load(job.data.read_text("utf-8"))
    assert said["names"][56] == "chair"
    assert len(list((job.data.parent / said["val"]).iterdir())) == 2


def test_the_batch_is_no_larger_than_what_there_is(wish: Wish, work: Path) -> None:
    assert plan(wish, work).job.batch == 2


def test_a_pose_set_says_which_keypoints_are_mirrored(wish: Wish, work: Path, tmp_path) -> None:
    data = (yolo_folder(tmp_path / "posed", pose=True),)
    posed = replace(
        wish, purpose=Purpose.POSE, start="floor-pose-n", data=data, tests=(), name="pose-mine"
    )
    said = yaml.safe_load(plan(posed, work).job.data.read_text("utf-8"))
    assert said["kpt_shape"] == [17, 3]
    assert said["flip_idx"][5] == 6  # left shoulder, right shoulder


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": "floor-pose-n"}, "network 'floor-pose-n' is on the list already"),
        ({"start": "floor-pose-n"}, "is for pose; start from one for detection"),
        ({"start": "arcface"}, "'arcface' is not on the allow-list"),
    ],
)
def test_a_wish_that_cannot_be(change: dict[str, str], wrong: str, wish: Wish, work: Path) -> None:
    with pytest.raises(ModelError, match=wrong):
        plan(replace(wish, **change), work)


def test_a_changed_start_is_not_trained(wish: Wish, work: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with (folder / "weights" / "floor-n.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="SHA-256 is"):
        plan(replace(wish, models=folder), work)


def test_our_networks_say_what_they_are() -> None:
    detector = start_info(PACKAGE / "weights" / "floor-n.onnx")
    assert (detector.architecture, detector.task, len(detector.names)) == ("yolo11n", "detect", 80)
    pose = start_info(PACKAGE / "weights" / "floor-pose-n.onnx")
    assert (pose.architecture, pose.task) == ("yolov8n-pose", "pose")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"description": "my own"}, "name no architecture and task"),
        ({"task": "segment"}, "name no architecture and task"),
        ({"names": "people"}, "name no architecture and task"),
        ({"end2end": "True"}, "exported end to end"),
    ],
)
def test_a_start_that_cannot_be_trained(change: dict[str, str], wrong: str) -> None:
    with pytest.raises(ModelError, match=wrong):
        info_of(Path("start.onnx"), METADATA | change)
