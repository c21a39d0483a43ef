"""A contact sheet of training frames with their labels drawn, for a person to check.

It reads the files that training reads, so that what is wrong in them shows.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from eval.sim.frames.classes import NAMES
from eval.sim.frames.folder import FramesError, write

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

FRAME_WIDE_PX, FRAME_COLUMNS = 800, 3
CROP_PX, CROP_COLUMNS, LINE_PX = 240, 10, 15
BONES = (
    *((5, 7), (7, 9), (6, 8), (8, 10), (5, 6), (5, 11), (6, 12), (11, 12)),
    *((11, 13), (13, 15), (12, 14), (14, 16), (0, 1), (0, 2), (1, 3), (2, 4)),
)
USUAL: dict[str, Any] = {
    "hand_raised": False,
    "scratching": False,
    "lying_down": False,
    "feet_on_desk": False,
    "phone": "none",
    "food": "none",
    "drink": "none",
    "facing": "ahead",
    "beside": "none",
}


def write_sheet(folder: Path, file: Path, frames: int = 12, crops: int = 40) -> None:
    """Write a picture of some frames and crops of a folder, evenly spread, as PNG.

    Raises `FramesError` where the folder holds no finished frames.
    """
    try:
        images = [line["image"] for line in _lines(folder / "frames.jsonl")]
        labels = _lines(folder / "labels.jsonl")
    except FileNotFoundError as fault:
        raise FramesError(f"{fault.filename} is not there: no finished frames") from fault
    parts = [_grid([_frame(folder, image) for image in _some(images, frames)], FRAME_COLUMNS)]
    if labels:
        parts.append(_grid([_crop(folder, label) for label in _some(labels, crops)], CROP_COLUMNS))
    wide = max(part.shape[1] for part in parts)
    sheet = np.vstack([np.pad(p, ((0, 8), (0, wide - p.shape[1]), (0, 0))) for p in parts])
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, cv2.imencode(".png", sheet)[1].tobytes())


def _frame(folder: Path, image: str) -> Picture:
    """A frame, its boxes in their classes' colours, its keypoints filled where they are seen."""
    picture = _read(folder / image)
    scale = FRAME_WIDE_PX / picture.shape[1]
    size = (FRAME_WIDE_PX, round(picture.shape[0] * scale))
    picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    text = Path(image.replace("images/", "labels/", 1)).with_suffix(".txt")
    for numbers in _numbers(folder / text):
        box = _corners(numbers[1:5], size)
        colour = _colour(int(numbers[0]))
        cv2.rectangle(picture, box[:2], box[2:], colour, 1)
        if int(numbers[0]):
            _say(picture, NAMES[int(numbers[0])], (box[0] + 1, box[1] + 9), colour, 0.32)
    for numbers in _numbers(folder / "pose" / text):
        points = np.array(numbers[5:]).reshape(-1, 3)
        pixels = np.round(points[:, :2] * size).astype(int)
        for first, second in BONES:
            if points[first, 2] and points[second, 2]:
                cv2.line(picture, _at(pixels[first]), _at(pixels[second]), (90, 200, 255), 1)
        for pixel, (_, _, flag) in zip(pixels, points, strict=True):
            if flag:
                cv2.circle(picture, _at(pixel), 2, (60, 60, 255), -1 if flag == 2 else 1)
    _say(picture, Path(image).stem, (4, size[1] - 5), (255, 255, 255), 0.4)
    return picture


def _crop(folder: Path, label: dict[str, Any]) -> Picture:
    """A seat's crop with its seat, desk and chair outlines, and below it what its label says
    beyond the usual."""
    picture = _read(folder / label["crop"])
    for name, colour in (
        ("seated", (80, 220, 80)),
        ("desk", (220, 180, 60)),
        ("chair_home", (80, 160, 255)),
    ):
        outline = np.round(np.array(label[name]).reshape(-1, 1, 2)).astype(np.int32)
        if len(outline):
            cv2.polylines(picture, [outline], True, colour, 1)
    scale = CROP_PX / max(picture.shape[:2])
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale), np.uint8)
    card = np.zeros((CROP_PX + 5 * LINE_PX, CROP_PX, 3), np.uint8)
    card[: small.shape[0], : small.shape[1]] = small[:CROP_PX, :CROP_PX]
    said = [
        f"{name}: {label[name]}"
        for name, usual in USUAL.items()
        if label[name] not in (usual, "none")
    ]
    lines = [
        f"{label['frame']:06} {label['seat']} {label['in_sight']:.2f}",
        f"{label['posture']}, chair {label['chair']} {label['chair_cm']} cm",
        *said,
    ]
    for number, line in enumerate(lines[:5]):
        _say(card, line, (3, CROP_PX + LINE_PX * (number + 1) - 3), (230, 230, 230), 0.4)
    return card


def _grid(pictures: Sequence[Picture], columns: int) -> Picture:
    high, wide = max(p.shape[0] for p in pictures), max(p.shape[1] for p in pictures)
    cards = [
        np.pad(p, ((0, high - p.shape[0] + 4), (0, wide - p.shape[1] + 4), (0, 0)))
        for p in pictures
    ]
    cards += [np.zeros_like(cards[0])] * (-len(cards) % columns)
    rows = [np.hstack(cards[at : at + columns]) for at in range(0, len(cards), columns)]
    return np.asarray(np.vstack(rows), np.uint8)


def _some(things: Sequence[Any], most: int) -> list[Any]:
    places = np.linspace(0, len(things) - 1, min(most, len(things))).round().astype(int)
    return [things[place] for place in places]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _numbers(path: Path) -> list[list[float]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[float(part) for part in line.split()] for line in lines]


def _read(path: Path) -> Picture:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise FramesError(f"{path} is not there, or is no picture")
    return np.asarray(picture, np.uint8)


def _corners(box: Sequence[float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    x, y, wide, high = box
    return (
        round((x - wide / 2) * size[0]),
        round((y - high / 2) * size[1]),
        round((x + wide / 2) * size[0]),
        round((y + high / 2) * size[1]),
    )


def _colour(number: int) -> Colour:
    """A bright colour of a class's own."""
    hue = np.array([[[(number * 47 + 60) % 180, 190, 255]]], np.uint8)
    blue, green, red = cv2.cvtColor(hue, cv2.COLOR_HSV2BGR)[0, 0]
    return int(blue), int(green), int(red)


def _at(pixel: NDArray[np.int64]) -> tuple[int, int]:
    return int(pixel[0]), int(pixel[1])


def _say(picture: Picture, text: str, at: tuple[int, int], colour: Colour, size: float) -> None:
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, (0, 0, 0), 2, cv2.LINE_AA)
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, colour, 1, cv2.LINE_AA)
