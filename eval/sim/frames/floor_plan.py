"""A random room: rows of seats with aisles between, or desks that stand by themselves."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from eval.sim.script.parts import Furniture, Point

AISLE_X_M = 0.75  # the aisle along the door's wall, into which all others lead
BEHIND_M = 1.35  # from a sitter's hips to the aisle behind
DESK_M = 1.08  # from a sitter's hips to behind the desk's panel
HALF_AISLE_M = 0.45

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A room in the words of a script, its waypoints and aisles, and how its seats are called."""

    room: Spec
    rows: tuple[Spec, ...]
    seats: tuple[Spec, ...]
    waypoints: dict[str, Point]
    aisles: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, ...], ...]  # neighbours side by side, row by row


def draw_plan(rng: np.random.Generator) -> FloorPlan:
    """A room of 2 to 9 seats."""
    return _rows(rng) if rng.random() < 0.75 else _islands(rng)


def _rows(rng: np.random.Generator) -> FloorPlan:
    """One to three rows; two that face away from each other share an aisle."""
    count = int(rng.choice((1, 2, 3), p=(0.25, 0.45, 0.3)))
    most = {1: 5, 2: 4, 3: 3}[count]
    long = int(rng.integers(2, most + 1))
    step = float(rng.uniform(1.15, 1.75))
    left = float(rng.uniform(1.4, 2.2)) + step / 2
    rows: list[Spec] = []
    aisles_y: list[float] = []
    cursor, before = float(rng.uniform(0.1, 0.8)), 0
    for number in range(count):
        facing = int(rng.choice((-1, 1)))
        if facing > 0:
            shared = before < 0 and rng.random() < 0.6
            aisle = aisles_y[-1] if shared else cursor + HALF_AISLE_M
            y = aisle + BEHIND_M
            cursor = y + DESK_M
        else:
            y = cursor + DESK_M
            aisle = y + BEHIND_M
            cursor = aisle + HALF_AISLE_M
        aisles_y.append(aisle)
        before = facing
        first = (left, y + float(rng.uniform(-0.02, 0.02)))
        names = [f"{'ABC'[number]}-{place + 1:02}" for place in range(long)]
        rows.append(
            {
                "seats": names,
                "first": first,
                "step": (step, 0.0),
                "facing": 90.0 * facing,
                **_furniture(rng),
            }
        )
    right = left + (long - 0.5) * step
    width = right + float(rng.uniform(0.3, 3.0))
    depth = cursor + float(rng.uniform(0.2, 1.8))
    waypoints: dict[str, Point] = {}
    aisles: list[tuple[str, str]] = []
    for number, y in enumerate(aisles_y):
        waypoints[f"row{number}"] = (AISLE_X_M, y)
        waypoints[f"end{number}"] = (min(right + 0.2, width - 0.4), y)
        aisles.append((f"row{number}", f"end{number}"))
    door_y = float(rng.choice(aisles_y)) if rng.random() < 0.5 else depth - 0.8
    _along_the_door(waypoints, aisles, [f"row{n}" for n in range(count)], door_y)
    room = _room(rng, width, depth, door_y)
    room["partitions"] = _row_ends(rng, rows, width)
    return FloorPlan(
        room,
        tuple(rows),
        (),
        waypoints,
        tuple(aisles),
        tuple(tuple(row["seats"]) for row in rows),
    )


