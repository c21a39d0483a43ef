"""What moved and is not known: cheap differences against the last pictures. Pure code.

The detector misses people; most of those move. So everything that changed on a small copy of
the picture is covered as well, and stays covered long after (a person who sits still between
two movements must not reappear). A person who is missed *and* never moves is not found here.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from floor.time import SECOND, Instant, seconds_between
from privacy.boxes import Mask

GRID = (90, 160)
"""Rows and columns of the small copy, whatever the picture's size: a changed size is seen as a
changed scene, not as an error."""

_NEVER = -(2**62)
_SPREAD = 2
"""Cells by which what moved is widened, to join head and body and to reach over the edge."""
_SPACING_S = 0.5
_LOOK_BACK_S = 1.5
"""Shorter than boxes are held, so that a known person who leaves makes no trace of motion."""

Cells = NDArray[np.bool_]
"""(90, 160): GRID."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A small copy of an earlier picture."""

    time: Instant
    cells: NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Earlier pictures, and per cell the moment at which it last moved."""

    references: tuple[Reference, ...]
    moved_us: NDArray[np.int64]


def still() -> Motion:
    """Before the first picture."""
    return Motion((), np.full(GRID, _NEVER, np.int64))


def small_copy(image: Image) -> NDArray[np.int16]:
    """(90, 160, 3). In colour: a coat of the wall's brightness is seen to move as well."""
    small = cv2.resize(image, (GRID[1], GRID[0]), interpolation=cv2.INTER_AREA)
    return small.astype(np.int16)


def changed(motion: Motion, cells: NDArray[np.int16], threshold: int) -> Cells:
    """Cells that differ from any earlier picture in any colour by more than ``threshold``."""
    found = np.zeros(GRID, np.bool_)
    for reference in motion.references:
        found |= np.abs(cells - reference.cells).max(axis=2) > threshold
    return found


def scene_changed(moved: Cells, covered: Cells, share: float) -> bool:
    """Whether more than ``share`` of what no box covers has changed: light, view or lens."""
    open_cells = int(np.count_nonzero(~covered))
    open_moved = int(np.count_nonzero(moved & ~covered))
    return open_moved > share * open_cells


def spread(moved: Cells) -> Cells:
    """The boxes around what moved together: a plain coat differs only along its edge."""
    if not moved.any():
        return moved
    kernel = np.ones((2 * _SPREAD + 1, 2 * _SPREAD + 1), np.uint8)
    wide = cv2.dilate(moved.astype(np.uint8), kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(wide, connectivity=8)
    filled = np.zeros(GRID, np.bool_)
    for x, y, width, height, _ in stats[1:].tolist():
        filled[y : y + height, x : x + width] = True
    return filled


def remembered(motion: Motion, now: Instant, cells: NDArray[np.int16], moved: Cells) -> Motion:
    """The motion after a picture: ``moved`` stamped with ``now``, the picture kept.

    Where time runs backwards, everything that moved counts as moved now.
    """
    times = np.where(moved, now, np.minimum(motion.moved_us, now)).astype(np.int64)
    return Motion(_kept(motion.references, Reference(now, cells)), times)


def restarted(motion: Motion, now: Instant, cells: NDArray[np.int16]) -> Motion:
    """After a changed scene: the old pictures say nothing any more, what moved stays covered."""
    return Motion((Reference(now, cells),), np.minimum(motion.moved_us, now))


def _kept(references: tuple[Reference, ...], new: Reference) -> tuple[Reference, ...]:
    """At most one picture every half second, besides the last."""
    if (
        len(references) > 1
        and seconds_between(references[-2].time, references[-1].time) < _SPACING_S
    ):
        references = references[:-1]
    recent = (
        reference
        for reference in references
        if 0 <= seconds_between(reference.time, new.time) <= _LOOK_BACK_S
    )
    return (*recent, new)


def moving(motion: Motion, now: Instant, hold_s: float) -> Cells:
    """Cells that moved within the last ``hold_s`` seconds."""
    return motion.moved_us >= now - round(hold_s * SECOND)


def enlarged(cells: Cells, height: int, width: int) -> Mask:
    """The cells as a mask of the picture; a pixel that any moving cell touches is covered."""
    rows, columns = np.arange(height), np.arange(width)
    low_y, high_y = rows * GRID[0] // height, ((rows + 1) * GRID[0] - 1) // height
    low_x, high_x = columns * GRID[1] // width, ((columns + 1) * GRID[1] - 1) // width
    tall: Mask = cells[low_y] | cells[high_y]
    return tall[:, low_x] | tall[:, high_x]
