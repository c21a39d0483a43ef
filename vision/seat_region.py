"""Where a seat is seen: its polygon in one camera's picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import CameraId
from floor.layout import SeatId

Polygon = tuple[tuple[float, float], ...]
"""Corners, normalised to 0..1 of the picture's width and height."""

HEADROOM = 0.3
"""How far a sitter is taken to reach above the seat's polygon, as a part of its height.

Sites draw seats differently, from the chair alone to the whole sitter; with a third more on top
the head of a sitter is inside either way.
"""

GRID = 16

ROUNDING = 1e-5
"""More than OpenCV's rounding of a point to 32 bits moves it, in picture heights."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatRegion:
    """A seat's polygon, with what is asked of it at each decision worked out once.

    Geometry inside is in *picture heights* (x scaled by the aspect), so that distances are the
    same in both directions. ``corners`` (N, 2); ``samples`` (M, 2): an even grid of points where
    a sitter's head and chest would be seen; ``size``: the square root of the polygon's area;
    ``bounds``: x0 y0 x1 y1 of the polygon.
    """

    seat: SeatId
    camera: CameraId
    outline: Polygon
    chair_home: Polygon | None
    desk: Polygon | None
    corners: NDArray[np.float32]
    samples: NDArray[np.float32]
    centre: tuple[float, float]
    size: float
    bounds: tuple[float, float, float, float]

    @classmethod
    def of(
        cls,
        seat: SeatId,
        camera: CameraId,
        outline: Polygon,
        aspect: float,
        chair_home: Polygon | None = None,
        desk: Polygon | None = None,
    ) -> Self:
        """The region of a normalised ``outline`` in a picture of width / height ``aspect``.

        Raises ``ValueError`` for fewer than three corners or no area.
        """
        if len(outline) < 3:
            raise ValueError(f"a seat's polygon needs at least 3 corners, got {len(outline)}")
        corners = np.array(outline, np.float32) * np.array([aspect, 1.0], np.float32)
        area = float(cv2.contourArea(corners))
        if area <= 0:
            raise ValueError("a seat's polygon must enclose an area")
        moments = cv2.moments(corners)
        x0, y0, x1, y1 = np.concatenate([corners.min(axis=0), corners.max(axis=0)]).tolist()
        return cls(
            seat=seat,
            camera=camera,
            outline=outline,
            chair_home=chair_home,
            desk=desk,
            corners=corners,
            samples=_samples(corners),
            centre=(moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]),
            size=area**0.5,
            bounds=(x0, y0, x1, y1),
        )

    def sitter_box(self) -> tuple[float, float, float, float]:
        """Where a sitter is to be seen, the head included: x0 y0 x1 y1, normalised to 0..1."""
        xs, ys = zip(*self.outline, strict=True)
        top = max(min(ys) - HEADROOM * (max(ys) - min(ys)), 0.0)
        return min(xs), top, max(xs), max(ys)

    def depth(self, point: tuple[float, float]) -> float:
        """How deep ``point`` lies inside the polygon, in seat sizes; negative outside."""
        return cv2.pointPolygonTest(self.corners, point, measureDist=True) / self.size

    def is_beyond(self, point: tuple[float, float], sizes: float) -> bool:
        """Whether ``point`` surely lies more than so many seat sizes outside, at little cost."""
        x0, y0, x1, y1 = self.bounds
        outside = max(x0 - point[0], point[0] - x1, y0 - point[1], point[1] - y1)
        return outside > sizes * self.size + ROUNDING

    def distance_to_centre(self, point: tuple[float, float]) -> float:
        """Distance of ``point`` from the polygon's centre, in seat sizes."""
        return float(np.hypot(point[0] - self.centre[0], point[1] - self.centre[1])) / self.size

    def covered_by(self, boxes: Sequence[tuple[float, float, float, float]]) -> float:
        """The part, 0..1, of a sitter's head and chest that would lie behind any of ``boxes``."""
        if not boxes:
            return 0.0
        hidden = np.zeros(len(self.samples), bool)
        for x0, y0, x1, y1 in boxes:
            x, y = self.samples[:, 0], self.samples[:, 1]
            hidden |= (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        return float(hidden.mean())


def _samples(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Grid points in the upper half of ``corners`` with the headroom on top.

    The lower half is left out: desks, chair backs and people in front hide legs all day, and a
    sitter is seen by what is above them.
    """
    low, high = corners.min(axis=0), corners.max(axis=0)
    rise = np.array([0.0, HEADROOM * (high[1] - low[1])], np.float32)
    raised = corners - rise
    hull = cv2.convexHull(np.concatenate([corners, raised])).reshape(-1, 2)
    xs = np.linspace(low[0], high[0], GRID + 2)[1:-1]
    top = low[1] - rise[1]
    # What lies above the picture is not in view, so nothing there speaks for an empty seat.
    ys = np.linspace(max(top, 0.0), (top + high[1]) / 2, GRID + 2)[1:-1]
    points = np.array([(x, y) for y in ys for x in xs], np.float32)
    inside = [cv2.pointPolygonTest(hull, (float(x), float(y)), False) >= 0 for x, y in points]
    chosen: NDArray[np.float32] = points[np.array(inside)]
    return chosen
