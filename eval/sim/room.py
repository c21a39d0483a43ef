"""The room around: floor, walls, windows, the door with a corridor behind, and the ceiling."""

import numpy as np

from eval.sim.mesh import Material, Mesh, box, merge, quad
from eval.sim.script import Room

FLOOR = (0.42, 0.44, 0.48)
WALL = (0.83, 0.83, 0.80)
SKIRTING = (0.45, 0.46, 0.48)
DOOR_WIDTH_M = 1.0
DOOR_HEIGHT_M = 2.1
CORRIDOR_M = 1.6
LAMP = (1.0, 1.0, 0.98)
DAYLIGHT = (0.80, 0.89, 0.97)


def shell(room: Room) -> Mesh:
    """Everything that light comes through or from, and that casts no shadow worth drawing."""
    width, depth, height = room.width, room.depth, room.height
    parts = [
        _floor(-CORRIDOR_M, 0, width, depth),
        _wall((0, 0), (width, 0), height, WALL),
        _wall((width, 0), (width, depth), height, WALL),
        _wall((width, depth), (0, depth), height, WALL),
        *_door_wall(room),
        *_ceiling(room),
    ]
    for side in room.windows:
        parts += _windows(room, side)
    return merge(parts)


def _floor(x0: float, y0: float, x1: float, y1: float) -> Mesh:
    corners = [(x0, 0, y1), (x1, 0, y1), (x1, 0, y0), (x0, 0, y0)]
    return quad(corners, FLOOR, Material.CARPET)


def _wall(
    start: tuple[float, float],
    end: tuple[float, float],
    height: float,
    colour: tuple[float, float, float],
    low: float = 0.0,
) -> Mesh:
    """A wall from one plan point to another, with a skirting board if it stands on the floor."""
    (x0, y0), (x1, y1) = start, end
    parts = [quad([(x0, low, y0), (x1, low, y1), (x1, height, y1), (x0, height, y0)], colour)]
    if low == 0.0:
        along = np.array([x1 - x0, 0, y1 - y0])
        inward = np.cross(along, (0, 1, 0)) / np.linalg.norm(along) * -0.01
        board = np.array([(x0, 0, y0), (x1, 0, y1), (x1, 0.09, y1), (x0, 0.09, y0)]) + inward
        parts.append(quad(board, SKIRTING))
    return merge(parts)


def _door_wall(room: Room) -> list[Mesh]:
    """The left wall with an open doorway, and the dim corridor behind it."""
    near, far = room.door_y - DOOR_WIDTH_M / 2, room.door_y + DOOR_WIDTH_M / 2
    dim = (0.55, 0.54, 0.50)
    back = -CORRIDOR_M
    frame = (0.40, 0.29, 0.20)
    return [
        _wall((0, room.depth), (0, far), room.height, WALL),
        _wall((0, near), (0, 0), room.height, WALL),
        _wall((0, far), (0, near), room.height, WALL, DOOR_HEIGHT_M),
        _wall((back, room.depth), (back, 0), room.height, dim),
        _wall((back, 0), (0, 0), room.height, dim),
        _wall((0, room.depth), (back, room.depth), room.height, dim),
        box((0.12, DOOR_HEIGHT_M, 0.06), (0, DOOR_HEIGHT_M / 2, near - 0.03), frame),
        box((0.12, DOOR_HEIGHT_M, 0.06), (0, DOOR_HEIGHT_M / 2, far + 0.03), frame),
        box((0.12, 0.06, DOOR_WIDTH_M + 0.12), (0, DOOR_HEIGHT_M + 0.03, room.door_y), frame),
    ]


def _ceiling(room: Room) -> list[Mesh]:
    high = room.height
    corners = [
        (-CORRIDOR_M, high, 0),
        (room.width, high, 0),
        (room.width, high, room.depth),
        (-CORRIDOR_M, high, room.depth),
    ]
    parts = [quad(corners, (0.86, 0.86, 0.85), Material.CEILING)]
    for x in np.arange(1.5, room.width - 0.5, 2.4):
        for y in np.arange(1.2, room.depth - 0.6, 2.4):
            low = high - 0.01
            lamp = [
                (x - 0.3, low, y - 0.6),
                (x + 0.3, low, y - 0.6),
                (x + 0.3, low, y + 0.6),
                (x - 0.3, low, y + 0.6),
            ]
            parts.append(quad(lamp, LAMP, Material.LAMP))
    return parts


def _windows(room: Room, side: str) -> list[Mesh]:
    """Bright panes with dark frames along one wall."""
    length = room.depth if side == "right" else room.width
    parts = []
    for start in np.arange(0.8, length - 1.8, 2.3):
        middle = start + 0.85
        match side:
            case "right":
                at, turn = (room.width - 0.02, 1.55, middle), -np.pi / 2
            case "top":
                at, turn = (middle, 1.55, 0.02), 0.0
            case _:
                at, turn = (middle, 1.55, room.depth - 0.02), np.pi
        pane = quad(
            [(-0.85, -0.6, 0), (0.85, -0.6, 0), (0.85, 0.6, 0), (-0.85, 0.6, 0)],
            DAYLIGHT,
            Material.WINDOW,
        )
        bars = [
            box((1.78, 0.05, 0.05), (0, height, 0), (0.92, 0.92, 0.92)) for height in (-0.62, 0.62)
        ]
        posts = [
            box((0.05, 1.28, 0.05), (across, 0, 0), (0.92, 0.92, 0.92))
            for across in (-0.87, 0.0, 0.87)
        ]
        parts.append(merge([pane, *bars, *posts]).moved(at, turn))
    return parts
