"""A network in 8 or 16 bits is listed under its own name and still sees what it saw."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

pytest.importorskip("onnx", reason="needs the extra [train]")

from api.cli.main import app
from models.manifest import PACKAGE, load_manifest, verified_bytes
from models.session import open_network


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    rng = np.random.default_rng(1)
    for index in range(3):
        image = cv2.resize(rng.integers(0, 255, (9, 16, 3), np.uint8), (320, 180))
        cv2.imwrite(str(folder / f"{index}.png"), image)
    return folder


def export(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, ["models", "export", *map(str, arguments)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def answer(models: Path, name: str) -> np.ndarray:
    network = open_network(load_manifest(models / "manifest.yaml"), name, root=models)
    rng = np.random.default_rng(2)
    picture = cv2.resize(rng.random((6, 10, 3), np.float32), (160, 96)).transpose(2, 0, 1)
    return network(picture[None])[0]


def test_whole_numbers(models: Path, pictures: Path) -> None:
    out = models.parent / "small.onnx"
    export(
        *("floor-n", "--int8", "--calibration", pictures, "--pictures", "2"),
        *("--folder", models, "--out", out),
    )
    entry = load_manifest(models / "manifest.yaml").entry("floor-n-int8")
    data = verified_bytes(entry, models)
    assert out.read_bytes() == data
    assert len(data) < 0.5 * len(verified_bytes(load_manifest().entry("floor-n")))
    assert entry.made_from == "floor-n, int8, calibrated with 2 pictures"
    whole, small = answer(models, "floor-n"), answer(models, "floor-n-int8")
    assert np.median(np.abs(small[:4] - whole[:4])) < 8  # pixels; the edges of nothing wander
    assert np.abs(small[4:] - whole[4:]).max() < 0.3
    assert small[4:].max() > 0  # one scale for pixels and scores would have made them 0


def test_floats_of_16_bits(models: Path) -> None:
    export("floor-n", "--fp16", "--as", "half", "--folder", models)
    entry = load_manifest(models / "manifest.yaml").entry("half")
    assert entry.made_from == "floor-n, fp16"
    whole, half = answer(models, "floor-n"), answer(models, "half")
    assert half[4:] == pytest.approx(whole[4:], abs=0.01)
    assert half[:4] == pytest.approx(whole[:4], abs=2.0)


def test_for_openvino(models: Path) -> None:
    openvino = pytest.importorskip("openvino", reason="pip install openvino")
    out = models.parent / "openvino"
    export("floor-n", "--format", "openvino", "--out", out, "--folder", models)
    compiled = openvino.compile_model(out / "floor-n.xml", "CPU")
    picture = np.random.default_rng(1).random((1, 3, 64, 96), np.float32)
    network = open_network(load_manifest(), "floor-n")
    assert compiled(picture)[0] == pytest.approx(network(picture), abs=1e-2)
