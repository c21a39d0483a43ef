"""What desks and screens hide from a camera, by rays against boxes."""

import numpy as np

from eval.sim.furniture import DESK_DEPTH_M, DESK_FRONT_M
from eval.sim.layout import Seat
from eval.sim.mesh import Floats

PANEL_HEIGHT_M = 1.12


def share_in_sight(eye: Floats, points: Floats, seats: list[Seat]) -> float:
    """The share of `points` (n, 3) that no desk or panel of any seat hides from `eye` (3,)."""
    hidden = np.zeros(len(points), bool)
    for seat in seats:
        half = seat.width / 2
        back = DESK_FRONT_M + DESK_DEPTH_M
        for low, high in (
            ((-half, 0.0, back), (half, PANEL_HEIGHT_M, back + 0.04)),
            ((-half, 0.69, DESK_FRONT_M), (half, 0.73, back)),
        ):
            hidden |= _crosses(
                _local(seat, eye[None]), _local(seat, points), np.array(low), np.array(high)
            )
    return float(1 - hidden.mean())


def _local(seat: Seat, points: Floats) -> Floats:
    """Points (n, 3) of the room in a seat's frame."""
    origin = seat.to_world([(0.0, 0.0, 0.0)])
    axes = seat.to_world(np.eye(3)) - origin
    local: Floats = (points - origin) @ axes.T
    return local


def _crosses(
    eye: Floats, points: Floats, low: Floats, high: Floats
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the segment from `eye` (1, 3) to each point (n, 3) meets the box (Kay and Kajiya's
    slabs, 1986)."""
    along = points - eye
    along = np.where(np.abs(along) < 1e-12, 1e-12, along)
    first, second = (low - eye) / along, (high - eye) / along
    enter = np.minimum(first, second).max(axis=1)
    leave = np.maximum(first, second).min(axis=1)
    crossed: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        (enter < leave) & (leave > 0) & (enter < 0.98)
    )
    return crossed
