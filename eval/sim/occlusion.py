"""What desks, screens and partitions hide from a camera, by rays against boxes and walls."""

from collections.abc import Sequence

import numpy as np

from eval.sim.desks import solids
from eval.sim.layout import Seat
from eval.sim.mesh import Floats
from eval.sim.script.parts import Partition

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


def share_in_sight(
    eye: Floats, points: Floats, seats: list[Seat], partitions: Sequence[Partition] = ()
) -> float:
    """The share of `points` (n, 3) that no desk or panel of any seat, and no partition, hides from
    `eye` (3,)."""
    hidden = np.zeros(len(points), bool)
    for seat in seats:
        for low, high in solids(seat.furniture, seat.width):
            hidden |= _crosses(_local(seat, eye[None]), _local(seat, points), low, high)
    for partition in partitions:
        hidden |= _behind(eye, points, partition)
    return float(1 - hidden.mean())


def _local(seat: Seat, points: Floats) -> Floats:
    """Points (n, 3) of the room in a seat's frame."""
    origin = seat.to_world([(0.0, 0.0, 0.0)])
    axes = seat.to_world(np.eye(3)) - origin
    local: Floats = (points - origin) @ axes.T
    return local


def _behind(eye: Floats, points: Floats, partition: Partition) -> Bools:
    """Whether the segment from `eye` (3,) to each point (n, 3) meets a wall that stands on the
    floor, as thin as a line on the plan."""
    start = np.array([partition.start[0], partition.start[1]])
    wall = np.subtract(partition.end, partition.start)
    ways = points[:, [0, 2]] - eye[[0, 2]]
    to_start = start - eye[[0, 2]]
    across = ways[:, 0] * wall[1] - ways[:, 1] * wall[0]
    across = np.where(np.abs(across) < 1e-12, 1e-12, across)
    along_way = (to_start[0] * wall[1] - to_start[1] * wall[0]) / across
    along_wall = (to_start[0] * ways[:, 1] - to_start[1] * ways[:, 0]) / across
    height = eye[1] + along_way * (points[:, 1] - eye[1])
    met: Bools = (
        (along_way > 0)
        & (along_way < 0.98)
        & (along_wall >= 0)
        & (along_wall <= 1)
        & (height < partition.height)
    )
    return met


def _crosses(eye: Floats, points: Floats, low: Floats, high: Floats) -> Bools:
    """Whether the segment from `eye` (1, 3) to each point (n, 3) meets the box (Kay and Kajiya's
    slabs, 1986)."""
    along = points - eye
    along = np.where(np.abs(along) < 1e-12, 1e-12, along)
    first, second = (low - eye) / along, (high - eye) / along
    enter = np.minimum(first, second).max(axis=1)
    leave = np.maximum(first, second).min(axis=1)
    crossed: Bools = (enter < leave) & (leave > 0) & (enter < 0.98)
    return crossed
