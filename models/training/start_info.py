"""What the ONNX file of a start says of itself: enough to build it anew and train it further."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import onnxruntime

from models.claims import read_claims
from models.manifest import ModelError

Task = Literal["detect", "pose"]


@dataclass(frozen=True, slots=True)
class StartInfo:
    """``architecture`` is ultralytics' name of it, such as ``yolo11n`` or ``yolov8n-pose``."""

    architecture: str
    task: Task
    names: tuple[str, ...]


def start_info(path: Path) -> StartInfo:
    """Read the metadata that ultralytics writes into an export.

    Raises ``ModelError`` where they are not there, or the file cannot be trained further.
    """
    try:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{path}: onnxruntime cannot open it: {error}") from error
    return info_of(path, session.get_modelmeta().custom_metadata_map)


def info_of(path: Path, metadata: Mapping[str, str]) -> StartInfo:
    """The same from metadata at hand; ``path`` is for the error."""
    claims = read_claims(metadata)
    task = claims.task
    if claims.model is None or claims.names is None or task not in ("detect", "pose"):
        raise ModelError(
            f"{path}: its metadata name no architecture and task, so it cannot be trained further; "
            "start from an ONNX file that ultralytics exported"
        )
    if claims.end_to_end:
        raise ModelError(
            f"{path}: exported end to end, without the heads that learn; import the weights anew "
            "with raw heads"
        )
    return StartInfo(claims.model.replace("YOLO", "yolo"), cast(Task, task), claims.names)
