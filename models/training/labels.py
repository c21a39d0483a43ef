"""A folder of labelled pictures in ultralytics' YOLO format: read whole, refused at any fault.

Ultralytics leaves out what it cannot read and trains on the rest; a site would never notice that
half of its labels were dropped. So every label is read here first.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from models.manifest import ModelError
from models.training.start_info import StartInfo

PICTURES = frozenset({".jpg", ".jpeg", ".png"})
JPEG_END = b"\xff\xd9"
KEYPOINTS = 17


@dataclass(frozen=True, slots=True)
class LabelledPicture:
    """A picture and the file of its labels. ``camera`` and ``day`` (YYYY-MM-DD) are None where
    the folder does not say them."""

    image: Path
    labels: Path
    camera: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class LabelFolder:
    """The pictures of one folder; ``val`` are those that its maker held out."""

    root: Path
    train: tuple[LabelledPicture, ...]
    val: tuple[LabelledPicture, ...]

    @property
    def all(self) -> tuple[LabelledPicture, ...]:
        """Every picture."""
        return self.train + self.val


def read_labels(root: Path, info: StartInfo) -> LabelFolder:
    """Read ``root``: ``images/`` and ``labels/``, or of a pose network those of ``pose/``.

    Pictures under ``images/val`` are the ones held out. ``frames.jsonl``, where there is one, says
    each picture's ``camera`` and ``time``. Raises ``ModelError`` at the first fault: no pictures,
    other classes than the network's, a picture without labels or cut off, a line that is no label.
    """
    place = root / "pose" if info.task == "pose" and (root / "pose").is_dir() else root
    _check_names(place / "data.yaml", info)
    said = _said(root / "frames.jsonl")
    train: list[LabelledPicture] = []
    val: list[LabelledPicture] = []
    for image in sorted((place / "images").rglob("*")):
        if image.suffix.lower() not in PICTURES:
            continue
        inside = image.relative_to(place / "images")
        labels = (place / "labels" / inside).with_suffix(".txt")
        _check_picture(image)
        _check_labels(labels, image, info)
        camera, day = said.get(f"images/{inside.as_posix()}", (None, None))
        half = val if inside.parts[0] == "val" else train
        half.append(LabelledPicture(image.absolute(), labels.absolute(), camera, day))
    if not train and not val:
        raise ModelError(f"{place / 'images'}: no pictures there; give a folder in YOLO format")
    return LabelFolder(root, tuple(train), tuple(val))


def _check_names(path: Path, info: StartInfo) -> None:
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path}: is missing; it names the classes of the labels") from None
    except yaml.YAMLError as error:
        raise ModelError(f"{path}: not YAML: {error}") from error
    names = said.get("names") if isinstance(said, dict) else None
    if isinstance(names, dict):
        names = [names[number] for number in sorted(names)]
    if not isinstance(names, list) or tuple(names) != info.names:
        shown = "none" if not isinstance(names, list) else ", ".join(map(str, names[:3]))
        raise ModelError(
            f"{path}: names are {shown}..., but the network's {len(info.names)} classes are "
            f"{', '.join(info.names[:3])}...; number the labels as the network does"
        )


def _check_picture(image: Path) -> None:
    """A JPEG that is cut off would be mended in place by ultralytics: ours are read only."""
    if image.suffix.lower() == ".png":
        return
    with image.open("rb") as file:
        file.seek(-min(2, image.stat().st_size), 2)
        if file.read() != JPEG_END:
            raise ModelError(f"{image}: the picture is cut off; export it again or remove it")


def _check_labels(path: Path, image: Path, info: StartInfo) -> None:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise ModelError(
            f"{path}: is missing; a picture with nothing in it has an empty file ({image})"
        ) from None
    for number, line in enumerate(lines, start=1):
        fault = _fault(line, info)
        if fault is not None:
            raise ModelError(f"{path}, line {number}: {line[:60]!r} {fault}")


def _fault(line: str, info: StartInfo) -> str | None:
    columns = 5 + (3 * KEYPOINTS if info.task == "pose" else 0)
    try:
        values = [float(part) for part in line.split()]
    except ValueError:
        return "holds something other than numbers"
    if len(values) != columns:
        return f"has {len(values)} numbers; a label has {columns}"
    if values[0] not in range(len(info.names)):
        return f"is of class {values[0]:g}; the network has 0 to {len(info.names) - 1}"
    if not all(0 <= value <= 1 for value in values[1:5]):
        return "lies outside of the picture; write shares from 0 to 1"
    return None


def _said(path: Path) -> dict[str, tuple[str | None, str | None]]:
    """Camera and day of each picture of ``frames.jsonl``, by the picture's name."""
    if not path.exists():
        return {}
    return {line["image"]: (line.get("camera"), _day(line)) for line in _lines(path)}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
        except ValueError as error:
            raise ModelError(f"{path}, line {number}: not JSON: {error}") from error
        if not isinstance(line, dict) or not isinstance(line.get("image"), str):
            raise ModelError(f"{path}, line {number}: names no image; write images/NAME.jpg")
        yield line


def _day(line: dict[str, Any]) -> str | None:
    """The date where the camera stands. A simulator's seconds have none."""
    try:
        return datetime.fromisoformat(line["time"]).date().isoformat()
    except (KeyError, TypeError, ValueError):
        return None
