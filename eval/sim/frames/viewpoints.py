"""Random cameras of a room: in corners, on walls, steep from the ceiling, low, along a row."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from eval.sim.camera import Camera, area
from eval.sim.frames.floor_plan import Spec
from eval.sim.frames.shares import DISTORTED, NIGHT, OVERLAY, pick
from eval.sim.layout import Seat, seated_volume
from eval.sim.mesh import Floats
from eval.sim.occlusion import share_in_sight
from eval.sim.script.parts import Room
from eval.sim.site import SeatView


class Mount(StrEnum):
    """Where a camera hangs."""

    CORNER = "corner"
    WALL = "wall"
    CEILING = "ceiling"
    LOW = "low"
    ALONG = "along"


MOUNTS = {Mount.CORNER: 35, Mount.WALL: 25, Mount.CEILING: 20, Mount.LOW: 12, Mount.ALONG: 8}
ATTEMPTS = 40
LEAST_IN_SIGHT = 0.4
LEAST_SEAT = 0.004  # of the frame's area, for a seat that counts
MOST_SEAT = 0.5
WALL_M = 0.12
FACING_STEEPLY = 0.3
CORNER = 1.15  # times the middle of the right edge, in a frame of 16 to 9


def draw_camera(name: str, room: Room, seats: Sequence[Seat], rng: np.random.Generator) -> Spec:
    """A camera in the words of a script, looking at one of the seats; whether it sees enough is
    for `sees_enough` to say."""
    mount = pick(MOUNTS, rng)
    seat = seats[int(rng.integers(len(seats)))]
    at = np.array([seat.x, seat.y])
    eye, height = _hung(mount, room, at, rng)
    target = at + rng.normal(0, 0.4, 2)
    if np.hypot(*(target - eye)) < FACING_STEEPLY:
        target = eye + np.array([FACING_STEEPLY, 0.1])
    wide = (35, 75) if mount in (Mount.LOW, Mount.ALONG) else (48, 112)
    angle = float(rng.uniform(*wide))
    noise = float(rng.choice((1.0, 3.0, 8.0), p=(0.6, 0.3, 0.1)) * rng.uniform(0.3, 1.5))
    night = rng.random() < NIGHT
    flickers = rng.random() < 0.3
    camera: dict[str, Any] = {
        "id": name,
        "eye": (*_floats(eye), height),
        "target": (*_floats(target), float(rng.uniform(0.4, 1.1))),
        "fov": angle,
        "distortion": _distortion(angle, rng) if rng.random() < DISTORTED else (0.0, 0.0),
        "noise": noise * (2.0 if night else 1.0),
        "mode": "night" if night else "day",
        "overlay": bool(rng.random() < OVERLAY),
    }
    if flickers:
        camera["flicker"] = {"amplitude": float(rng.uniform(0.03, 0.25)), "hz": 0.31}
    return camera


def _hung(mount: Mount, room: Room, seat: Floats, rng: np.random.Generator) -> tuple[Floats, float]:
    """A camera's plan point and height in metres."""
    wide, deep = room.width - 2 * WALL_M, room.depth - 2 * WALL_M
    under = room.height - 0.12
    x, y = (float(part) for part in rng.uniform(0, 1, 2))
    match mount:
        case Mount.CORNER:
            x, y = round(x) + 0.04 * (x - 0.5), round(y) + 0.04 * (y - 0.5)
            height = rng.uniform(2.1, under)
        case Mount.WALL:
            if rng.random() < 0.5:
                x = float(round(x))
            else:
                y = float(round(y))
            height = rng.uniform(1.9, under)
        case Mount.CEILING:
            height = rng.uniform(2.3, under)
        case Mount.LOW:
            height = rng.uniform(1.15, 1.8)
        case _:
            height = rng.uniform(1.5, 2.4)
            across = (seat[1] - WALL_M + rng.normal(0, 0.35)) / deep
            return _inside(np.array([round(x), across]), wide, deep), float(height)
    return _inside(np.array([x, y]), wide, deep), float(height)


def _distortion(fov_deg: float, rng: np.random.Generator) -> tuple[float, float]:
    """k1 and k2 that move the frame's corners by a share of their radius: mostly barrels; more
    than 0.148 at the corners would fold the picture."""
    radius = float(np.tan(np.deg2rad(fov_deg) / 2)) * CORNER
    barrel = rng.random() < 0.85
    share = float(-rng.uniform(0.02, 0.11) if barrel else rng.uniform(0.01, 0.04))
    return share / radius**2, float(rng.uniform(0, 0.02)) / radius**4


def _inside(shares: Floats, wide: float, deep: float) -> Floats:
    point: Floats = WALL_M + np.clip(shares, 0, 1) * (wide, deep)
    return point


def _floats(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def sees_enough(views: Sequence[SeatView], camera: Camera, seats: Sequence[Seat]) -> bool:
    """Whether a camera is worth drawing: it sees two seats or more (or all there are) that are
    neither tiny nor hidden behind desks, and none that fills the frame."""
    shares = {view.seat.id: area(view.seated) / np.prod(camera.size) for view in views}
    if not shares or max(shares.values()) > MOST_SEAT:
        return False
    fine = [
        view
        for view in views
        if shares[view.seat.id] >= LEAST_SEAT
        and share_in_sight(np.array(camera.eye), seated_volume(view.seat), list(seats))
        >= LEAST_IN_SIGHT
    ]
    return len(fine) >= min(2, len(seats))
