"""A picture with all that is true of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cameras.frame import Image


@dataclass(frozen=True, slots=True, eq=False)
class TruePicture:
    """A picture (height, width, 3) BGR, where it is from, and its line of `frames.jsonl`."""

    name: str
    image: Image
    line: Mapping[str, Any]
