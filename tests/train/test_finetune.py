"""A network learns from a handful of pictures in a process of its own, and stays half itself."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from support.yolo_folder import yolo_folder
from typer.testing import CliRunner

pytest.importorskip("ultralytics", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs the extra [train]")

from api.cli.main import app
from models.manifest import PACKAGE, Purpose, load_manifest, verified_bytes
from models.session import open_network
from models.training.hold_out import By
from models.training.job import DetectorJob, Done, Event, Step
from models.training.plan import Wish, plan
from models.training.process.graph import read_weights
from models.training.run import run_job

SIDE = 96
EPOCHS = 12


@dataclass(frozen=True)
class Trained:
    """What a training was asked, said and ended with."""

    job: DetectorJob
    heard: tuple[Event, ...]
    done: Done


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """The embedded detector, fine-tuned on six pictures."""
    folder = tmp_path_factory.mktemp("detector")
    work = folder / "work"
    work.mkdir()
    wish = Wish(
        purpose=Purpose.DETECTION,
        start="floor-n",
        name="mine",
        data=(yolo_folder(folder / "frames", count=6),),
        tests=(yolo_folder(folder / "real", halves=("",)),),
        hold_out=(By.CAMERA,),
        epochs=EPOCHS,
        imgsz=SIDE,
        batch=3,
        rate=2e-3,
        average=0.5,
        device="cpu",
        models=PACKAGE,
    )
    heard: list[Event] = []
    planned = plan(wish, work)
    done = run_job(planned.job, heard.append)
    return Trained(planned.job, tuple(heard), done)


def test_it_learns_what_it_was_shown(detector: Trained) -> None:
    """Red boxes are no chairs until somebody says so: the loss falls, and they are found."""
    losses = detector.done.losses
    assert len(losses) == EPOCHS
    assert np.mean(losses[-3:]) < np.mean(losses[:3])
    held_out = detector.done.measured[0]
    assert held_out.start.box_50 is not None and held_out.tuned.box_50 is not None
    assert held_out.tuned.box_50 > held_out.start.box_50 + 0.2


def test_what_comes_out_is_the_average_of_start_and_tuned(detector: Trained) -> None:
    start = read_weights(detector.job.start)
    tuned = read_weights(detector.job.work / "tuned.onnx")
    out = read_weights(detector.job.out)
    changed = [name for name in tuned if not np.array_equal(tuned[name], start[name])]
    assert len(changed) > 100
    for name in tuned:
        half = np.float32(0.5) * start[name] + np.float32(0.5) * tuned[name]
        expected = half if name in changed else start[name]
        np.testing.assert_array_equal(out[name], expected)


def test_start_tuned_and_average_are_measured_on_every_set(detector: Trained) -> None:
    held_out, real = detector.done.measured
    assert (held_out.set, held_out.pictures) == ("held out", 6)
    assert (real.set, real.pictures) == (str(next(iter(detector.job.tests))), 2)
    for each in (held_out.start, held_out.tuned, held_out.averaged):
        assert each.box_50 is not None and 0 <= each.box_50 <= 1
        assert each.keypoints_50 is None


def test_progress_is_told_batch_by_batch(detector: Trained) -> None:
    steps = [each.done for each in detector.heard if isinstance(each, Step)]
    assert steps == list(range(1, 2 * EPOCHS + 1))


def test_no_picture_is_written(detector: Trained) -> None:
    pictures = {".jpg", ".jpeg", ".png"}
    written = [
        path
        for path in detector.job.work.rglob("*")
        if path.suffix in pictures and not path.is_symlink()
    ]
    assert written == []


def test_the_command_lists_a_pose_network_that_runs(tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(PACKAGE, models, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    frames = yolo_folder(tmp_path / "frames", pose=True)
    result = CliRunner().invoke(
        app,
        [
            *("models", "train", "pose", "--data", str(frames), "--out", "mine"),
            *("--epochs", "1", "--imgsz", "96", "--folder", str(models)),
        ],
    )
    assert result.exit_code == 0, result.stderr
    assert "mine is on the list and runs nowhere yet" in result.stdout
    manifest = load_manifest(models / "manifest.yaml")
    entry = manifest.entry("mine")
    assert entry.made_from.startswith("floor-pose-n, fine-tuned on 2 pictures of frames for 1 ")
    assert {"box AP50 on held out", "keypoints AP50 on held out"} <= set(entry.scores)
    network = open_network(manifest, "mine", root=models)
    assert network(np.zeros((2, 3, 64, 64), np.float32)).shape == (2, 56, 84)
    assert (models / entry.file).read_bytes() != verified_bytes(
        manifest.entry("floor-pose-n"), models
    )
