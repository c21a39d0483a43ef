"""Is a picture worth looking at? A bad one would be read as "nobody there".

The gate only stops what no one could see a seat in. It knows a single picture: that a camera sends
the same one for ever tells ``cameras.frozen``, that it was turned ``cameras.view``.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.blocks import blockiness
from cameras.frame import Image

# Levels are of 255. The real footage at hand is far from all of them (tests/cameras/
# test_quality.py measures it); a drawn scene with flat walls must pass as well.
DARK_LEVEL = 24  # no lamp, no screen: even the brightest parts are below
BRIGHT_LEVEL = 240  # even the darkest parts are above
FLAT_STEP = 10.0  # no edge between neighbouring cells but noise; real footage has over 100
CELLS = (64, 36)
SAMPLES = (64, 270)  # columns and rows in which smears are looked for
SMEARED_PART = 0.4  # of the rows
GREY_PART = 0.3
ROUGH = 2.0  # times: squares that can be seen; real footage is below, but for the worst clip's 2.2
MOSAIC = 3.2  # times: a face is a square or two

_Rows = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Quality:
    """What a picture is worth: ``unfit`` says why it cannot be judged, ``poor`` what is wrong with
    one that can; None where nothing is."""

    unfit: str | None = None
    poor: str | None = None


def quality_of(image: Image) -> Quality:
    """What a picture (height, width, 3) BGR is worth. About a millisecond: it looks at samples.

    Unfit are ``black``, ``overexposed``, ``flat`` (covered lens, grey, no content), ``smeared``
    (rows repeated or filled with the decoder's neutral grey after lost packets) and
    ``compressed`` (a mosaic of the encoder's squares), which is also what a poor one is where the
    squares can be seen and the room can, too.
    """
    unfit = _nothing_in(image)
    if unfit is not None:
        return Quality(unfit)
    rough = blockiness(image)
    if rough >= MOSAIC:
        return Quality("compressed")
    return Quality(poor="compressed" if rough >= ROUGH else None)


def judge_frame(image: Image) -> str | None:
    """None if the picture is fit to be judged, else why it is not; see ``quality_of``."""
    return quality_of(image).unfit


def _nothing_in(image: Image) -> str | None:
    step = max(1, min(image.shape[0] // (2 * CELLS[1]), image.shape[1] // (2 * CELLS[0])))
    sampled = np.ascontiguousarray(image[::step, ::step])
    cells = cv2.resize(sampled, CELLS, interpolation=cv2.INTER_AREA)
    # Half a per cent may be lit in a dark room (a lamp) or dark in a white-out (a sensor's dust).
    few = cells.shape[0] * cells.shape[1] // 200
    blue, green, red = cv2.split(cells)
    if np.partition(cv2.max(cv2.max(blue, green), red), -few - 1, axis=None)[-few - 1] < DARK_LEVEL:
        return "black"
    if np.partition(cv2.min(cv2.min(blue, green), red), few, axis=None)[few] > BRIGHT_LEVEL:
        return "overexposed"
    if _strongest_step(cells) < FLAT_STEP:
        return "flat"
    return "smeared" if _is_smeared(image) else None


def _strongest_step(cells: NDArray[np.generic]) -> float:
    values = cells.astype(np.int16)
    across = np.abs(np.diff(values, axis=1)).max()
    down = np.abs(np.diff(values, axis=0)).max()
    return float(max(across, down))


def _is_smeared(image: Image) -> bool:
    across, down = (
        max(1, size // most) for size, most in zip(image.shape[1::-1], SAMPLES, strict=False)
    )
    rows: _Rows = image[down // 2 :: down, across // 2 :: across].astype(np.int16)
    return _longest_run(_neutral(rows)) >= GREY_PART * len(rows) or _longest_run(
        _repeated(rows)
    ) >= SMEARED_PART * len(rows)


def _neutral(rows: _Rows) -> NDArray[np.bool_]:
    """Rows of nothing but the grey that decoders fill gaps with (luma 128, no colour)."""
    flat = rows.reshape(len(rows), -1)
    low, high = flat.min(axis=1), flat.max(axis=1)
    return np.asarray((low >= 126) & (high <= 132) & (high - low <= 2))


def _repeated(rows: _Rows) -> NDArray[np.bool_]:
    """Rows equal to the one above, of a texture that nothing in the world repeats downwards.

    Walls, stripes and gradients repeat too, so a row counts only if its brightness goes up and
    down across at least a quarter of the samples.
    """
    brightness = rows[:, :, 0] + rows[:, :, 1] + rows[:, :, 2]
    same: NDArray[np.bool_] = (np.abs(np.diff(brightness, axis=0)) <= 3).mean(axis=1) > 0.98
    if _longest_run(same) < SMEARED_PART * len(rows):
        return np.zeros_like(same)  # nearly always: the rest is the expensive part
    steps = np.diff(brightness, axis=1)
    turns = ((steps[:, 1:] > 6) & (steps[:, :-1] < -6)) | (
        (steps[:, 1:] < -6) & (steps[:, :-1] > 6)
    )
    return np.asarray(same & (turns.mean(axis=1) > 0.25)[1:])


def _longest_run(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))
