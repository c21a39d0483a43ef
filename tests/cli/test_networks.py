"""Only the networks of the manifest run, and only as the manifest has them."""

import shutil
from pathlib import Path

import pytest

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


def test_a_folder_without_manifest(scenario, floorwatch, tmp_path: Path) -> None:
    result = floorwatch("check", scenario.folder, "--models", tmp_path)
    assert result.exit_code == 1
    assert "no model manifest there" in result.stderr
