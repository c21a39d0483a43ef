"""A folder of pictures as a camera: one picture per decision, in the order of their names."""

import re
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from cameras.errors import MissingSource, TruncatedSource
from cameras.frame import Image
from cameras.picture import Picture, ready_picture
from cameras.spec import SourceUrl

SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})


def folder_pictures(source: SourceUrl, fps: float) -> Iterator[Picture]:
    """The folder's pictures, ``1 / fps`` seconds apart from time 0.

    Raises MissingSource for a folder without pictures and TruncatedSource at one that cannot
    be read.
    """
    try:
        paths = sorted(
            (p for p in source.path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file()),
            key=_in_counting_order,
        )
    except OSError:
        raise MissingSource(source, "the folder cannot be listed", "let it be read") from None
    if not paths:
        raise MissingSource(source, "the folder holds no picture", "give one with jpg or png files")
    for index, path in enumerate(paths):
        image = _read(path)
        if image is None:
            raise TruncatedSource(
                source, f"{path.name} cannot be read", "copy it again", len(paths) / fps
            )
        yield ready_picture(index / fps, 1.0 / fps, image)


def _in_counting_order(path: Path) -> tuple[list[tuple[int, str]], str]:
    """Names in order, with ``frame10`` after ``frame9`` where numbers are not padded."""
    parts = re.split(r"(\d+)", path.name)
    return [(int(p), "") if p.isdigit() else (-1, p) for p in parts], path.name


def _read(path: Path) -> Image | None:
    try:
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if image is None else np.asarray(image, dtype=np.uint8)
