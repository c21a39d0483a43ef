"""Labelled seat crops as arrays: read once, stretched a little larger than the network's input."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from eval.seat_training.label import SamplesError, SeatLabel, answers_of, read_labels
from eval.seat_training.spots import Boxes, boxes_of
from vision.seat_crop import crop_rect
from vision.seat_input import Scale, masks_of, squared
from vision.seat_look import COLUMNS

ROOM = 12
"""Pixels on each side by which samples are larger than the input, so that it can be moved."""

NOW, MASKS, REFERENCE = slice(0, 3), slice(3, 5), slice(5, 8)
"""Channels of a stored picture: BGR now, masks of seat and desk, BGR of the reference."""


def stored_side(scale: Scale) -> int:
    """Width and height of stored pictures."""
    return scale.side + 2 * ROOM


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """N seats: `pictures` (N, 8 or 5, stored side, stored side) bytes: BGR now, masks of seat and
    desk, and where it is to be compared with BGR of the reference, black where there is none;
    `answers` (N, WIDTH) one-hot for
    choices, 0 or 1 for flags, numbers for values, NaN where nobody can know; `boxes` (N, THINGS,
    MOST, 4) of things in pixels of the stored picture, NaN where there is none; `rooms` (N,) names
    of the rooms that they are of, by which they are held out."""

    pictures: NDArray[np.uint8]
    answers: NDArray[np.float32]
    boxes: Boxes
    rooms: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.rooms)


def read_samples(folders: Sequence[Path], scale: Scale, compares: bool = True) -> Samples:
    """All crops of folders of `sim frames`, `sim crops` or exported labels, for a scale; with
    their references where something ``compares`` with them.

    Raises `SamplesError` for a folder without labels, or one of whose crops cannot be read.
    """
    jobs = [(folder, label) for folder in folders for label in read_labels(folder)]
    if not jobs:
        raise SamplesError(f"{', '.join(map(str, folders))}: no labelled crops")
    side = stored_side(scale)
    pictures = np.zeros((len(jobs), 8 if compares else 5, side, side), np.uint8)
    with ThreadPoolExecutor() as pool:
        boxes = list(pool.map(lambda job: _load(pictures[job[0]], *job[1]), enumerate(jobs)))
    answers = np.stack([answers_of(label) for _, label in jobs])
    rooms = np.array([f"{folder.name}/{label.room}" for folder, label in jobs])
    return Samples(pictures, answers, np.stack(boxes), rooms)


def _load(into: NDArray[np.uint8], folder: Path, label: SeatLabel) -> Boxes:
    """Fills in the picture; returns the boxes of its things."""
    crop = _picture(folder / label.crop)
    seated, desk, home = (
        np.array(polygon, float).reshape(-1, 2)
        for polygon in (label.seated, label.desk, label.chair_home)
    )
    size = (crop.shape[1], crop.shape[0])
    # The rectangle that the product would choose, within the crop as it was kept.
    rect = crop_rect(seated, (desk, home), size) or (0, 0, *size)
    left, top, right, bottom = rect
    part = (slice(top, bottom), slice(left, right))
    side = into.shape[-1]
    into[NOW] = squared(crop[part], side)
    into[MASKS] = masks_of(rect, seated, desk, side)
    if label.reference is not None and len(into) > MASKS.stop:
        tidy = _picture(folder / label.reference)
        if tidy.shape != crop.shape:
            raise SamplesError(
                f"{folder / label.reference}: is {_size(tidy)}, but {label.crop} is {_size(crop)}; "
                "both must show the same part of the picture"
            )
        into[REFERENCE] = squared(tidy[part], side)
    return boxes_of(label.things, rect, side)


def _picture(path: Path) -> NDArray[np.uint8]:
    picture = cv2.imread(str(path))
    if picture is None:
        raise SamplesError(f"{path}: not a picture")
    return np.asarray(picture, np.uint8)


def _size(picture: NDArray[np.uint8]) -> str:
    return f"{picture.shape[1]}x{picture.shape[0]}"


def asked(answers: NDArray[np.float32]) -> dict[str, NDArray[np.bool_]]:
    """Of each question, which of the samples (N,) have an answer."""
    return {
        name: np.asarray(~np.isnan(answers[:, place]).any(axis=1), bool)
        for name, place in COLUMNS.items()
    }
