"""What stands in the room of a script: desks with their screens, partitions, chairs and things."""

import numpy as np

from eval.sim.chairs import chair
from eval.sim.desks import desk, side_screen
from eval.sim.layout import Seat, seats_of
from eval.sim.mesh import Floats, Mesh, box, merge, turn_about_y
from eval.sim.script import Script
from eval.sim.script.parts import Partition

PARTITION_M = 0.05
DESK_SEED = 1_000_000
CHAIR_SEED = 2_000_000


def furniture(script: Script) -> Mesh:
    """All that never moves: desks with what always stands on them, screens, partitions."""
    rng = np.random.default_rng([script.seed, DESK_SEED])
    seats = seats_of(script)
    parts = [_desk(seat, rng) for seat in seats.values()]
    for row in script.rows:
        for before, seat in zip(row.seats, row.seats[1:], strict=False):
            parts += _between(seats[before], seats[seat])
    parts += [partition(each) for each in script.room.partitions]
    return merge(parts)


def chairs(script: Script) -> list[Mesh]:
    """A chair for every seat, at the origin, in the order of the seats."""
    return [
        chair(
            seat.furniture.chair_model,
            seat.furniture.chair,
            np.random.default_rng([script.seed, CHAIR_SEED, number]),
        )
        for number, seat in enumerate(seats_of(script).values())
    ]


def partition(screen: Partition) -> Mesh:
    """A free-standing screen on the plan."""
    (x0, y0), (x1, y1) = screen.start, screen.end
    length = float(np.hypot(x1 - x0, y1 - y0))
    standing = box((PARTITION_M, screen.height, length), (0, screen.height / 2, 0), screen.colour)
    return standing.moved(((x0 + x1) / 2, 0, (y0 + y1) / 2), float(np.arctan2(x1 - x0, y1 - y0)))


def place_on_floor(x: float, y: float, heading: float) -> Floats:
    """The place (4, 4) of something that stands at a plan point."""
    matrix = np.eye(4)
    matrix[:3, :3] = turn_about_y(heading)
    matrix[:3, 3] = x, 0.0, y
    return matrix


def _desk(seat: Seat, rng: np.random.Generator) -> Mesh:
    return desk(seat.furniture, seat.width, rng).moved((seat.x, 0.0, seat.y), seat.heading)


def _between(seat: Seat, other: Seat) -> list[Mesh]:
    """The screen between two neighbours; a cubicle has walls of its own."""
    screen = side_screen(seat.furniture.screens)
    if screen is None or seat.furniture.desk == "cubicle":
        return []
    middle = ((seat.x + other.x) / 2, 0.0, (seat.y + other.y) / 2)
    return [screen.moved(middle, seat.heading)]
