"""Crops of seats that are told apart at a glance: a pale one is empty, a dark one is taken."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

SHAPE = (80, 60)
SEAT = [[10, 30], [50, 30], [50, 75], [10, 75]]


def write_crops(folder: Path, rooms: Iterable[str], each: int = 8) -> Path:
    """Labelled crops: in each room as many pale ones as dark ones, all beside a pale reference."""
    folder.mkdir()
    picture(folder / "tidy.png", 200)
    lines: list[dict[str, Any]] = []
    for room in rooms:
        for number in range(each):
            taken = number % 2 == 1
            name = f"{room}-{number}.png"
            # A phone that goes from place to place, so that it must be looked for.
            box = (8 + 5 * number, 20 + 5 * number, 14 + 5 * number, 26 + 5 * number)
            phone = box if number % 4 == 1 else None
            picture(folder / name, 40 if taken else 200, seed=number + 1, phone=phone)
            lines.append(
                {
                    "crop": name,
                    "reference": "tidy.png",
                    "room": room,
                    "seated": SEAT,
                    "posture": "seated" if taken else "none",
                    "chair": "occupied" if taken else "in",
                    "hand_raised": taken,
                    "phone": "none" if phone is None else "hand",
                    "things": {} if phone is None else {"phone": [box]},
                }
            )
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "labels.jsonl").write_text(text, "utf-8")
    return folder


def picture(
    path: Path, level: int, seed: int = 0, phone: tuple[int, int, int, int] | None = None
) -> None:
    """A picture of one level with a little noise, and a phone that is a red square."""
    noise = np.random.default_rng(seed).integers(-8, 9, (*SHAPE, 3))
    drawn = (level + noise).astype(np.uint8)
    if phone is not None:
        left, top, right, bottom = phone
        drawn[top:bottom, left:right] = (20, 20, 230)
    cv2.imwrite(str(path), drawn)
