"""Where light comes from: the key light's space, the sky's directions, the panes of windows."""

from dataclasses import dataclass

import numpy as np

from eval.sim.drawing.moment import Lights
from eval.sim.mesh import Floats, Material, Mesh

KEY = np.array([0.28, 1.0, 0.22]) / np.linalg.norm([0.28, 1.0, 0.22])
KEY_SPREAD = 0.11  # half the angle, in radians, over which lamps spread: shadows get soft edges
MOST_PANES = 6  # the shader knows no more; neighbours are merged
WARM = np.array([0.12, 0.0, -0.16])


@dataclass(frozen=True, slots=True)
class Panes:
    """Windows as small lights: places and directions into the room (n, 3), areas (n,) in square
    metres."""

    places: Floats
    directions: Floats
    areas: Floats


def lamp_colour(lights: Lights, factor: float) -> Floats:
    """The colour (3,) by which the lamps' light is multiplied when they give `factor`."""
    colour: Floats = max(lights.level * factor, 0.0) * (1 + lights.warmth * WARM)
    return colour


def light_matrix(around: Floats, towards: Floats) -> Floats:
    """World to the clip space (4, 4) of parallel light from the direction `towards` (3,), just
    large enough for the points `around` (n, 3)."""
    # What is not the direction's own: a sky's direction may lie along any axis but straight down.
    right = np.cross((0.0, 0.0, 1.0) if abs(towards[2]) < 0.9 else (1.0, 0.0, 0.0), towards)
    right /= np.linalg.norm(right)
    turn = np.stack([right, np.cross(towards, right), towards])
    seen = around @ turn.T
    low, high = seen.min(axis=0) - 0.05, seen.max(axis=0) + 0.05
    matrix = np.eye(4)
    scale = 2 / (high - low) * (1, 1, -1)
    matrix[:3, :3] = turn * scale[:, None]
    matrix[:3, 3] = -(low + high) / 2 * scale
    return matrix


def sky_direction(number: int, count: int) -> Floats:
    """The number-th of `count` directions (3,) spread evenly over the upper half of a sphere
    (Fibonacci lattice)."""
    height = (number + 0.5) / count
    around = number * np.pi * (3 - np.sqrt(5))
    ring = np.sqrt(1 - height**2)
    return np.array([ring * np.cos(around), height, ring * np.sin(around)])


def key_direction(number: int, count: int) -> Floats:
    """The number-th of `count` directions (3,) spread evenly over the lamps (sunflower)."""
    across = np.cross(KEY, (0.0, 0.0, 1.0))
    across /= np.linalg.norm(across)
    away = KEY_SPREAD * np.sqrt((number + 0.5) / count)
    around = number * np.pi * (3 - np.sqrt(5))
    moved = KEY + away * (np.cos(around) * across + np.sin(around) * np.cross(KEY, across))
    direction: Floats = moved / np.linalg.norm(moved)
    return direction


def panes_of(shell: Mesh, most: int = MOST_PANES) -> Panes:
    """The panes of the windows in a shell, neighbours merged until there are at most `most`."""
    glass = shell.faces[shell.materials[shell.faces[:, 0]] == Material.WINDOW]
    triangles = shell.vertices[glass]
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    places, areas = triangles.mean(axis=1), np.linalg.norm(across, axis=1) / 2
    directions = across / np.maximum(2 * areas, 1e-9)[:, None]
    # Panes of one wall follow one another in the mesh: runs of them become one.
    shares = np.array_split(np.arange(len(areas)), max(min(most, len(areas) // 2), 1))
    kept = [share for share in shares if len(share)]
    return Panes(
        np.array([np.average(places[s], axis=0, weights=areas[s]) for s in kept]).reshape(-1, 3),
        np.array([_mean_direction(directions[s]) for s in kept]).reshape(-1, 3),
        np.array([areas[s].sum() for s in kept]),
    )


def _mean_direction(directions: Floats) -> Floats:
    mean = directions.mean(axis=0)
    unit: Floats = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit
