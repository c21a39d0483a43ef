"""How much of a picture is the encoder's squares instead of the room.

Codecs cut pictures into squares of 8 or 16 pixels; with too few bits each square is nearly flat,
and steps stand at its edges. In real pictures the steps at every eighth column are up to 1.7 times
as high as the others (in the worst clip, of 2017 at a low rate, 2.2); in JPEG at quality 20 1.5 to
2.3 times, at 10 1.8 to 2.9 and at 5 2.2 to 4.2; in MPEG-4 at its coarsest up to 5.1. H.264 and
H.265 smooth their squares away: H.264 at its coarsest is at 2.1 or less, so there this finds the
worst only.
"""

import cv2
import numpy as np

from cameras.frame import Image

SQUARE = 8
ROWS = 96
LEAST_COLUMNS = 40 * SQUARE
"""With fewer squares across, a drawing's own edges may well stand at most of theirs."""

EVERYWHERE = 0.6
"""Of the squares' edges that must stand out. A drawn picture's or a wall's edges, too, may stand
at multiples of eight, but few of them."""

STANDS_OUT = 1.3
FLAT = 0.1
"""Levels of 255: what counts as no step at all."""

VISIBLE = 1.5
"""Levels that the edges must stand up on average: of real pictures spoilt by coders they do by 2.3
to 9; a drawing's flat parts have steps of less, which no network minds."""

STEEPEST = 16
"""A real edge counts as no more than this many levels."""


def blockiness(image: Image) -> float:
    """How many times as high the steps at squares' edges are as those within; 1 where they do not
    stand out nearly everywhere. ``image`` is (H, W, 3)."""
    height, width = image.shape[:2]
    squares = width // SQUARE
    if width < LEAST_COLUMNS:
        return 1.0
    down = max(1, height // ROWS)
    rows = np.ascontiguousarray(image[down // 2 :: down, : squares * SQUARE, 1])
    steps = np.minimum(cv2.absdiff(rows[:, 1:], rows[:, :-1]), STEEPEST).mean(axis=0)
    columns = np.append(steps, 0.0).reshape(squares, SQUARE)[:-1]
    edges, within = columns[:, -1], np.median(columns[:, :-1], axis=1)
    everywhere = (edges > STANDS_OUT * within + FLAT).mean() >= EVERYWHERE
    if not everywhere or edges.mean() < VISIBLE:
        return 1.0
    return float(edges.mean() / max(within.mean(), FLAT))
