"""A network of the manifest can be taken out, and made smaller under a name of its own."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from models.manifest import PACKAGE, load_manifest, verified_bytes


def test_the_file_is_the_one_of_the_manifest(floorwatch, tmp_path: Path) -> None:
    out = tmp_path / "out.onnx"
    result = floorwatch("models", "export", "floor-n", "--out", out)
    assert result.exit_code == 0
    assert out.read_bytes() == verified_bytes(load_manifest().entry("floor-n"))


def test_one_that_is_not_listed(floorwatch) -> None:
    result = floorwatch("models", "export", "faces")
    assert result.exit_code == 1
    assert "network 'faces' is not on the allow-list" in result.stderr


@pytest.mark.parametrize(
    "options", [["--int8"], ["--calibration", "."], ["--int8", "--fp16", "--calibration", "."]]
)
def test_what_does_not_go_together_is_wrong_use(options: list[str], floorwatch) -> None:
    assert floorwatch("models", "export", "floor-n", *options).exit_code == 2


def test_an_engine_is_built_where_it_runs(floorwatch) -> None:
    result = floorwatch("models", "export", "floor-n", "--format", "engine")
    assert result.exit_code == 1
    assert "vision: {device: tensorrt}" in result.stderr


@pytest.mark.skipif(importlib.util.find_spec("onnx") is not None, reason="onnx is installed")
def test_without_onnx_the_missing_package_is_named(floorwatch) -> None:
    result = floorwatch("models", "export", "floor-n", "--fp16")
    assert result.exit_code == 1
    assert "pip install onnx" in result.stderr


@pytest.mark.skipif(importlib.util.find_spec("openvino") is not None, reason="it is installed")
def test_without_openvino_the_missing_package_is_named(floorwatch, tmp_path: Path) -> None:
    result = floorwatch("models", "export", "floor-n", "--format", "openvino", "--out", tmp_path)
    assert result.exit_code == 1
    assert "pip install openvino" in result.stderr


@pytest.mark.skipif(importlib.util.find_spec("ultralytics") is not None, reason="it is installed")
def test_pulling_without_the_extra_says_how_to_get_it(floorwatch) -> None:
    result = floorwatch("models", "pull", "yolo26n")
    assert result.exit_code == 1
    assert "pip install 'floorwatch[train]'" in result.stderr


def test_a_calibration_folder_without_pictures(floorwatch, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="quantising needs onnx")
    models = tmp_path / "models"
    shutil.copytree(PACKAGE, models, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    empty = tmp_path / "empty"
    empty.mkdir()
    result = floorwatch(
        "models", "export", "floor-n", "--int8", "--calibration", empty, "--folder", models
    )
    assert result.exit_code == 1
    assert "the folder holds no picture" in result.stderr
