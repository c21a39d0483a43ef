"""Pictures with what is there and what was found, for a person to look at."""

from collections.abc import Sequence

import cv2
import numpy as np

from cameras.frame import Image
from eval.realism.judge import is_visible
from eval.realism.true_picture import TruePicture
from vision.detections import Detections
from vision.detector import CHAIR, PERSON

WIDE_PX = 960
COLUMNS = 3
THERE = {"person": (80, 220, 80), "chair": (220, 180, 60)}
FOUND = {PERSON: (40, 40, 240), CHAIR: (40, 160, 255)}


def shown(pictures: Sequence[tuple[TruePicture, Detections]]) -> Image:
    """One picture of all: what is visible and there in green and blue, what was found in red and
    orange with its score."""
    drawn = [_drawn(picture, found) for picture, found in pictures]
    high = max(each.shape[0] for each in drawn)
    drawn = [np.pad(each, ((0, high - each.shape[0]), (0, 0), (0, 0))) for each in drawn]
    drawn += [np.zeros_like(drawn[0])] * (-len(drawn) % COLUMNS)
    rows = [np.hstack(drawn[at : at + COLUMNS]) for at in range(0, len(drawn), COLUMNS)]
    return np.asarray(np.vstack(rows), np.uint8)


def _drawn(picture: TruePicture, found: Detections) -> Image:
    image = picture.image.copy()
    things = [("person", person) for person in picture.line["people"]]
    things += [("chair", t) for t in picture.line.get("objects", ()) if t["kind"] == "chair"]
    for kind, thing in things:
        if is_visible(thing):
            _box(image, thing["box"], THERE[kind], "")
    scale = np.array([image.shape[1], image.shape[0]] * 2)
    for box, score, number in zip(found.boxes, found.scores, found.classes, strict=True):
        if int(number) in FOUND:
            _box(image, box * scale, FOUND[int(number)], f"{score:.2f}")
    high = round(image.shape[0] * WIDE_PX / image.shape[1])
    return np.asarray(cv2.resize(image, (WIDE_PX, high)), np.uint8)


def _box(image: Image, box: Sequence[float], colour: tuple[int, int, int], text: str) -> None:
    x0, y0, x1, y1 = (round(float(part)) for part in box)
    cv2.rectangle(image, (x0, y0), (x1, y1), colour, 2)
    if text:
        cv2.putText(image, text, (x0 + 2, y0 + 14), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1)
