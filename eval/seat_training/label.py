"""What the label of a seat's crop says, and which answers a network is to give to it.

One format for the simulator, which knows everything, and for a site's own labels, which answer
what somebody looked at: docs/seat-network.md.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from vision.seat_look import CHOICES, COLUMNS, FLAGS, WIDTH

LEAST_PIXELS = 8
"""A thing of which less is seen cannot be asked for, nor its absence."""

LEAST_IN_SIGHT = 0.15
"""A seat of which less is seen says nothing of its sitter."""

MOST_CHAIR_M = 2.0
MOST_GAZE = 2.0
UNASKED = np.nan

KINDS = {
    "phone": ("phone",),
    "food": ("burger", "noodles", "fruit", "snacks"),
    "drink": ("cup", "bottle"),
}
"""The things of the simulator by which each question on a thing is answered."""

Polygon = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]
Answers = NDArray[np.float32]


class SamplesError(Exception):
    """Crops that cannot be learnt from; the text says which and why."""


class SeatLabel(BaseModel):
    """A line of `labels.jsonl`. Polygons are in pixels of the crop; what is None is not asked."""

    # The simulator says more than is learnt, and may say still more one day.
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    crop: str
    room: str = Field(validation_alias=AliasChoices("room", "camera"))
    reference: str | None = None
    seated: Polygon = ()
    desk: Polygon = ()
    chair_home: Polygon = ()
    rect: tuple[float, float, float, float] | None = None
    posture: str | None = None
    chair: str | None = None
    phone: str | None = None
    food: str | None = None
    drink: str | None = None
    facing: str | None = None
    hand_raised: bool | None = None
    feet_on_desk: bool | None = None
    lying_down: bool | None = None
    beside: str | None = None
    gaze: tuple[float, float] | None = None
    chair_cm: float | None = Field(None, ge=0)
    in_sight: float | None = Field(None, ge=0, le=1)
    person_in_sight: float | None = Field(None, ge=0, le=1)
    pixels: dict[str, NonNegativeInt] | None = None
    things: dict[str, tuple[Box, ...]] | None = None

    @field_validator(*CHOICES)
    @classmethod
    def _is_an_answer(cls, word: str | None, info: ValidationInfo) -> str | None:
        words = CHOICES[str(info.field_name)]
        if word is not None and word not in words:
            raise ValueError(f"{word!r} is no answer; known are {', '.join(words)}")
        return word

    @property
    def is_there(self) -> bool:
        """Whether the seat's owner is at it."""
        return self.posture not in (None, "none")

    @property
    def is_in_sight(self) -> bool:
        """Whether the picture shows what its sitter does. Who labels by eye says nothing of it,
        and saw what they speak of."""
        return _enough(self.in_sight) or (self.is_there and _enough(self.person_in_sight))


def read_labels(folder: Path) -> Iterator[SeatLabel]:
    """The labels of a folder. Raises `SamplesError` for the first line that is none."""
    path = folder / "labels.jsonl"
    if not path.is_file():
        raise SamplesError(f"{path}: not there; make it with `floorwatch sim crops`")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            label = SeatLabel.model_validate_json(line)
        except ValidationError as fault:
            first = fault.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the line"
            raise SamplesError(f"{path}, line {number}: {place}: {first['msg']}") from fault
        if np.isnan(answers_of(label)).all():
            raise SamplesError(
                f"{path}, line {number}: answers nothing; say one of {', '.join(COLUMNS)}"
            )
        yield label


def answers_of(label: SeatLabel) -> Answers:
    """The wanted output (WIDTH,) of a label: one-hot for choices, 0 or 1 for flags, numbers for
    values, NaN where the label does not say it or the picture cannot show it."""
    wanted = np.full(WIDTH, UNASKED, np.float32)
    if label.is_in_sight:
        _ask_of_the_sitter(wanted, label)
    _choose(wanted, "chair", label.chair)
    if label.chair in ("in", "out", "turned") and label.chair_cm is not None:
        wanted[COLUMNS["chair_m"]] = min(label.chair_cm / 100, MOST_CHAIR_M)
    for question, word in (("phone", label.phone), ("food", label.food), ("drink", label.drink)):
        if _can_be_told(label, question, word):
            _choose(wanted, question, word)
    if label.in_sight is not None:
        wanted[COLUMNS["in_sight"]] = label.in_sight
    return wanted


def _ask_of_the_sitter(wanted: Answers, label: SeatLabel) -> None:
    _choose(wanted, "posture", label.posture)
    _choose(wanted, "facing", label.facing)
    beside = None if label.beside is None else label.beside != "none"
    said = (label.hand_raised, label.feet_on_desk, label.lying_down, beside)
    for flag, answer in zip(FLAGS, said, strict=True):
        if answer is not None:
            wanted[COLUMNS[flag]] = float(answer)
    if label.is_there and label.gaze is not None and label.rect is not None:
        wanted[COLUMNS["gaze_x"]], wanted[COLUMNS["gaze_y"]] = _stretched(label.gaze, label.rect)


def _can_be_told(label: SeatLabel, question: str, word: str | None) -> bool:
    """Whether the picture shows the word: the simulator also knows of things that are hidden."""
    if word == "none" or label.pixels is None:
        return True
    if word == "ear" and label.is_in_sight:
        return True  # the arm says so
    return sum(label.pixels.get(kind, 0) for kind in KINDS[question]) >= LEAST_PIXELS


def _choose(wanted: Answers, question: str, word: str | None) -> None:
    if word is not None:
        part = wanted[COLUMNS[question]]
        part[:] = 0.0
        part[CHOICES[question].index(word)] = 1.0


def _enough(share: float | None) -> bool:
    return share is None or share >= LEAST_IN_SIGHT


def _stretched(
    gaze: tuple[float, float], rect: tuple[float, float, float, float]
) -> tuple[float, float]:
    """A direction in the picture as a direction in the network's square."""
    left, top, right, bottom = rect
    width, height = right - left, bottom - top
    mean = (width * height) ** 0.5
    x, y = np.clip((gaze[0] * mean / width, gaze[1] * mean / height), -MOST_GAZE, MOST_GAZE)
    return float(x), float(y)
