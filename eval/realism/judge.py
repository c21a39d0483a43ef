"""What a detector finds of what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vision.boxes import Boxes, iou_matrix
from vision.detections import Detections
from vision.detector import CHAIR, PERSON

LEAST_VISIBILITY = 0.4
LEAST_HEIGHT_PX = 40.0
SAME_IOU = 0.5
# Of a detection, on somebody who is there, however little is seen of them: no false person.
ON_SOMEBODY = 0.5

Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """Of `there` visible ones, `found`; `or_full` also counts those whose whole figure fits, as if
    nothing stood before it."""

    there: int = 0
    found: int = 0
    or_full: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.there + other.there, self.found + other.found, self.or_full + other.or_full
        )

    @property
    def share(self) -> float:
        """The share that is found; nothing there, nothing missed."""
        return self.found / self.there if self.there else 1.0

    @property
    def share_or_full(self) -> float:
        """The same, with the boxes of whole figures."""
        return self.or_full / self.there if self.there else 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a detector made of some pictures; `free_chairs` are those that nobody sits on."""

    frames: int = 0
    persons: Count = Count()
    chairs: Count = Count()
    free_chairs: Count = Count()
    false_persons: int = 0

    def __add__(self, other: "Judgement") -> "Judgement":
        return Judgement(
            self.frames + other.frames,
            self.persons + other.persons,
            self.chairs + other.chairs,
            self.free_chairs + other.free_chairs,
            self.false_persons + other.false_persons,
        )


def judge(line: Thing, found: Detections, size: tuple[int, int]) -> Judgement:
    """What the detections of a picture of `size` (width, height) make of its line of truth.

    A visible one is found if a detection of its class has an IoU of `SAME_IOU` with the box of its
    visible pixels; each detection finds one at most.
    """
    scale = np.array([*size, *size], np.float32)
    persons = found.boxes[found.classes == PERSON] * scale
    chairs = found.boxes[found.classes == CHAIR] * scale
    objects = [thing for thing in line.get("objects", ()) if thing["kind"] == "chair"]
    return Judgement(
        1,
        _count(line["people"], persons),
        _count(objects, chairs),
        _count([thing for thing in objects if thing.get("held_by") is None], chairs),
        int(_strays(line["people"], persons).sum()),
    )


def is_visible(thing: Thing) -> bool:
    """Whether enough of a person or chair is seen that it should be found."""
    height = float(thing["box"][3] - thing["box"][1])
    return thing["visibility"] > LEAST_VISIBILITY and height > LEAST_HEIGHT_PX


def _count(things: Sequence[Thing], found: Boxes) -> Count:
    seen = [thing for thing in things if is_visible(thing)]
    if not seen:
        return Count()
    visible = iou_matrix(_boxes(seen, "box"), found)
    either = np.maximum(visible, iou_matrix(_boxes(seen, "full"), found))
    return Count(len(seen), _matched(visible), _matched(either))


def _matched(overlap: NDArray[np.float32]) -> int:
    """How many rows find a column of their own, the best pairs first."""
    overlap, count = overlap.copy(), 0
    while overlap.size and overlap.max() >= SAME_IOU:
        row, column = np.unravel_index(int(overlap.argmax()), overlap.shape)
        overlap[row], overlap[:, column] = 0.0, 0.0
        count += 1
    return count


def _strays(people: Sequence[Thing], found: Boxes) -> NDArray[np.bool_]:
    """Which detections (n,) lie on nobody."""
    if not people or not len(found):
        return np.ones(len(found), bool)
    there = _boxes(people, "full")
    low = np.maximum(found[:, None, :2], there[None, :, :2])
    high = np.minimum(found[:, None, 2:], there[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    own = np.prod(found[:, 2:] - found[:, :2], axis=1)
    strays: NDArray[np.bool_] = (shared / np.maximum(own, 1e-6)[:, None]).max(axis=1) < ON_SOMEBODY
    return strays


def _boxes(things: Sequence[Thing], key: str) -> Boxes:
    """Boxes (n, 4); older truth has no whole figures."""
    boxes = [thing.get(key, thing["box"]) for thing in things]
    return np.asarray(boxes, np.float32).reshape(-1, 4)
