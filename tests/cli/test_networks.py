"""Only the networks of the manifest run, and only as the manifest has them."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from support.tiny_onnx import tiny_network

from models.manifest import PACKAGE


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The models' folder with one byte of the pose network turned."""
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    weights = folder / "weights" / "floor-pose-n.onnx"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    return folder


@pytest.mark.parametrize("command", ["check", "replay", "run"])
def test_a_changed_network_is_refused(
    command: str, changed: Path, scenario, floorwatch, tmp_path: Path
) -> None:
    before = scenario.contents()
    out = ["--out", tmp_path / "out"] if command == "replay" else []
    result = floorwatch(command, scenario.folder, "--models", changed, *out)
    assert result.exit_code == 1
    assert "floor-pose-n.onnx: SHA-256 is" in result.stderr
    assert "restore the file" in result.stderr
    assert scenario.contents() == before
    assert not (tmp_path / "out").exists()


def test_verify_finds_it_too(changed: Path, floorwatch) -> None:
    result = floorwatch("models", "verify", "--folder", changed)
    assert result.exit_code == 1
    assert "floor-n: as in the manifest" in result.stdout
    assert "floor-pose-n.onnx: SHA-256 is" in result.stderr


def test_one_that_is_not_on_the_list(scenario, floorwatch) -> None:
    scenario.add("vision: {detector: faces}\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert "vision.detector: network 'faces' is not on the allow-list" in result.stderr
    assert "floor-n" in result.stderr


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("seats: faces", "vision.seats: network 'faces' is not on the allow-list"),
        ("details: faces", "vision.details: network 'faces' is not on the allow-list"),
        (
            "details: floor-seat-n",
            "vision.details: network 'floor-seat-n' is for seat_state; "
            "details needs one for seat_detail",
        ),
        ("seats: floor-n", "vision.seats: network 'floor-n' is for detection"),
        ("seats: null, details: floor-seat-n", "name one in vision.seats too"),
    ],
)
def test_one_that_cannot_look_at_seats(scenario, floorwatch, said: str, told: str) -> None:
    scenario.add(f"vision: {{{said}}}\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_folder_without_manifest(scenario, floorwatch, tmp_path: Path) -> None:
    result = floorwatch("check", scenario.folder, "--models", tmp_path)
    assert result.exit_code == 1
    assert "no model manifest there" in result.stderr


CLAIMS = {
    "task": "detect",
    "names": "{0: 'person', 1: 'Office_Chair'}",
    "description": "Ultralytics YOLO26n model ",
    "version": "8.4.190",
    "license": "AGPL-3.0 License (https://ultralytics.com/license)",
    "end2end": "True",
}


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The embedded networks in a folder that a site may add to."""
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A site's own detector, of a fixed size: it sees a person at seat A-01 all the time."""
    answer = np.zeros((1, 300, 6), np.float32)
    answer[0, 0] = 8, 56, 58, 136, 0.9, 0
    answer[0, 1] = 128, 56, 178, 136, 0.8, 1
    file = tmp_path / "own.onnx"
    file.write_bytes(tiny_network([answer], CLAIMS, shape=(1, 3, 192, 192)))
    return file


def test_an_imported_network_is_listed_and_verified(models: Path, own: Path, floorwatch) -> None:
    result = floorwatch("models", "import", own, "--folder", models, "--json")
    assert result.exit_code == 0
    entry = json.loads(result.stdout)
    assert (entry["name"], entry["purpose"], entry["output"]) == ("own", "detection", "end-to-end")
    assert entry["classes"] == ["person", "Office_Chair"]
    assert entry["input"]["size"] == [192, 192]
    listed = json.loads(floorwatch("models", "list", "--folder", models, "--json").stdout)
    assert listed[-1] == entry
    checked = floorwatch("models", "verify", "--folder", models, "--json")
    assert {"name": "own", "fault": None} in json.loads(checked.stdout)


def test_a_site_runs_on_its_own_network(
    scenario, models: Path, own: Path, floorwatch, tmp_path: Path
) -> None:
    assert floorwatch("models", "import", own, "--folder", models).exit_code == 0
    scenario.add("vision: {detector: own}\n")
    out = tmp_path / "out"
    result = floorwatch("replay", scenario.folder, "--models", models, "--out", out)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in (out / "observations.jsonl").open()]
    assert {line["occupancy"] for line in lines if line["seat"] == "A-01"} == {"occupied"}


def test_a_network_without_keypoints_is_no_pose_network(
    scenario, models: Path, own: Path, floorwatch
) -> None:
    assert floorwatch("models", "import", own, "--folder", models).exit_code == 0
    scenario.add("vision: {pose: own}\n")
    result = floorwatch("check", scenario.folder, "--models", models)
    assert result.exit_code == 1
    assert "vision.pose: network 'own' gives no keypoints" in result.stderr


def test_what_is_refused_changes_nothing(models: Path, tmp_path: Path, floorwatch) -> None:
    before = (models / "manifest.yaml").read_bytes()
    file = tmp_path / "who.onnx"
    file.write_bytes(tiny_network([np.zeros((1, 512), np.float32)]))
    result = floorwatch("models", "import", file, "--folder", models)
    assert result.exit_code == 1
    assert "who.onnx: it answers one row of 512 numbers a picture: an embedding" in result.stderr
    assert (models / "manifest.yaml").read_bytes() == before
    assert not (models / "weights" / "who.onnx").exists()


def test_a_taken_name_needs_another(models: Path, own: Path, floorwatch) -> None:
    result = floorwatch("models", "import", own, "--name", "floor-n", "--folder", models)
    assert result.exit_code == 1
    assert "'floor-n' is there with SHA-256" in result.stderr
    assert "give the new network another name" in result.stderr


def test_a_name_that_is_none_is_explained(models: Path, own: Path, floorwatch) -> None:
    result = floorwatch("models", "import", own, "--name", "my own", "--folder", models)
    assert result.exit_code == 1
    assert "name 'my own'" in result.stderr


def test_a_file_that_is_not_there(floorwatch, tmp_path: Path) -> None:
    result = floorwatch("models", "import", tmp_path / "none.onnx")
    assert result.exit_code == 1
    assert "none.onnx: No such file" in result.stderr
