"""``models train``: wrong use is said at once, and what was trained is listed with its figures."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.yolo_folder import yolo_folder

from api.cli import training
from models.manifest import PACKAGE, ModelError, load_manifest
from models.training.job import DetectorJob, Done, Event, Measured, Precision


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    return yolo_folder(tmp_path / "frames")


@pytest.fixture
def trains(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a training be over at once: its network is the start, its figures are made up."""

    def run_job(job: DetectorJob, listen: Callable[[Event], None]) -> Done:
        shutil.copy(job.start, job.out)
        figures = [Precision(box_50=value, box_50_95=value / 2) for value in (0.4, 0.8, 0.7)]
        start, tuned, averaged = figures
        held_out = Measured(set="held out", pictures=2, start=start, tuned=tuned, averaged=averaged)
        return Done(out=job.out, losses=(5.0, 4.0), measured=(held_out,))

    monkeypatch.setattr(training, "check_extra", lambda: None)
    monkeypatch.setattr(training, "run_job", run_job)


def test_a_candidate_is_listed_with_figures_and_where_it_came_from(
    trains: None, models: Path, frames: Path, floorwatch
) -> None:
    result = floorwatch(
        *("models", "train", "detector", "--data", frames, "--out", "mine", "--folder", models)
    )
    assert result.exit_code == 0, result.stderr
    assert "2 pictures, loss 5.000 -> 4.000" in result.stdout
    entry = load_manifest(models / "manifest.yaml").entry("mine")
    assert entry.scores["box AP50 on held out"].value == 0.7
    assert entry.scores["box AP50 on held out"].how == "2 pictures at 640; the start 0.4"
    assert entry.made_from == (
        "floor-n, fine-tuned on 2 pictures of frames for 10 epochs at 640, "
        "then averaged with 0.5 of the start"
    )
    assert entry.added == datetime.now(UTC).date()
    assert entry.card is None


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--average", "1.5"),
        ("--epochs", "0"),
        ("--imgsz", "650"),
        ("--hold-out", "seat"),
        ("--out", "../mine"),
        ("--device", "tpu"),
    ],
)
def test_wrong_use(
    option: str, value: str, trains: None, models: Path, frames: Path, floorwatch
) -> None:
    before = (models / "manifest.yaml").read_bytes()
    options = {"--data": frames, "--out": "mine", "--folder": models, option: value}
    result = floorwatch(
        "models", "train", "detector", *(each for pair in options.items() for each in pair)
    )
    assert result.exit_code == 2
    assert option in result.stderr
    assert (models / "manifest.yaml").read_bytes() == before


def test_a_fault_of_the_labels_is_told_and_nothing_is_listed(
    trains: None, models: Path, frames: Path, floorwatch
) -> None:
    (frames / "labels" / "train" / "000.txt").write_text("99 0.5 0.5 0.1 0.1\n", "utf-8")
    result = floorwatch(
        *("models", "train", "detector", "--data", frames, "--out", "mine", "--folder", models)
    )
    assert result.exit_code == 1
    assert "000.txt, line 1: '99 0.5 0.5 0.1 0.1' is of class 99" in result.stderr
    with pytest.raises(ModelError):
        load_manifest(models / "manifest.yaml").entry("mine")


def test_without_the_extra_it_says_what_to_install(
    models: Path, frames: Path, floorwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.training.run.NEEDED", ("no_such_torch",))
    result = floorwatch(
        *("models", "train", "pose", "--data", frames, "--out", "mine", "--folder", models)
    )
    assert result.exit_code == 1
    assert "pip install 'floorwatch[train]'" in result.stderr
