"""Weights of ultralytics, by name or as a .pt file, to an ONNX file.

ultralytics and torch come with the extra ``train``, and run in a process of their own: nothing
here imports them.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from models.manifest import PACKAGE, ModelError

PUBLISHED = re.compile(r"(yolo|yolov)[0-9]+[a-z]*(-[a-z0-9]+)*(\.pt)?")
"""Names that ultralytics may know. It would take addresses and much else as well; we do not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``weights`` is a name such as ``yolo26n`` or a .pt file, which is a program: take it only
    from whom you trust. ``size`` is what the longer side of pictures will be, in pixels."""

    weights: str
    size: int = 640
    end_to_end: bool = False
    """Whether to take the heads that need no NMS, where the network has such (YOLO26)."""

    @property
    def file(self) -> Path | None:
        """The local file, where it is one."""
        path = Path(self.weights)
        return path.resolve() if path.suffix == ".pt" and path.is_file() else None


def pull(wanted: Wanted) -> bytes:
    """Let ultralytics download (unless it is a file) and export. Gives the bytes of the ONNX file.

    Raises ``ModelError`` where the extra is missing, the name is none, or ultralytics failed: with
    its own last words.
    """
    for package in ("ultralytics", "onnx"):
        if find_spec(package) is None:
            raise ModelError(
                f"pulling needs {package}, which is missing: pip install 'floorwatch[train]'"
            )
    named = wanted.weights.removesuffix(".pt")
    if wanted.file is None and PUBLISHED.fullmatch(named) is None:
        raise ModelError(
            f"{wanted.weights!r} is no .pt file here, nor a name such as yolo26n or yolo11s-pose"
        )
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [
                *(sys.executable, "-m", "models.pull_process"),
                *(folder, str(wanted.file or f"{named}.pt"), str(wanted.size)),
                "end-to-end" if wanted.end_to_end else "raw",
            ],
            cwd=PACKAGE.parent,
            # It is to install nothing, and to leave nothing behind in the home folder.
            env={**os.environ, "YOLO_AUTOINSTALL": "false", "YOLO_CONFIG_DIR": folder},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        exported = Path(folder, "network.onnx")
        if answer.returncode or not exported.is_file():
            raise ModelError(f"{wanted.weights}: ultralytics failed: {_last_words(answer.stderr)}")
        return exported.read_bytes()


def _last_words(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
