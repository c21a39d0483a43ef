"""A reference moved under a crop: a camera that was touched is off by a few pixels.

Phase correlation was tried and lost its way as soon as somebody sat in the crop. So the shift is
the one at which the reference's edges find theirs again, and what they do not find (a person, a
chair that was moved) counts no more than an edge that is gone.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image

FARTHEST_PX = 6
"""Cameras that are bumped move by less; what seems to lie there or farther shows another view."""

BETTER = 0.9
"""Of the difference without a shift. Pictures of other places do not get below 0.96."""

EDGES = 0.25
"""Of the pixels: the ones that stand out most from what is round them."""

SCALE = 32.0
WORST = 40.0
"""Where an edge stands out by 32 levels on average, so much difference says that it is gone."""

FAINTEST = 2.0


def moved(reference: Image, by: tuple[int, int]) -> Image:
    """``reference`` (H, W, 3) moved by pixels (right, down); itself where that is nothing."""
    if by == (0, 0):
        return reference
    move = np.array([[1.0, 0.0, by[0]], [0.0, 1.0, by[1]]])
    height, width = reference.shape[:2]
    off = cv2.warpAffine(reference, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return off.astype(np.uint8, copy=False)


def shift(reference: Image, crop: Image) -> tuple[int, int]:
    """Pixels (right, down) by which ``crop`` lies off ``reference``, both (H, W, 3): those that
    make their edges meet; (0, 0) where no small shift stands out.

    Walks to the neighbour that fits better for as long as there is one. Raises ``ValueError`` for
    different shapes. Takes milliseconds: for now and then.
    """
    if reference.shape != crop.shape:
        raise ValueError(f"a reference of {reference.shape} for a crop of {crop.shape}")
    if min(crop.shape[:2]) <= 4 * FARTHEST_PX:
        return 0, 0
    pair = _Pair.of(reference, crop)
    found = {(0, 0): pair.difference(0, 0)}
    at = (0, 0)
    while True:
        near = [(at[0] + x, at[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        for each in near:
            if each not in found and max(abs(each[0]), abs(each[1])) <= FARTHEST_PX:
                found[each] = pair.difference(*each)
        best = min((each for each in near if each in found), key=lambda each: found[each])
        if found[best] >= found[at]:
            break
        at = best
    sure = found[at] <= BETTER * found[0, 0] and max(abs(at[0]), abs(at[1])) < FARTHEST_PX
    return at if sure else (0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two pictures' details in one scale (H, W), and where the first one's edges are."""

    before: NDArray[np.uint8]
    now: NDArray[np.uint8]
    edges: NDArray[np.uint8]

    @classmethod
    def of(cls, reference: Image, crop: Image) -> Self:
        before, edges = _scaled(_detail(reference))
        now, _ = _scaled(_detail(crop))
        return cls(before, now, edges)

    def difference(self, right: int, down: int) -> float:
        """How far the edges are from theirs, 0 to ``WORST``, at a shift."""
        far = FARTHEST_PX
        height, width = self.now.shape
        under = slice(far - down, height - far - down), slice(far - right, width - far - right)
        apart = cv2.absdiff(self.before[under], self.now[far : height - far, far : width - far])
        return cv2.mean(np.minimum(apart, np.uint8(WORST)), self.edges[under])[0]


def _detail(image: Image) -> NDArray[np.float32]:
    """What stands out from its surroundings: the same, but for its strength, in any light."""
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    detail = cv2.subtract(grey, cv2.blur(grey, (9, 9)), dtype=cv2.CV_32F)
    return detail.astype(np.float32, copy=False)


def _scaled(detail: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Centred at 128, with edges ``SCALE`` levels from it on average; and a mask of the edges."""
    strength = np.abs(detail)
    # Every third pixel each way tells the level as well, in a ninth of the time.
    level = max(float(np.quantile(strength[::3, ::3], 1 - EDGES)), FAINTEST)
    edges = (strength >= level).astype(np.uint8)
    mean = max(cv2.mean(strength, edges)[0], FAINTEST)
    scaled = cv2.addWeighted(detail, SCALE / mean, detail, 0.0, 128.0, dtype=cv2.CV_8U)
    return scaled.astype(np.uint8, copy=False), edges
