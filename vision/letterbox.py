"""Pictures of many sizes into one batch tensor of one shape."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image

PAD = 114
"""The grey that YOLO networks were trained with."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a picture lies in its letterbox: scale, offset and size, in input pixels."""

    scale: float
    left: int
    top: int
    width: int
    height: int


def input_shape(
    sizes: Sequence[tuple[int, int]], long_side: int = 640, stride: int = 32
) -> tuple[int, int]:
    """The (height, width) that holds every (width, height) of ``sizes`` with the least padding.

    One shape for a site: memory of the runtime grows with every new shape it meets.
    """
    if not sizes:
        raise ValueError("a site needs at least one camera")
    tallest = max(height / width for width, height in sizes)
    widest = max(width / height for width, height in sizes)
    height = long_side if tallest >= 1 else round_up(long_side * tallest, stride)
    width = long_side if widest >= 1 else round_up(long_side * widest, stride)
    return height, width


def round_up(value: float, stride: int) -> int:
    """The least multiple of ``stride`` that is not below ``value``."""
    return int(-(-value // stride) * stride)


def place(size: tuple[int, int], shape: tuple[int, int]) -> Placement:
    """How a (width, height) picture fits into a (height, width) letterbox, centred."""
    width, height = size
    scale = min(shape[1] / width, shape[0] / height)
    fitted_width, fitted_height = round(width * scale), round(height * scale)
    return Placement(
        scale=scale,
        left=(shape[1] - fitted_width) // 2,
        top=(shape[0] - fitted_height) // 2,
        width=fitted_width,
        height=fitted_height,
    )


def letterbox_batch(
    images: Sequence[Image], shape: tuple[int, int]
) -> tuple[NDArray[np.float32], list[Placement]]:
    """(B, 3, height, width) float32 RGB 0..1 with 114 around each picture, and the placements."""
    canvas = np.full((len(images), *shape, 3), PAD, np.uint8)
    placements = []
    for slot, image in zip(canvas, images, strict=True):
        at = place((image.shape[1], image.shape[0]), shape)
        slot[at.top : at.top + at.height, at.left : at.left + at.width] = cv2.resize(
            image, (at.width, at.height), interpolation=cv2.INTER_LINEAR
        )
        placements.append(at)
    batch = np.ascontiguousarray(canvas[..., ::-1].transpose(0, 3, 1, 2), dtype=np.float32)
    batch /= 255.0
    return batch, placements
