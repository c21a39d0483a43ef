"""``models pull`` from a .pt file: all but the download."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

pytest.importorskip("ultralytics", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs the extra [train]")

from train.parity import ours, seen_by_ultralytics, seen_by_us
from ultralytics import YOLO

from api.cli.main import app
from models.manifest import PACKAGE, load_manifest, verified_bytes


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with a list and nothing else."""
    shutil.copy(PACKAGE / "manifest.yaml", tmp_path / "manifest.yaml")
    return tmp_path


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained YOLO26, as a training would leave it."""
    file = tmp_path_factory.mktemp("weights") / "made26.pt"
    network = YOLO("yolo26n.yaml")
    network.model.names = {number: f"{number}" for number in range(80)}
    network.save(file)
    return file


def pull(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["models", "pull", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(("option", "output"), [("", "raw"), ("--end-to-end", "end-to-end")])
def test_weights_become_a_listed_network_that_answers_as_ultralytics_says(
    option: str, output: str, weights: Path, models: Path
) -> None:
    wanted = ["--names", "coco", "--folder", models, "--json", *([option] if option else [])]
    code, told, why = pull(weights, *wanted)
    assert code == 0, why
    entry = json.loads(told)
    assert (entry["name"], entry["classes"], entry["output"]) == ("made26", "coco-80", output)
    assert entry["input"]["fixed"] is False
    listed = load_manifest(models / "manifest.yaml").entry("made26")
    file = models / listed.file
    assert verified_bytes(listed, models) == file.read_bytes()
    assert not weights.with_suffix(".onnx").exists()  # nothing is left beside the weights

    # Untrained scores are all alike, so only the answers as a whole can be compared.
    picture = models / "picture.png"
    import cv2

    cv2.imwrite(str(picture), np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8))
    mine = seen_by_us(ours(file), picture, 320, 0.0)
    theirs = seen_by_ultralytics(YOLO(str(file), task="detect"), picture, 320, 0.0)
    assert len(mine) == len(theirs)
    assert mine.scores == pytest.approx(theirs.scores, abs=1e-4)


def test_the_classes_must_be_told_where_the_weights_have_only_numbers(
    weights: Path, models: Path
) -> None:
    code, _, why = pull(weights, "--folder", models)
    assert code == 1
    assert "it does not name its classes" in why


def test_a_broken_file_is_refused_with_ultralytics_last_words(models: Path) -> None:
    broken = models / "broken.pt"
    broken.write_bytes(b"no weights")
    code, _, why = pull(broken, "--folder", models)
    assert code == 1
    assert "broken.pt: ultralytics failed: " in why


@pytest.mark.parametrize("name", ["http://example.com/yolo26n.pt", "faces", "yolo26n.yaml"])
def test_what_is_no_name_is_not_asked_for(name: str, models: Path) -> None:
    code, _, why = pull(name, "--folder", models)
    assert code == 1
    assert "is no .pt file here, nor a name such as yolo26n" in why
