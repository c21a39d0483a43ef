"""Whether what a script places has room there: no camera in a wall, no aisle through a desk."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from eval.sim.furniture import DESK_DEPTH_M, DESK_FRONT_M
from eval.sim.layout import Seat, desk_top, seats_of
from eval.sim.mesh import Floats
from eval.sim.room import CORRIDOR_M, DOOR_WIDTH_M
from eval.sim.script.faults import ScriptFault, Where
from eval.sim.script.model import Script
from eval.sim.script.parts import Partition, Point, Room

PANEL_M = 0.05  # behind the desk top
PANEL_HEIGHT_M = 1.2
CLEARANCE_M = 0.05  # of a camera from any wall
LEAST_BETWEEN_M = 0.8  # two sitters' hips
STEP_M = 0.05


def space_faults(script: Script) -> Iterator[ScriptFault]:
    """Every thing that is where something else is, or where nothing can be."""
    room, seats = script.room, list(seats_of(script).values())
    half_door = DOOR_WIDTH_M / 2
    if not half_door <= room.door_y <= room.depth - half_door:
        message = f"the door at {room.door_y:g} is not in the wall, {room.depth:g} m long"
        yield ScriptFault(("room", "door_y"), message)
    for number, partition in enumerate(room.partitions):
        for end, point in (("from", partition.start), ("to", partition.end)):
            if not _inside(room, point):
                yield ScriptFault(
                    ("room", "partitions", number, end), f"{_said(point)} is not in {_size(room)}"
                )
    fields = seat_fields(script)
    for seat in seats:
        yield from _seat_faults(fields[seat.id], seat, room)
    for first, second in combinations(seats, 2):
        apart = float(np.hypot(first.x - second.x, first.y - second.y))
        if apart < LEAST_BETWEEN_M:
            yield ScriptFault(
                fields[second.id],
                f"{second.id} is {apart:.2f} m from {first.id}; two chairs need {LEAST_BETWEEN_M}",
            )
    for name, point in script.waypoints.items():
        if not (_inside(room, point) or _in_corridor(room, point)):
            yield ScriptFault(
                ("waypoints", name),
                f"{_said(point)} is neither in {_size(room)} nor in the corridor, x from "
                f"{-CORRIDOR_M:g} to 0",
            )
    for number, ends in enumerate(script.aisles):
        begin, until = (script.waypoints[name] for name in ends)
        yield from _aisle_faults(("aisles", number), begin, until, room, seats)
    for number in range(len(script.cameras)):
        yield from _camera_faults(script, number, seats)


def seat_fields(script: Script) -> dict[str, Where]:
    """The field that names each seat."""
    fields: dict[str, Where] = {
        name: ("rows", number, "seats", place)
        for number, row in enumerate(script.rows)
        for place, name in enumerate(row.seats)
    }
    return fields | {seat.id: ("seats", number) for number, seat in enumerate(script.seats)}


def _seat_faults(field: Where, seat: Seat, room: Room) -> Iterator[ScriptFault]:
    corners = [(seat.x, seat.y), *((x, y) for x, _, y in desk_top(seat))]
    if not all(_inside(room, corner) for corner in corners):
        yield ScriptFault(
            field,
            f"{seat.id} at {_said((seat.x, seat.y))} or its desk reaches out of {_size(room)}",
        )


def _aisle_faults(
    field: Where, start: Point, end: Point, room: Room, seats: list[Seat]
) -> Iterator[ScriptFault]:
    """The first thing that an aisle runs into."""
    length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    shares = np.linspace(0, 1, max(2, round(length / STEP_M)))
    points = np.array(start) + shares[:, None] * np.subtract(end, start)
    for seat in seats:
        if _in_desk(seat, points).any():
            yield ScriptFault(field, f"it runs through the desk of {seat.id}; lead it round")
            return
    for partition in room.partitions:
        if crosses(start, end, partition):
            said = f"{_said(partition.start)} to {_said(partition.end)}"
            yield ScriptFault(field, f"it runs through the partition {said}; lead it round")
            return
    if (start[0] < 0) != (end[0] < 0):
        share = start[0] / (start[0] - end[0])
        y = start[1] + share * (end[1] - start[1])
        if abs(y - room.door_y) > DOOR_WIDTH_M / 2:
            yield ScriptFault(
                field,
                f"it runs through the wall at y {y:.2f}; the door is at {room.door_y:g}, "
                f"{DOOR_WIDTH_M:g} m wide",
            )


def _camera_faults(script: Script, number: int, seats: list[Seat]) -> Iterator[ScriptFault]:
    spec, room = script.cameras[number], script.room
    field: Where = ("cameras", number, "eye")
    x, y, height = spec.eye
    clear = CLEARANCE_M
    if not (
        clear <= x <= room.width - clear
        and clear <= y <= room.depth - clear
        and clear <= height <= room.height - clear
    ):
        yield ScriptFault(
            field,
            f"{spec.id} at {_said(spec.eye)} is in or behind a wall, floor or ceiling; "
            f"it needs {clear:g} m inside {_size(room)}",
        )
    eye = np.array([[x, y]])
    for seat in seats:
        if height < PANEL_HEIGHT_M and _in_desk(seat, eye).any():
            yield ScriptFault(field, f"{spec.id} is inside the desk of {seat.id}")
    for partition in room.partitions:
        if height < partition.height and _distance(eye[0], partition) < clear:
            yield ScriptFault(field, f"{spec.id} is inside a partition")
    if np.allclose(spec.eye, spec.target):
        yield ScriptFault(("cameras", number, "target"), f"{spec.id} looks at itself")
    elif np.allclose(spec.eye[:2], spec.target[:2]):
        yield ScriptFault(
            ("cameras", number, "target"),
            f"{spec.id} looks straight down; move the target a little, so that up is known",
        )


def _in_desk(seat: Seat, points: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which plan points (n, 2) lie in a seat's desk or the panel behind it."""
    local = np.array([seat.to_local(point) for point in points])
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        (np.abs(local[:, 0]) < seat.width / 2 - 0.02)
        & (local[:, 1] > DESK_FRONT_M)
        & (local[:, 1] < DESK_FRONT_M + DESK_DEPTH_M + PANEL_M)
    )
    return inside


def crosses(start: Point, end: Point, partition: Partition) -> bool:
    """Whether two segments cross (each one's ends lie on different sides of the other)."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    first, second = partition.start, partition.end
    return (
        side(start, end, first) * side(start, end, second) < 0
        and side(first, second, start) * side(first, second, end) < 0
    )


def _distance(point: Floats, partition: Partition) -> float:
    """From a plan point to a partition, in metres."""
    start, along = np.array(partition.start), np.subtract(partition.end, partition.start)
    share = np.clip((point - start) @ along / max(float(along @ along), 1e-9), 0, 1)
    return float(np.linalg.norm(start + share * along - point))


def _inside(room: Room, point: Point) -> bool:
    return 0 <= point[0] <= room.width and 0 <= point[1] <= room.depth


def _in_corridor(room: Room, point: Point) -> bool:
    return -CORRIDOR_M <= point[0] <= 0 and 0 <= point[1] <= room.depth


def _said(numbers: tuple[float, ...]) -> str:
    return "(" + ", ".join(f"{number:g}" for number in np.round(numbers, 3)) + ")"


def _size(room: Room) -> str:
    return f"the room of {room.width:g} x {room.depth:g} x {room.height:g} m"
