"""The allow-list of networks, and the check that a file is the one it says it is."""

import hashlib
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError, model_validator

from models.classes import COCO, sorts_people

PACKAGE = Path(__file__).parent
NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
"""A network's name is the name of its file as well."""


class ModelError(Exception):
    """A network that must not run, or cannot; the message says which, why and what is right."""


class Purpose(StrEnum):
    """What a network may be for. There is no value for faces, identities or emotions."""

    DETECTION = "detection"
    POSE = "pose"
    SEAT_STATE = "seat_state"
    SEAT_DETAIL = "seat_detail"

    @property
    def is_of_seats(self) -> bool:
        """Whether it looks at crops of seats, and not at whole pictures."""
        return self in (Purpose.SEAT_STATE, Purpose.SEAT_DETAIL)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(StrEnum):
    """How a network's answer is laid out, for A anchors or up to N things a picture."""

    RAW = "raw"
    """(B, 4 + C, A): centre x, centre y, width, height in input pixels, C scores."""
    RAW_POSE = "raw-pose"
    """(B, 4 + C + 51, A): as above, then 17 keypoints of x, y, visibility."""
    END_TO_END = "end-to-end"
    """(B, N, 6): x0, y0, x1, y1 in input pixels, score, class; nothing is there twice."""
    END_TO_END_POSE = "end-to-end-pose"
    """(B, N, 6 + 51): as above, then 17 keypoints."""
    HEADS = "heads"
    """What a seat-state network answers: its heads side by side."""

    @property
    def has_keypoints(self) -> bool:
        """Whether people come with 17 keypoints."""
        return self in (Output.RAW_POSE, Output.END_TO_END_POSE)


class InputSpec(_Strict):
    """How pictures are prepared for a network that looks at whole pictures.

    ``size`` is the (height, width) it was made for, and the only one it takes where ``fixed``.
    ``batch`` is the number of pictures that a run takes, where it takes no other.
    """

    layout: Literal["NCHW"]
    colour: Literal["RGB"]
    range: tuple[Literal[0], Literal[1]]
    letterbox: Literal[114]
    stride: Literal[32, 64]
    size: tuple[PositiveInt, PositiveInt]
    fixed: bool = False
    batch: PositiveInt | None = None


class SeatInput(_Strict):
    """How the crop of a seat is prepared for a seat-state network: no letterbox, more channels."""

    layout: Literal["NCHW"]
    channels: PositiveInt
    size: tuple[PositiveInt, PositiveInt]
    batch: PositiveInt | None = None


class Score(_Strict):
    """A measured figure, and how it was measured."""

    value: float
    how: str


Heads = dict[str, tuple[str, ...]]
"""What a seat-state network tells: the answers of each head, by its name."""


class ManifestEntry(_Strict):
    """One network of the allow-list."""

    name: str = Field(pattern=NAME)
    file: Path
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    licence: str
    purpose: Purpose
    classes: Literal["coco-80", "person"] | tuple[str, ...] | Heads
    output: Output
    input: InputSpec | SeatInput
    scores: dict[str, Score] = {}
    made_from: str = ""
    added: date | None = None
    card: Path | None = None

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of what is found, in the network's order; of a seat-state network its heads."""
        if self.classes == "coco-80":
            return COCO
        if self.classes == "person":
            return ("person",)
        return tuple(self.classes)

    @model_validator(mode="after")
    def _is_one_of_a_kind(self) -> Self:
        of_seats = self.purpose.is_of_seats
        if of_seats != isinstance(self.input, SeatInput):
            raise ValueError(f"a {self.purpose.value} network has another kind of input")
        if of_seats != isinstance(self.classes, dict) or of_seats != (self.output is Output.HEADS):
            raise ValueError("heads belong to a network that looks at seats, and to no other")
        if self.purpose is Purpose.POSE and not self.output.has_keypoints:
            raise ValueError(f"a pose network has keypoints, output {self.output.value!r} has none")
        for name in self.class_names:
            if sorts_people(name):
                raise ValueError(f"class {name!r} sorts people: never accepted")
        return self


class Manifest(_Strict):
    """All networks that may run."""

    version: Literal[1]
    networks: tuple[ManifestEntry, ...]

    def entry(self, name: str) -> ManifestEntry:
        """The network called ``name``. Raises ``ModelError`` where it is not on the list."""
        for entry in self.networks:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.networks)
        raise ModelError(f"network {name!r} is not on the allow-list; it holds: {known}")


def load_manifest(path: Path = PACKAGE / "manifest.yaml") -> Manifest:
    """Read a manifest. Raises ``ModelError`` where it is missing or malformed."""
    try:
        return Manifest.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except FileNotFoundError:
        raise ModelError(f"{path}: no model manifest there") from None
    except (yaml.YAMLError, ValidationError) as error:
        raise ModelError(f"{path}: not a model manifest: {error}") from error


def verified_bytes(entry: ManifestEntry, root: Path = PACKAGE) -> bytes:
    """The file's bytes, once its SHA-256 is the one in the manifest.

    The bytes that were checked are the bytes that run: nobody can swap the file in between.
    Raises ``ModelError`` where the file is missing or another.
    """
    path = root / entry.file
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelError(f"{path}: the weights of {entry.name!r} are missing") from None
    found = hashlib.sha256(data).hexdigest()
    if found != entry.sha256:
        raise ModelError(
            f"{path}: SHA-256 is {found}, but the manifest says {entry.sha256}; "
            f"restore the file, or import the new network under a name of its own"
        )
    return data
