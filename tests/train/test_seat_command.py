"""``floorwatch models train seat`` from crops to a network that the product opens."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs onnx beside the extra [train]")

from train.seat_crops import write_crops
from typer.testing import CliRunner

from api.cli.main import app
from models.manifest import PACKAGE, Purpose, load_manifest
from models.session import open_network
from vision.seat_input import STATE, SeatWindow
from vision.seat_look import COLUMNS
from vision.seat_network import SeatNetwork, SeatSight

SIDE, CELLS = STATE.side, STATE.cells

STEPS = 2


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


def test_a_trained_network_is_listed_and_looks_at_seats(tmp_path: Path, models: Path) -> None:
    crops = write_crops(tmp_path / "crops", ["a", "b"])
    work = tmp_path / "work"
    told = ["--folder", str(models), "--work", str(work), "--steps", str(STEPS), "--threads", "1"]
    command = ["models", "train", "seat", str(crops), *told, "--json"]
    result = CliRunner().invoke(app, [*command, "--out", "mine"])
    assert result.exit_code == 0, result.output
    entry = load_manifest(models / "manifest.yaml").entry("mine")
    assert entry.purpose is Purpose.SEAT_STATE
    assert tuple(entry.classes) == tuple(COLUMNS)
    assert {"posture accuracy", "hand_raised recall"} <= set(entry.scores)
    assert entry.made_from == "8 crops of crops"
    assert {path.name for path in work.iterdir()} == {"mine.onnx", "mine.pt", "mine.json"}
    assert len(json.loads((work / "mine.json").read_text("utf-8"))["rooms_held_back"]) == 1

    network = SeatNetwork.of(
        open_network(load_manifest(models / "manifest.yaml"), "mine", root=models)
    )
    window = SeatWindow((0, 0, SIDE, SIDE), np.full((2, CELLS, CELLS), 255, np.uint8))
    image = np.full((SIDE, SIDE, 3), 90, np.uint8)
    sights = [SeatSight(image, window, traits) for traits in (None, network.traits(image))]
    for look in network.look(sights):
        assert look.row[COLUMNS["posture"]].sum() == pytest.approx(1, abs=1e-4)

    again = [*command, "--out", "more", "--start", str(work / "mine.pt"), "--average", "1"]
    assert CliRunner().invoke(app, again).exit_code == 0
    assert "mine.pt" in load_manifest(models / "manifest.yaml").entry("more").made_from


def test_crops_that_cannot_be_learnt_from_list_nothing(
    tmp_path: Path, models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    crops = write_crops(tmp_path / "crops", ["a"])
    told = ["--folder", str(models), "--work", str(tmp_path / "work"), "--steps", "1"]
    result = CliRunner().invoke(app, ["models", "train", "seat", str(crops), "--out", "x", *told])
    assert result.exit_code == 1
    assert "none is left to hold back" in capfd.readouterr().err
    assert len(load_manifest(models / "manifest.yaml").networks) == len(load_manifest().networks)
