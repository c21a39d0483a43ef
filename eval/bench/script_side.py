"""The script's side: ``straight_script.py`` in a process and an interpreter of its own."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cameras.frame import CameraId
from cameras.spec import SourceKind
from eval.bench.rounds import Round
from eval.bench.stage import Stage
from models.manifest import PACKAGE, load_manifest

SCRIPT = Path(__file__).with_name("straight_script.py")

STREAMS = 4
"""The script watches so many of the cameras, in turn: what a frame costs it does not depend on
how many there are, and each takes a network of its own."""


class NotMeasured(Exception):
    """The script cannot run here; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """Which interpreter runs it, and with which of ultralytics' trackers."""

    python: Path
    tracker: str = "botsort.yaml"


class ScriptSide:
    """The script, started, waiting for its turns. Leave the ``with`` to end it."""

    def __init__(self, stage: Stage, settings: ScriptSettings, folder: Path) -> None:
        self._stage = stage
        self._settings = settings
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.versions: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        """Start it and let it open its networks. Raises ``NotMeasured``."""
        told = json.dumps(watched(self._stage, self._settings))
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
        # It must neither install anything, nor ask the network, nor touch the user's settings.
        environment |= {
            "YOLO_AUTOINSTALL": "false",
            "YOLO_OFFLINE": "true",
            "YOLO_CONFIG_DIR": str(self._folder),
        }
        try:
            with (self._folder / "script.log").open("w") as log:
                self._process = subprocess.Popen(
                    [str(self._settings.python), str(SCRIPT)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    cwd=self._folder,
                    env=environment,
                )
        except OSError as error:
            raise NotMeasured(
                f"{self._settings.python} cannot be started ({error.strerror}); "
                "give --script-python an interpreter"
            ) from None
        try:
            answer = self._ask(told)
            if missing := answer.get("missing"):
                raise NotMeasured(
                    f"{self._settings.python} has no {', '.join(missing)}; get them with: "
                    f"{self._settings.python} -m pip install 'floorwatch[train]' supervision lap, "
                    "or give --script-python an interpreter that has them"
                )
            self.versions = answer["versions"]
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._running().pid

    def round(self, frames: int) -> Round:
        """Let it do its next ``frames``. Raises ``NotMeasured`` where it broke."""
        answer = self._ask(str(frames))
        costs_s = tuple(answer["costs_s"])
        return Round(
            frames=frames,
            decode_s=answer["decode_s"],
            work_s=sum(costs_s) - answer["decode_s"],
            cpu_s=answer["cpu_s"],
            costs_s=costs_s,
        )

    def _ask(self, line: str) -> dict[str, Any]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = process.stdout.readline()  # it said why before it ended
        if not answer:
            raise NotMeasured(f"the script broke off: {self._last_words()}")
        read: dict[str, Any] = json.loads(answer)
        return read

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None:
            raise RuntimeError("the script is not started: use it in a with statement")
        return self._process

    def _last_words(self) -> str:
        lines = (self._folder / "script.log").read_text("utf-8", errors="replace").splitlines()
        return lines[-1].strip() if lines else "it gave no reason"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def watched(stage: Stage, settings: ScriptSettings) -> dict[str, Any]:
    """What the script is told: the site's own detector, and the first cameras with their seats.

    Raises ``NotMeasured`` for a clip that is no video file.
    """
    manifest = load_manifest()
    detector = manifest.entry(stage.site.settings.vision.detector)
    clips = []
    for camera in stage.site.settings.cameras[:STREAMS]:
        name = CameraId(camera.id)
        clip = stage.clips[name]
        if clip.spec.source.kind is not SourceKind.FILE:
            raise NotMeasured(f"{clip.spec.source} is a folder of pictures; give videos to compare")
        clips.append(
            {
                "path": str(clip.spec.source.path),
                "size": list(camera.size),
                "every": clip.every,
                "first": round(stage.offsets_s[name] * clip.fps),
                "zones": [
                    [[round(x), round(y)] for x, y in seat.seat]
                    for seat in stage.site.settings.seats
                    if seat.camera == camera.id
                ],
            }
        )
    return {
        "weights": str((PACKAGE / detector.file).resolve()),
        "tracker": settings.tracker,
        "clips": clips,
    }