def _islands(rng: np.random.Generator) -> FloorPlan:
    """Two to five desks askew, each with its back to one long aisle."""
    count = int(rng.integers(2, 6))
    aisle = float(rng.uniform(2.7, 3.4))
    seats: list[Spec] = []
    furniture = _furniture(rng)
    sides = {1: 2.6, -1: 2.6}
    for number in range(count):
        side = int(rng.choice((-1, 1)))
        wide = float(rng.uniform(1.1, 1.7))
        x = sides[side] + wide / 2
        sides[side] = x + wide / 2 + float(rng.uniform(0.15, 0.9))
        if rng.random() < 0.4:
            furniture = _furniture(rng)
        seats.append(
            {
                "id": f"F-{number + 1:02}",
                "place": (x, aisle + side * (BEHIND_M + float(rng.uniform(0, 0.1)))),
                "facing": 90.0 * side + float(rng.uniform(-9, 9)),
                "width": wide,
                **furniture,
            }
        )
    right = max(sides.values())
    width, depth = right + float(rng.uniform(0.4, 2.0)), aisle + float(rng.uniform(2.7, 3.6))
    waypoints: dict[str, Point] = {
        "row0": (AISLE_X_M, aisle),
        "end0": (min(right, width - 0.4), aisle),
    }
    aisles = [("row0", "end0")]
    _along_the_door(waypoints, aisles, ["row0"], aisle)
    room = _room(rng, width, depth, aisle)
    return FloorPlan(
        room,
        (),
        tuple(seats),
        waypoints,
        tuple(aisles),
        tuple((seat["id"],) for seat in seats),
    )


def _along_the_door(
    waypoints: dict[str, Point], aisles: list[tuple[str, str]], into: list[str], door_y: float
) -> None:
    """The aisle along the left wall, from row to row and out of the door."""
    waypoints["door"] = (AISLE_X_M, door_y)
    waypoints["corridor"] = (-0.8, door_y)
    stops = sorted([*into, "door"], key=lambda name: waypoints[name][1])
    aisles += [*pairwise(stops), ("door", "corridor")]


def _room(rng: np.random.Generator, width: float, depth: float, door_y: float) -> Spec:
    windows = [side for side in ("top", "bottom", "right") if rng.random() < 0.3]
    return {
        "width": width,
        "depth": depth,
        "height": float(rng.uniform(2.5, 3.6)),
        "door_y": door_y,
        "windows": windows,
    }


def _row_ends(rng: np.random.Generator, rows: list[Spec], width: float) -> list[Spec]:
    """Screens across the right ends of some rows."""
    screens = []
    for row in rows:
        if rng.random() < 0.25:
            x = row["first"][0] + (len(row["seats"]) - 0.5) * row["step"][0] + 0.08
            ahead = row["facing"] / 90.0
            y = row["first"][1]
            if x < width - 0.3:
                screens.append(
                    {
                        "from": (x, y - ahead * 0.3),
                        "to": (x, y + ahead * 1.0),
                        "height": float(rng.uniform(1.1, 1.7)),
                        "colour": _colour(rng),
                    }
                )
    return screens


def _furniture(rng: np.random.Generator) -> Spec:
    found: Spec = {
        "chair": _colour(rng) if rng.random() < 0.5 else _grey(rng),
        "chair_model": str(rng.choice(("task", "mesh", "visitor"), p=(0.45, 0.35, 0.2))),
        "desk": str(rng.choice(("panel", "bench", "cubicle"))),
        "screens": str(rng.choice(("low", "high", "none"))),
        "monitors": int(rng.choice((0, 1, 2), p=(0.05, 0.6, 0.35))),
    }
    return {name: value for name, value in found.items() if name in Furniture.model_fields}


def _colour(rng: np.random.Generator) -> tuple[float, float, float]:
    """Any colour, more often a dull one."""
    grey, strength = rng.uniform(0.08, 0.8), rng.uniform(0.1, 1.0) ** 2
    red, green, blue = np.clip(grey + strength * rng.uniform(-0.5, 0.5, 3), 0.02, 0.98)
    return float(red), float(green), float(blue)


def _grey(rng: np.random.Generator) -> tuple[float, float, float]:
    """Black to light grey, a little blue or brown."""
    level = rng.uniform(0.05, 0.5)
    red, green, blue = np.clip(level + rng.uniform(-0.04, 0.04, 3), 0.02, 0.98)
    return float(red), float(green), float(blue)
