"""What desks and screens hide from a camera, by rays against boxes."""

import numpy as np

from eval.sim.desks import solids
from eval.sim.layout import Seat
from eval.sim.mesh import Floats


def share_in_sight(eye: Floats, points: Floats, seats: list[Seat]) -> float:
    """The share of `points` (n, 3) that no desk or panel of any seat hides from `eye` (3,)."""
    hidden = np.zeros(len(points), bool)
    for seat in seats:
        for low, high in solids(seat.furniture, seat.width):
            hidden |= _crosses(_local(seat, eye[None]), _local(seat, points), low, high)
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
