"""A training process started, followed and, where it fails, quoted."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from models.manifest import ModelError
from models.training.job import EVENTS, DetectorJob, Done, Event, Refused

NEEDED = ("torch", "ultralytics", "onnx")
MODULE = "models.training.process"
LOG_LINES = 8


def check_extra() -> None:
    """Raises ``ModelError`` where what trains is not installed. Imports nothing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModelError(
            f"{' and '.join(missing)} not installed here: pip install 'floorwatch[train]'"
        )


def run_job(job: DetectorJob, listen: Callable[[Event], None]) -> Done:
    """Run a job to its end; ``listen`` hears what it says meanwhile.

    What the libraries print lies in ``train.log`` of the job's folder. Raises ``ModelError`` where
    the job is refused or its process fails. Stops the process when interrupted.
    """
    log = job.work / "train.log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(job.work),
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            done = _follow(process, job, listen)
        except BaseException:
            process.kill()
            raise
    if done is None:
        last = "\n".join(log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:])
        raise ModelError(f"the training process ended with {process.returncode}:\n{last}")
    return done


def _follow(
    process: subprocess.Popen[str], job: DetectorJob, listen: Callable[[Event], None]
) -> Done | None:
    """What the process ended with, or None where it ended without a word."""
    assert process.stdin is not None
    process.stdin.write(job.model_dump_json())
    process.stdin.close()
    for event in _events(process):
        if isinstance(event, Refused):
            raise ModelError(event.why)
        if isinstance(event, Done):
            return event
        listen(event)
    return None


def _events(process: subprocess.Popen[str]) -> Iterator[Event]:
    assert process.stdout is not None
    for line in process.stdout:
        yield EVENTS.validate_json(line)


def _environment(work: Path) -> dict[str, str]:
    """Ultralytics tells nobody of the site, fetches and installs nothing, and keeps its settings
    in the job's folder."""
    return os.environ | {
        "YOLO_OFFLINE": "true",
        "YOLO_AUTOINSTALL": "false",
        "YOLO_CONFIG_DIR": str(work),
        # Waiting threads that spin starve a floor that is watched on the same machine.
        "OMP_WAIT_POLICY": "PASSIVE",
    }
