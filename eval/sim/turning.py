"""Turns in space as matrices (3, 3): about an axis, from one way to another, and shares of them."""

import cv2
import numpy as np

from eval.sim.mesh import Floats


def cross(a: Floats, b: Floats) -> Floats:
    """The cross product (3,) of two vectors (3,); numpy's own takes fifty times as long for one."""
    (x, y, z), (u, v, w) = a, b
    return np.array([y * w - z * v, z * u - x * w, x * v - y * u])


def about(axis: Floats, angle: float) -> Floats:
    """The turn by `angle` radians about `axis` (3,), of any length but 0 (Rodrigues)."""
    skew = _skew(axis / np.linalg.norm(axis))
    turn: Floats = np.eye(3) + np.sin(angle) * skew + (1 - np.cos(angle)) * skew @ skew
    return turn


def about_x(angle: float) -> Floats:
    """The turn by `angle` radians about x: +y comes towards +z."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])


def about_z(angle: float) -> Floats:
    """The turn by `angle` radians about z: +x comes towards +y."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])


def between(start: Floats, goal: Floats) -> Floats:
    """The least turn that brings one direction (3,) onto another (Rodrigues)."""
    a, b = start / np.linalg.norm(start), goal / np.linalg.norm(goal)
    square, cosine = cross(a, b), float(a @ b)
    if cosine < -0.9999:  # opposite: any half turn about an axis across will do
        axis = cross(a, np.array([1.0, 0.0, 0.01]))
        axis /= np.linalg.norm(axis)
        return 2 * np.outer(axis, axis) - np.eye(3)
    skew = _skew(square)
    turn: Floats = np.eye(3) + skew + skew @ skew / (1 + cosine)
    return turn


def part_of(turn: Floats, share: float) -> Floats:
    """The same turn about the same axis, by `share` of its angle."""
    if share >= 1.0:
        return turn
    vector = cv2.Rodrigues(turn)[0] * share
    return np.asarray(cv2.Rodrigues(vector)[0], dtype=np.float64)


def mixed(start: Floats, goal: Floats, share: float) -> Floats:
    """From one turn to another along the shortest way."""
    turn: Floats = part_of(goal @ start.T, share) @ start
    return turn


def twist(turn: Floats, axis: Floats) -> float:
    """The angle about `axis` (3,) that is in a turn, within half a turn either way (the twist of
    a swing and twist decomposition)."""
    vector = cv2.Rodrigues(turn)[0].reshape(3)
    angle = float(np.linalg.norm(vector))
    if angle < 1e-9:
        return 0.0
    along = float(vector @ axis) / angle / float(np.linalg.norm(axis))
    return float(2 * np.arctan2(np.sin(angle / 2) * along, np.cos(angle / 2)))


def _skew(vector: Floats) -> Floats:
    """The matrix (3, 3) that takes the cross product with `vector` (3,)."""
    x, y, z = vector
    return np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
