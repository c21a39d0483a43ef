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
from vision.shrink import shrunk

GRID = (90, 160)
"""Rows and columns of the small copy, whatever the picture's size: a changed size is seen as a
changed scene, not as an error."""

_NEVER = -(2**62)
_SPREAD = 2
"""Cells by which what moved is widened, to join head and body and to reach over the edge."""
_GAP = 4
"""Twice this many cells between two parts are taken to be one and the same coat."""
_SPACING_S = 0.5
_LOOK_BACK_S = 1.5
"""Shorter than boxes are held, so that a known person who leaves makes no trace of motion."""

Cells = NDArray[np.bool_]
"""(90, 160): GRID."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A small copy of an earlier picture."""

    time: Instant
    cells: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Earlier pictures, and per cell the moment at which it last moved."""

    references: tuple[Reference, ...]
    moved_us: NDArray[np.int64]


def still() -> Motion:
    """Before the first picture."""
    return Motion((), np.full(GRID, _NEVER, np.int64))


def small_copy(image: Image) -> NDArray[np.uint8]:
    """(90, 160, 3). In colour: a coat of the wall's brightness is seen to move as well."""
    return shrunk(image, (GRID[1], GRID[0]))


def changed(motion: Motion, cells: NDArray[np.uint8], threshold: int) -> Cells:
    """Cells that differ from any earlier picture in any colour by more than ``threshold``."""
    found = np.zeros(GRID, np.bool_)
    for reference in motion.references:
        over = cv2.absdiff(cells, reference.cells) > threshold
        found |= over[:, :, 0] | over[:, :, 1] | over[:, :, 2]
    return found


def scene_changed(moved: Cells, covered: Cells, share: float) -> bool:
    """Whether more than ``share`` of what no box covers has changed: light, view or lens."""
    open_cells = int(np.count_nonzero(~covered))
    open_moved = int(np.count_nonzero(moved & ~covered))
    return open_moved > share * open_cells


def spread(moved: Cells) -> Cells:
    """What moved, widened, with its gaps closed and its inside filled.

    A plain coat differs only along its edge. Boxes around what hangs together would be safer
    still, but in a full room they join into one that hides everything.
    """
    if not moved.any():
        return moved
    wide = cv2.dilate(moved.astype(np.uint8), _square(_SPREAD))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, _square(_GAP))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(closed, outlines, -1, (1,), thickness=cv2.FILLED)
    return (filled > 0) | moved


def _square(reach: int) -> NDArray[np.uint8]:
    return np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)


def remembered(motion: Motion, now: Instant, cells: NDArray[np.uint8], moved: Cells) -> Motion:
    """The motion after a picture: ``moved`` stamped with ``now``, the picture kept.

    Where time runs backwards, everything that moved counts as moved now.
    """
    times = np.where(moved, now, np.minimum(motion.moved_us, now)).astype(np.int64)
    return Motion(_kept(motion.references, Reference(now, cells)), times)


def restarted(motion: Motion, now: Instant, cells: NDArray[np.uint8]) -> Motion:
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
