"""A folder of labels is read whole, or refused at its first fault with file, line and value."""

from pathlib import Path

import pytest
from support.yolo_folder import yolo_folder

from models.classes import COCO
from models.manifest import ModelError
from models.training.labels import read_labels
from models.training.start_info import StartInfo

DETECTOR = StartInfo("yolo11n", "detect", COCO)
POSE = StartInfo("yolov8n-pose", "pose", ("person",))


def test_pictures_with_their_halves_cameras_and_days(tmp_path: Path) -> None:
    said = [
        {"camera": "c1", "time": "2026-03-02T23:30:00+08:00"},
        {"camera": "c2", "time": "2026-03-03T00:30:00+08:00"},
        {"camera": "c3", "time": 12.5},
        {},
    ]
    folder = read_labels(yolo_folder(tmp_path, said=said), DETECTOR)
    assert [each.image.name for each in folder.train] == ["000.jpg", "001.jpg"]
    assert [(each.camera, each.day) for each in folder.all] == [
        ("c1", "2026-03-02"),
        ("c2", "2026-03-03"),
        ("c3", None),
        (None, None),
    ]


def test_labels_of_a_pose_network_have_keypoints(tmp_path: Path) -> None:
    assert len(read_labels(yolo_folder(tmp_path, pose=True), POSE).all) == 4


def test_of_simulator_frames_a_pose_network_takes_those_under_pose(tmp_path: Path) -> None:
    yolo_folder(tmp_path)
    yolo_folder(tmp_path / "pose", pose=True, count=1)
    assert len(read_labels(tmp_path, POSE).all) == 2
    assert len(read_labels(tmp_path, DETECTOR).all) == 4


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("56 0.5 0.5 0.2", "has 4 numbers; a label has 5"),
        ("80 0.5 0.5 0.2 0.2", "is of class 80; the network has 0 to 79"),
        ("1.5 0.5 0.5 0.2 0.2", "is of class 1.5"),
        ("56 0.5 640 0.2 0.2", "lies outside of the picture"),
        ("56 nan 0.5 0.2 0.2", "lies outside of the picture"),
        ("chair 0.5 0.5 0.2 0.2", "holds something other than numbers"),
    ],
)
def test_a_line_that_is_no_label(line: str, wrong: str, tmp_path: Path) -> None:
    root = yolo_folder(tmp_path)
    (root / "labels" / "train" / "001.txt").write_text(f"56 0.5 0.5 0.2 0.2\n{line}\n", "utf-8")
    with pytest.raises(ModelError, match=rf"001\.txt, line 2: .*{wrong}"):
        read_labels(root, DETECTOR)


def test_labels_numbered_by_other_classes(tmp_path: Path) -> None:
    root = yolo_folder(tmp_path)
    (root / "data.yaml").write_text("names: [chair, person]\n", "utf-8")
    with pytest.raises(ModelError, match=r"data\.yaml: names are chair, person\.\.\., but"):
        read_labels(root, DETECTOR)


def test_a_picture_without_labels(tmp_path: Path) -> None:
    root = yolo_folder(tmp_path)
    (root / "labels" / "val" / "000.txt").unlink()
    with pytest.raises(ModelError, match=r"000\.txt: is missing; .* has an empty file"):
        read_labels(root, DETECTOR)


def test_a_picture_that_is_cut_off(tmp_path: Path) -> None:
    root = yolo_folder(tmp_path)
    image = root / "images" / "train" / "000.jpg"
    image.write_bytes(image.read_bytes()[:-200])
    with pytest.raises(ModelError, match=r"000\.jpg: the picture is cut off"):
        read_labels(root, DETECTOR)


@pytest.mark.parametrize("line", ["{", '{"picture": "a.jpg"}', "[]"])
def test_a_line_about_no_picture(line: str, tmp_path: Path) -> None:
    root = yolo_folder(tmp_path)
    (root / "frames.jsonl").write_text(f"{line}\n", "utf-8")
    with pytest.raises(ModelError, match=r"frames\.jsonl, line 1: "):
        read_labels(root, DETECTOR)


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"data\.yaml: is missing"):
        read_labels(tmp_path, DETECTOR)
    (yolo_folder(tmp_path, halves=()) / "images").mkdir()
    with pytest.raises(ModelError, match="no pictures there"):
        read_labels(tmp_path, DETECTOR)
