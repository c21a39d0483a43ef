"""Whether a free chair stands as it does in the seat's reference: are its edges found again?

Objective: chairs in or out on cameras whose looks the seat network was never taught, and on which a
full-frame detector finds hardly a chair. What is left is one picture of the seat tidy and empty.
A chair that was moved takes its edges with it; another light, a camera that was touched or a
coarser picture of the same camera does not. So edges are compared by direction, not by strength,
and may lie a little beside their place. What a chair does not reach, the desk, is left out.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from floor.observation import Chair
from vision.body import SURE_SCORE
from vision.detections import Detections
from vision.detector import PERSON
from vision.seat_crop import Rect
from vision.seat_region import SeatRegion

FOUND_AGAIN = 0.72
"""Chosen among a score of variants with three drawn floors and the real library's pictures in view:
of 105 drawn looks at chairs that were in all are above, of 205 that were out 90 % below. On four
drawn floors that were not looked at before, 188 of 192 are above and 97 of 113 below."""

SIDE = 96
"""Both pictures' longer side in pixels: `AROUND` and `REACH` count in these."""

REACH = 2
"""How far an edge may lie off its place: what a hand's breadth is in most crops."""

AROUND = 7
"""Edges are compared in squares of this side."""

EDGES = 0.25
"""Of the place's pixels: the ones with the strongest edges in the reference."""

FAINTEST = 8.0
LEAST_EDGES = 10
LEAST_FREE = 0.6
"""Of the place. Behind more people than that nobody knows where the chair is."""

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]


def chair_at_home(
    region: SeatRegion, rect: Rect, reference: Image, image: Image, found: Detections
) -> Chair:
    """``in`` where the seat looks as in its ``reference`` (h, w, 3), which is ``rect`` of a picture
    in which the chair was in; ``out`` where it does not.

    ``image`` (H, W, 3) is the whole picture now, with what was ``found`` in it. Unknown where
    people stand before the seat, or the reference shows no edges there.
    """
    left, top, right, bottom = rect
    place = place_of(region, rect, image.shape)
    free = place & ~_covered(found, rect, image.shape)
    if free.sum() < LEAST_FREE * place.sum():
        return Chair.UNKNOWN
    share = found_again(reference, image[top:bottom, left:right], free)
    if share is None:
        return Chair.UNKNOWN
    return Chair.IN if share >= FOUND_AGAIN else Chair.OUT


def place_of(region: SeatRegion, rect: Rect, shape: tuple[int, ...]) -> Mask:
    """Where in ``rect`` of a picture of ``shape`` a seat's chair is to be seen, (h, w): the seat
    without the desk."""
    place = np.zeros((rect[3] - rect[1], rect[2] - rect[0]), np.uint8)
    for polygon, inside in ((region.outline, 1), (region.desk, 0)):
        if polygon is not None:
            corners = np.array(polygon) * (shape[1], shape[0]) - rect[:2]
            cv2.fillPoly(place, [np.round(corners).astype(np.int32)], inside)
    return place.astype(np.bool_)


def found_again(reference: Image, crop: Image, place: Mask) -> float | None:
    """How well the edges of ``reference`` in ``place`` are found in ``crop``, 0..1.

    All (h, w). None where the reference has too few edges there. It is the mean, over the edges'
    pixels, of the best normalised correlation of gradients within ``REACH``.
    """
    scale = SIDE / max(place.shape)
    size = max(round(place.shape[1] * scale), 1), max(round(place.shape[0] * scale), 1)
    wanted = cv2.resize(place.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not wanted.any():
        return None
    fields = _around(wanted, *_gradients(reference, size), *_gradients(crop, size))
    wanted, (right, down, now_right, now_down) = fields[0] > 0, fields[1:]
    strength = np.hypot(right, down)
    edges = wanted & (strength >= max(float(np.quantile(strength[wanted], 1 - EDGES)), FAINTEST))
    if edges.sum() < LEAST_EDGES:
        return None
    power = _mean(strength**2)
    now_power = _mean(now_right**2 + now_down**2)
    best = np.zeros(strength.shape, np.float32)
    for move in np.ndindex(2 * REACH + 1, 2 * REACH + 1):
        by = (move[0] - REACH, move[1] - REACH)
        alike = _mean(right * np.roll(now_right, by, (0, 1)) + down * np.roll(now_down, by, (0, 1)))
        alike /= np.sqrt(power * np.roll(now_power, by, (0, 1)) + FAINTEST**2)
        best = np.maximum(best, alike)
    return float(best[edges].mean())


def _gradients(picture: Image, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Rightwards and downwards, in the strength of its own light."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (0, 0), 1.0)
    right, down = (cv2.Sobel(smooth, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    return right.astype(np.float32), down.astype(np.float32)


def _around(place: Mask, *fields: Floats) -> list[Floats]:
    """The part round ``place`` of itself and of fields (h, w): the rest costs only. Where it
    reaches the picture's edge, what lies beyond is nothing: it has no gradient."""
    margin = AROUND + REACH
    rows, columns = (np.flatnonzero(place.any(axis=axis)) for axis in (1, 0))
    part = tuple(slice(int(at[0]), int(at[-1]) + 1 + 2 * margin) for at in (rows, columns))
    return [np.pad(each, margin)[part].astype(np.float32) for each in (place, *fields)]


def _mean(field: Floats) -> Floats:
    return cv2.blur(field, (AROUND, AROUND)).astype(np.float32, copy=False)


def _covered(found: Detections, rect: Rect, shape: tuple[int, ...]) -> Mask:
    """Where in ``rect`` anybody's box lies, (h, w)."""
    left, top, right, bottom = rect
    covered = np.zeros((bottom - top, right - left), np.bool_)
    people = found.boxes[(found.classes == PERSON) & (found.scores >= SURE_SCORE)]
    for x0, y0, x1, y1 in people * np.array([shape[1], shape[0]] * 2):
        rows = slice(max(int(y0) - top, 0), max(int(np.ceil(y1)) - top, 0))
        covered[rows, max(int(x0) - left, 0) : max(int(np.ceil(x1)) - left, 0)] = True
    return covered
