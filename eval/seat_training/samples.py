"""Labelled seat crops as arrays: read once, stretched a little larger than the network's input."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.seat_crop import Rect, crop_rect
from vision.seat_input import CHANNELS, NO_REFERENCE, SIDE, SeatWindow, squared
from vision.seat_look import CHOICES, COLUMNS, WIDTH

ROOM = 12
"""Pixels on each side by which samples are larger than the input, so that it can be moved."""

STORED = SIDE + 2 * ROOM
LEAST_PIXELS = 8
"""A thing of which less is seen cannot be asked for, nor its absence."""

LEAST_IN_SIGHT = 0.15
"""A seat of which less is seen says nothing of its sitter."""

CHAIR_SCALE_M = 1.0
UNASKED = np.nan

Label = Mapping[str, Any]


class SamplesError(Exception):
    """A folder of crops that cannot be learnt from; the text says which and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """N seats: `pictures` (N, CHANNELS, STORED, STORED) bytes, `answers` (N, WIDTH) one-hot for
    choices, 0 or 1 for flags, numbers for values, NaN where nobody can know; `rooms` (N,) names
    of the rooms that they are of, by which they are held out."""

    pictures: NDArray[np.uint8]
    answers: NDArray[np.float32]
    rooms: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.rooms)


def read_samples(folders: Sequence[Path]) -> Samples:
    """All crops of folders of `sim frames`, `sim crops` or exported labels.

    Raises `SamplesError` for a folder without labels, or one of whose crops cannot be read.
    """
    jobs = [(folder, label) for folder in folders for label in _labels(folder)]
    if not jobs:
        raise SamplesError(f"{', '.join(map(str, folders))}: no labelled crops")
    pictures = np.zeros((len(jobs), CHANNELS, STORED, STORED), np.uint8)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda job: _load(pictures[job[0]], *job[1]), enumerate(jobs)))
    answers = np.stack([answers_of(label) for _, label in jobs])
    rooms = np.array([f"{folder.name}/{label['room']}" for folder, label in jobs])
    return Samples(pictures, answers, rooms)


def _labels(folder: Path) -> Iterator[Label]:
    path = folder / "labels.jsonl"
    if not path.is_file():
        raise SamplesError(f"{path}: not there; make it with `floorwatch sim crops`")
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _load(into: NDArray[np.uint8], folder: Path, label: Label) -> None:
    crop = _picture(folder / label["crop"])
    polygons = {
        name: np.array(label[name], float).reshape(-1, 2)
        for name in ("seated", "desk", "chair_home")
    }
    rect = _window(polygons, crop)
    window = SeatWindow.of(rect, polygons["seated"], polygons["desk"], STORED)
    into[:3] = squared(window.crop(crop), STORED)
    into[3:6] = NO_REFERENCE
    if label.get("reference"):
        into[3:6] = squared(window.crop(_picture(folder / label["reference"])), STORED)
    into[6:] = window.masks


def _window(polygons: Mapping[str, NDArray[np.float64]], crop: NDArray[np.uint8]) -> Rect:
    """The rectangle that the product would choose, within the crop as it was kept."""
    size = (crop.shape[1], crop.shape[0])
    others = (polygons["desk"], polygons["chair_home"])
    return crop_rect(polygons["seated"], others, size) or (0, 0, *size)


def _picture(path: Path) -> NDArray[np.uint8]:
    picture = cv2.imread(str(path))
    if picture is None:
        raise SamplesError(f"{path}: not a picture")
    return np.asarray(picture, np.uint8)


def answers_of(label: Label) -> NDArray[np.float32]:
    """The wanted output (WIDTH,) of a label, NaN where the picture cannot show it."""
    wanted = np.full(WIDTH, UNASKED, np.float32)
    in_sight, there = label["in_sight"] >= LEAST_IN_SIGHT, label["posture"] != "none"
    seen = in_sight or (there and label["person_in_sight"] >= LEAST_IN_SIGHT)
    pixels = label.get("pixels", {})
    if seen:
        _choose(wanted, "posture", label["posture"])
        _choose(wanted, "facing", label["facing"])
        for flag in ("hand_raised", "feet_on_desk", "lying_down"):
            wanted[COLUMNS[flag]] = float(label[flag])
        wanted[COLUMNS["beside"]] = float(label["beside"] != "none")
        gaze = label.get("gaze")
        if there and gaze is not None:
            wanted[COLUMNS["gaze_x"]], wanted[COLUMNS["gaze_y"]] = _stretched(gaze, label)
    _choose(wanted, "chair", label["chair"])
    if label["chair"] in ("in", "out", "turned"):
        wanted[COLUMNS["chair_m"]] = min(label["chair_cm"] / 100, 2.0) / CHAIR_SCALE_M
    for question, kinds in KINDS.items():
        word = label[question]
        if word == "none" or sum(pixels.get(kind, 0) for kind in kinds) >= LEAST_PIXELS:
            _choose(wanted, question, word)
        elif word == "ear" and seen:
            _choose(wanted, question, word)  # the arm says so
    wanted[COLUMNS["in_sight"]] = label["in_sight"]
    return wanted


KINDS = {
    "phone": ("phone",),
    "food": ("burger", "noodles", "fruit", "snacks"),
    "drink": ("cup", "bottle"),
}


def _choose(wanted: NDArray[np.float32], question: str, word: str) -> None:
    part = wanted[COLUMNS[question]]
    part[:] = 0.0
    part[CHOICES[question].index(word)] = 1.0


def _stretched(gaze: Sequence[float], label: Label) -> tuple[float, float]:
    left, top, right, bottom = label["rect"]
    width, height = right - left, bottom - top
    mean = (width * height) ** 0.5
    return (
        float(np.clip(gaze[0] * mean / width, -2, 2)),
        float(np.clip(gaze[1] * mean / height, -2, 2)),
    )


def asked(answers: NDArray[np.float32]) -> dict[str, NDArray[np.bool_]]:
    """Of each question, which of the samples (N,) have an answer."""
    return {
        name: np.asarray(~np.isnan(answers[:, place]).any(axis=1), bool)
        for name, place in COLUMNS.items()
    }
