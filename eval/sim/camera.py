"""A camera with a lens: from metres in the room to pixels in the frame, and polygons of solids."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from eval.sim.mesh import Floats

NEAR_M = 0.1
FAR_M = 80.0
MOST_RADIUS = 6.0  # at distance 1: 80 degrees off the axis
MOST_WIDER = 3.0  # the straight picture that a bent one is made from: more takes too long to draw


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a camera hangs: `eye` and `target` (x, y, z) in metres, horizontal angle of view in
    degrees (of the lens without its distortion), frame size (width, height) in pixels.

    `distortion` is (k1, k2): a point seen at radius r of the plane at distance 1 appears at
    r (1 + k1 r^2 + k2 r^4) (Brown, 1971). Raises `ValueError` if the picture would fold over, or
    would have to be drawn far wider than it is."""

    id: str
    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    fov_deg: float
    size: tuple[int, int]
    distortion: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if self.distortion != (0.0, 0.0):
            self._undistorted(np.array([self.corner_radius()]))
            wide, high = self.ideal().size
            if max(wide / self.size[0], high / self.size[1]) > MOST_WIDER:
                raise ValueError(
                    f"distortion {self.distortion} at {self.fov_deg:g} degrees needs a straight "
                    f"picture of {wide} x {high} pixels, over {MOST_WIDER:g} times the frame's "
                    f"{self.size[0]} x {self.size[1]}; values nearer 0 do not"
                )

    @property
    def focal_px(self) -> float:
        """The focal length in pixels."""
        return float(self.size[0] / 2 / np.tan(np.deg2rad(self.fov_deg) / 2))

    def corner_radius(self) -> float:
        """How far the frame's corners are from its middle, at distance 1."""
        return float(np.hypot(*self.size) / 2 / self.focal_px)

    def ideal(self) -> "Camera":
        """A camera without distortion, at the same place and scale, whose frame is large enough
        to make this one's picture from (`lens_map`)."""
        if self.distortion == (0.0, 0.0):
            return self
        width, height = self.size
        edge = np.array([(0, 0), (0, height / 2), (width / 2, 0)]) - (width / 2, height / 2)
        straight = np.abs(self._straight(edge / self.focal_px)).max(axis=0) * self.focal_px
        grown = (int(2 * np.ceil(side + 1)) for side in straight)
        wide, high = (max(before, now) for before, now in zip(self.size, grown, strict=True))
        fov = float(np.rad2deg(2 * np.arctan(wide / 2 / self.focal_px)))
        return replace(self, fov_deg=fov, size=(wide, high), distortion=(0.0, 0.0))

    def lens_map(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For every pixel of the frame, the column and row (height, width) of the ideal camera's
        picture that is seen there, for `cv2.remap`."""
        width, height = self.size
        columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        seen = np.stack([columns.ravel() - width / 2, rows.ravel() - height / 2], axis=1)
        straight = self._straight(seen / self.focal_px) * self.focal_px
        ideal = self.ideal()
        middle = np.array(ideal.size) / 2 - 0.5
        at = (straight + middle).astype(np.float32)
        return at[:, 0].reshape(height, width), at[:, 1].reshape(height, width)

    def _straight(self, seen: Floats) -> Floats:
        """Points (n, 2) of the plane at distance 1 from where the lens shows them."""
        radii = np.hypot(*seen.T)
        scale = np.where(radii > 1e-9, self._undistorted(radii) / np.maximum(radii, 1e-9), 1.0)
        straight: Floats = seen * scale[:, None]
        return straight

    def _undistorted(self, radii: Floats) -> Floats:
        """The radii (n,) that the lens shows at these, by interpolation of the lens's curve."""
        k1, k2 = self.distortion
        true = np.linspace(0, MOST_RADIUS, 4096)
        shown = true * (1 + k1 * true**2 + k2 * true**4)
        falling = np.flatnonzero(np.diff(shown) <= 0)
        end = falling[0] + 1 if len(falling) else len(true)
        if shown[:end].max() < radii.max():
            raise ValueError(
                f"distortion {self.distortion} folds the picture: its corners, at radius "
                f"{radii.max():.2f}, can show nothing; values nearer 0 can"
            )
        return np.interp(radii, shown[:end], true[:end])

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
        away = np.stack([clip[:, 0], -clip[:, 1]], axis=1) / safe[:, None] * (width / 2, height / 2)
        return self.bent(away / self.focal_px) * self.focal_px + (width / 2, height / 2), depth

    def bent(self, straight: Floats) -> Floats:
        """Where the lens shows points (n, 2) of the plane at distance 1. Beyond the lens's turning
        point, where nothing is seen, they stay at the edge of its curve."""
        if self.distortion == (0.0, 0.0):
            return straight
        k1, k2 = self.distortion
        squared = np.minimum((straight**2).sum(axis=1), self._most_radius() ** 2)
        shown: Floats = straight * (1 + k1 * squared + k2 * squared**2)[:, None]
        return shown

    def _most_radius(self) -> float:
        """The radius at distance 1 up to which the lens shows further things further out."""
        k1, k2 = self.distortion
        true = np.linspace(0, MOST_RADIUS, 4096)
        falling = np.flatnonzero(np.diff(true * (1 + k1 * true**2 + k2 * true**4)) <= 0)
        return float(true[falling[0]]) if len(falling) else MOST_RADIUS

    def may_see(self, point: ArrayLike, radius: float) -> bool:
        """Whether anything within `radius` metres of a point (3,) can be in the frame."""
        camera = self.ideal()
        ahead = camera.view() @ np.append(np.asarray(point, float), 1.0)
        if -ahead[2] < -radius:
            return False
        halves = np.array(camera.size) / 2 / camera.focal_px
        # The distance to each side's plane, which leans outwards by the half angle of view.
        beyond = (np.abs(ahead[:2]) + ahead[2] * halves) / np.hypot(1.0, halves)
        return bool((beyond < radius).all())

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
    # Corners are put on an edge by a division that may miss it by a rounding.
    clipped: Floats = np.clip(polygon, 0.0, np.array(size, float))
    return clipped


def area(polygon: Floats) -> float:
    """The area of a simple polygon (k, 2), by the shoelace formula."""
    if len(polygon) < 3:
        return 0.0
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
