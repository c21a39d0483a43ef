"""The training process: needed libraries are named, what it says is heard, its failure is told."""

from pathlib import Path

import pytest

from models.manifest import ModelError
from models.training import run
from models.training.job import DetectorJob, Done, Event, Stage, Step


@pytest.fixture
def job(tmp_path: Path) -> DetectorJob:
    return DetectorJob(
        start=tmp_path / "start.onnx",
        out=tmp_path / "out.onnx",
        data=tmp_path / "data.yaml",
        tests={},
        work=tmp_path,
        epochs=1,
        imgsz=64,
        batch=1,
        rate=1e-4,
        average=0.5,
        device="cpu",
    )


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Let another program stand where the training would."""

    def use(code: str) -> None:
        (tmp_path / "stand_in.py").write_text(code, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(run, "MODULE", "stand_in")

    return use


def test_libraries_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "NEEDED", ("json", "no_such_torch"))
    with pytest.raises(ModelError, match=r"no_such_torch not installed.*floorwatch\[train\]"):
        run.check_extra()


SAYS = """
import json, sys
job = json.load(sys.stdin)
print("a library's own words", file=sys.stderr)
print(json.dumps({"kind": "stage", "name": "training", "total": 2}))
print(json.dumps({"kind": "step", "done": 1, "loss": 3.5}))
print(json.dumps({"kind": "done", "out": job["out"], "losses": [3.5], "measured": []}))
"""


def test_what_it_says_is_heard_and_what_libraries_print_is_kept(job: DetectorJob, process) -> None:
    process(SAYS)
    heard: list[Event] = []
    done = run.run_job(job, heard.append)
    assert heard == [Stage(name="training", total=2), Step(done=1, loss=3.5)]
    assert done == Done(out=job.out, losses=(3.5,), measured=())
    assert (job.work / "train.log").read_text("utf-8") == "a library's own words\n"


def test_a_process_that_dies_is_quoted(job: DetectorJob, process) -> None:
    process("import sys; sys.stdin.read(); raise MemoryError('no room for a batch of 8')")
    with pytest.raises(ModelError, match=r"(?s)ended with 1.*no room for a batch of 8"):
        run.run_job(job, lambda event: None)


def test_a_refusal_is_told_as_it_is(job: DetectorJob, process) -> None:
    refusal = '{"kind": "refused", "why": "lower --rate"}'
    process(f"import sys; sys.stdin.read(); print('''{refusal}''')")
    with pytest.raises(ModelError, match=r"^lower --rate$"):
        run.run_job(job, lambda event: None)


def test_it_tells_nobody_and_installs_nothing(job: DetectorJob, process) -> None:
    process(
        "import os, sys; sys.stdin.read(); sys.exit(' '.join(os.environ[name] for name in "
        "('YOLO_OFFLINE', 'YOLO_AUTOINSTALL', 'YOLO_CONFIG_DIR')))"
    )
    with pytest.raises(ModelError, match=f"true false {job.work}"):
        run.run_job(job, lambda event: None)
