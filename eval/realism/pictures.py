"""Pictures with truth: training frames, or the frames of a scenario's videos."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from cameras.frame import Image
from eval.realism.true_picture import TruePicture

SAME_TIME_S = 0.02


class RealismError(Exception):
    """A folder that cannot be judged; the text says what is missing."""


def pictures_of(folder: Path, most: int) -> Iterator[TruePicture]:
    """At most `most` pictures of a folder, evenly spread over what it holds.

    Raises `RealismError` where the folder has no lines of truth, or a picture is not there.
    """
    path = folder / "frames.jsonl"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RealismError(f"{path} is not there: neither a scenario nor training frames") from None
    lines = [json.loads(line) for line in text.splitlines()]
    if not lines:
        raise RealismError(f"{path} is empty")
    places = np.unique(np.linspace(0, len(lines) - 1, min(most, len(lines))).round().astype(int))
    chosen = [lines[place] for place in places]
    stills = [line for line in chosen if "image" in line]
    for line in stills:
        yield TruePicture(line["image"], _still(folder / line["image"]), line)
    videos: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in chosen:
        if "image" not in line:
            videos[line["camera"]].append(line)
    for camera, wanted in videos.items():
        yield from _frames(folder / f"{camera}.mp4", wanted)


def _still(path: Path) -> Image:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise RealismError(f"{path} is not there, or is no picture")
    return np.asarray(image, np.uint8)


def _frames(path: Path, wanted: list[Mapping[str, Any]]) -> Iterator[TruePicture]:
    """The frames of a video at the lines' times; the lines are in order of time."""
    if not path.is_file():
        raise RealismError(f"{path} is not there")
    left = iter(wanted)
    line = next(left, None)
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if line is None:
                return
            if frame.time >= line["time"] - SAME_TIME_S:
                image = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
                yield TruePicture(f"{path.name}@{line['time']}", image, line)
                line = next(left, None)
