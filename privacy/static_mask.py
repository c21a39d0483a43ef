"""The site's own masks (screens, doors, the rest area): constant before anything sees them."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from cameras.frame import Frame

Polygon = Sequence[tuple[float, float]]
"""Corners x, y, normalised to 0..1 of the picture's width and height."""

COLOUR = (0, 0, 0)


def static_mask(frame: Frame, polygons: Sequence[Polygon]) -> Frame:
    """A new frame in which the polygons, and the pixels along their edges, are black.

    The input is not modified. Raises ``ValueError`` for a polygon of fewer than three corners
    or with a corner that is no number or lies outside of 0..1: a mask that covers something
    else than was drawn must not go unnoticed.
    """
    image = frame.image.copy()
    height, width = image.shape[:2]
    for polygon in polygons:
        corners = np.asarray(polygon, np.float64)
        if corners.ndim != 2 or corners.shape[0] < 3 or corners.shape[1] != 2:
            raise ValueError(f"a mask must have shape (3 or more, 2), got {corners.shape}")
        if not np.isfinite(corners).all() or (corners < 0).any() or (corners > 1).any():
            raise ValueError("the corners of a mask must lie within 0..1")
        pixels = np.round(corners * (width, height)).astype(np.int32)
        cv2.fillPoly(image, [pixels], COLOUR)
        # Rounding may have moved an edge by half a pixel; the outline makes up for it.
        cv2.polylines(image, [pixels], isClosed=True, color=COLOUR, thickness=3)
    return replace(frame, image=image)
