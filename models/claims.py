"""What an ONNX file says of itself: the metadata that ultralytics writes into its exports."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.classes import plain


@dataclass(frozen=True, slots=True)
class Claims:
    """Each is None where the file does not say. ``names`` are in the order of the classes."""

    task: str | None = None
    names: tuple[str, ...] | None = None
    keypoints: tuple[int, ...] | None = None
    """Their number, and the values of each."""
    end_to_end: bool | None = None
    """Whether nothing is there twice: by the network itself, or by an NMS that was built in."""
    stride: int | None = None
    size: tuple[int, int] | None = None
    head: str | None = None
    model: str | None = None
    """Such as ``YOLO11n``."""
    version: str | None = None
    licence: str | None = None


def read_claims(metadata: Mapping[str, str]) -> Claims:
    """The claims of an export's metadata; what cannot be read counts as not said."""
    names = _value(metadata, "names")
    keypoints = _value(metadata, "kpt_shape")
    size = _value(metadata, "imgsz")
    stride = _value(metadata, "stride")
    model = re.match(r"Ultralytics (\S+)", metadata.get("description", ""))
    return Claims(
        task=metadata.get("task"),
        names=_in_order(names),
        keypoints=tuple(keypoints) if isinstance(keypoints, list | tuple) else None,
        end_to_end=_end_to_end(metadata),
        stride=stride if isinstance(stride, int) else None,
        size=(size[0], size[1]) if isinstance(size, list | tuple) and len(size) == 2 else None,
        head=metadata.get("head"),
        model=model[1] if model else None,
        version=metadata.get("version"),
        licence=metadata.get("license", "").partition(" License")[0] or None,
    )


def are_numbers(names: tuple[str, ...]) -> bool:
    """Whether the names say nothing: ultralytics numbers what nobody named."""
    return all(re.fullmatch(r"(class)? ?\d+", plain(name)) for name in names)


def _in_order(names: object) -> tuple[str, ...] | None:
    if isinstance(names, list | tuple):
        names = dict(enumerate(names))
    if not isinstance(names, dict) or not names or sorted(names) != list(range(len(names))):
        return None
    return tuple(str(names[number]) for number in range(len(names)))


def _end_to_end(metadata: Mapping[str, str]) -> bool | None:
    arguments = _value(metadata, "args")
    built_in = isinstance(arguments, dict) and arguments.get("nms") is True
    if "end2end" not in metadata and not isinstance(arguments, dict):
        return None
    return built_in or metadata.get("end2end") == "True"


def _value(metadata: Mapping[str, str], key: str) -> object:
    try:
        return ast.literal_eval(metadata[key])
    except (KeyError, ValueError, SyntaxError):
        return None
