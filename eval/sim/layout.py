"""Where seats are: frames from the seat to the room, and the volumes that a camera should see."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from eval.sim.furniture import DESK_DEPTH_M, DESK_FRONT_M, DESK_TOP_M
from eval.sim.mesh import Floats, turn_about_y
from eval.sim.script import Script
from eval.sim.script.parts import FreeSeat, Furniture, Row

CHAIR_OCCUPIED_Z_M = 0.04  # hips sit a little behind the middle of the seat
CHAIR_HOME_Z_M = 0.31
CHAIR_OUT_Z_M = -0.38
DEFAULT_WIDTH_M = 1.4


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: the plan position of its sitter's hips (x, y) in metres, the heading towards its
    desk in radians, the desk's width in metres, and what furniture it has."""

    id: str
    x: float
    y: float
    heading: float
    width: float
    furniture: Furniture

    def to_world(self, points: ArrayLike) -> Floats:
        """Points (n, 3) in the seat's frame as points in the room."""
        turned: Floats = np.atleast_2d(np.asarray(points, float)) @ turn_about_y(self.heading).T
        placed: Floats = turned + np.array([self.x, 0.0, self.y])
        return placed

    def to_plan(self, local: tuple[float, float]) -> Floats:
        """A point (x, z) of the seat's frame on the plan, (2,)."""
        world: Floats = self.to_world([(local[0], 0.0, local[1])])[0, [0, 2]]
        return world

    def to_local(self, plan: ArrayLike) -> Floats:
        """A plan point (2,) as (x, z) in the seat's frame."""
        gap = np.asarray(plan, float) - (self.x, self.y)
        local: Floats = (turn_about_y(self.heading).T @ (gap[0], 0.0, gap[1]))[[0, 2]]
        return local


def seats_of(script: Script) -> dict[str, Seat]:
    """All seats of a script by name, those in rows first."""
    seats = [seat for row in script.rows for seat in _seats_of_row(row)]
    seats += [_free_seat(seat) for seat in script.seats]
    return {seat.id: seat for seat in seats}


def _seats_of_row(row: Row) -> list[Seat]:
    width = float(np.hypot(*row.step)) if len(row.seats) > 1 else DEFAULT_WIDTH_M
    return [
        Seat(
            name,
            row.first[0] + number * row.step[0],
            row.first[1] + number * row.step[1],
            _heading(row.facing),
            width,
            row,
        )
        for number, name in enumerate(row.seats)
    ]


def _free_seat(seat: FreeSeat) -> Seat:
    return Seat(seat.id, *seat.place, _heading(seat.facing), seat.width, seat)


def _heading(facing: float) -> float:
    """A script's degrees (0 along +x, 90 along +y) as radians from +y towards +x."""
    return float(np.deg2rad(90 - facing))


def seated_volume(seat: Seat) -> Floats:
    """Points (n, 3) in the room round a person who sits at work, and the chair below."""
    rings = [  # height, half width, back, front
        (0.03, 0.30, -0.26, 0.34),
        (0.45, 0.30, -0.28, 0.46),
        (0.70, 0.31, -0.34, 0.42),
        (1.05, 0.27, -0.34, 0.22),
        (1.20, 0.14, -0.18, 0.22),
        (1.34, 0.10, -0.14, 0.18),
    ]
    return seat.to_world(_ring_points(rings))


def chair_volume(seat: Seat, z: float = CHAIR_HOME_Z_M) -> Floats:
    """Points (n, 3) in the room round a chair whose seat is at `z` in the seat's frame."""
    rings = [
        (0.02, 0.30, -0.30, 0.30),
        (0.45, 0.28, -0.28, 0.26),
        (0.68, 0.30, -0.28, 0.15),
        (1.08, 0.22, -0.36, -0.22),
    ]
    return seat.to_world(_ring_points(rings) + np.array([0.0, 0.0, z]))


def desk_top(seat: Seat) -> Floats:
    """The corners (4, 3) of the desk top in the room."""
    half = seat.width / 2
    front, back = DESK_FRONT_M, DESK_FRONT_M + DESK_DEPTH_M
    return seat.to_world(
        [
            (-half, DESK_TOP_M, front),
            (half, DESK_TOP_M, front),
            (half, DESK_TOP_M, back),
            (-half, DESK_TOP_M, back),
        ]
    )


def _ring_points(rings: list[tuple[float, float, float, float]]) -> Floats:
    return np.array(
        [
            (side * half, height, depth)
            for height, half, back, front in rings
            for side in (-1, 1)
            for depth in (back, front)
        ]
    )
