"""A pinhole camera: from metres in the room to pixels in the frame, and polygons of solids."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike

from eval.sim.mesh import Floats

NEAR_M = 0.1
FAR_M = 40.0


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a camera hangs: `eye` and `target` (x, y, z) in metres, horizontal angle of view in
    degrees, frame size (width, height) in pixels."""

    id: str
    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    fov_deg: float
    size: tuple[int, int]

    def view(self) -> Floats:
        """World to camera (4, 4): x right, y up, looking along -z."""
        eye = np.array(self.eye, float)
        forward = np.array(self.target) - eye
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, (0.0, 1.0, 0.0))
        right /= np.linalg.norm(right)
        up = np.cross(right, forward)
        matrix = np.eye(4)
        matrix[:3, :3] = right, up, -forward
        matrix[:3, 3] = -matrix[:3, :3] @ eye
        return matrix

    def projection(self, widen: float = 1.0) -> Floats:
        """Camera to clip space (4, 4), as OpenGL has it; `widen` 2 sees twice the frame's width
        and height in the same number of pixels."""
        width, height = self.size
        focal = 1 / np.tan(np.deg2rad(self.fov_deg) / 2) / widen
        matrix = np.zeros((4, 4))
        matrix[0, 0] = focal
        matrix[1, 1] = focal * width / height
        matrix[2, 2] = (FAR_M + NEAR_M) / (NEAR_M - FAR_M)
        matrix[2, 3] = 2 * FAR_M * NEAR_M / (NEAR_M - FAR_M)
        matrix[3, 2] = -1
        return matrix

    def matrix(self, widen: float = 1.0) -> Floats:
        """World to clip space (4, 4)."""
        combined: Floats = self.projection(widen) @ self.view()
        return combined

    def project(self, points: ArrayLike) -> tuple[Floats, Floats]:
        """Pixels (n, 2) and depths (n,) in metres of `points` (n, 3); the pixels of a point with
        a depth under `NEAR_M` mean nothing."""
        world = np.atleast_2d(np.asarray(points, float))
        clip = np.c_[world, np.ones(len(world))] @ self.matrix().T
        depth = clip[:, 3]
        safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
        width, height = self.size
        pixels = np.stack(
            [(clip[:, 0] / safe + 1) / 2 * width, (1 - clip[:, 1] / safe) / 2 * height], axis=1
        )
        return pixels, depth

    def hull(self, points: ArrayLike) -> Floats:
        """The convex hull (k, 2) of the points as seen, unclipped; empty if fewer than three of
        them lie before the camera."""
        pixels, depth = self.project(points)
        seen = pixels[depth > NEAR_M]
        if len(seen) < 3:
            return np.zeros((0, 2))
        return np.asarray(cv2.convexHull(seen.astype(np.float32)).reshape(-1, 2), dtype=np.float64)

    def outline(self, points: ArrayLike) -> Floats:
        """The hull clipped to the frame, (k, 2) pixels; empty if out of view."""
        return clip_to_frame(self.hull(points), self.size)


def clip_to_frame(polygon: Floats, size: tuple[int, int]) -> Floats:
    """The part of a convex polygon (k, 2) inside the frame (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in (
        (0, 0.0, 1),
        (0, float(size[0]), -1),
        (1, 0.0, 1),
        (1, float(size[1]), -1),
    ):
        kept: list[Floats] = []
        for here, following in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            inside, next_inside = (sign * (point[axis] - limit) >= 0 for point in (here, following))
            if inside:
                kept.append(here)
            if inside != next_inside:
                share = (limit - here[axis]) / (following[axis] - here[axis])
                kept.append(here + share * (following - here))
        polygon = np.array(kept).reshape(-1, 2)
        if len(polygon) < 3:
            return np.zeros((0, 2))
    return polygon


def area(polygon: Floats) -> float:
    """The area of a simple polygon (k, 2), by the shoelace formula."""
    if len(polygon) < 3:
        return 0.0
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
