"""Ways through the room: along the aisles, by the shortest path, everybody on their right."""

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from eval.sim.mesh import Floats
from eval.sim.script.parts import Point

KEEP_RIGHT_M = 0.18
JOIN_M = 0.5  # within which a walker comes over to the right, and back at the end


@dataclass(frozen=True, slots=True)
class Aisles:
    """Waypoints (x, y) in metres and the straight aisles between them."""

    waypoints: dict[str, Point]
    edges: list[tuple[str, str]]

    def way(self, start: ArrayLike, to: ArrayLike) -> Floats:
        """The shortest way (k, 2) from one plan point to another: straight to the nearest aisle,
        along aisles, straight from the nearest aisle.

        Raises `ValueError` if no aisles connect the two.
        """
        begin, end = np.asarray(start, float), np.asarray(to, float)
        first, first_ends = self._nearest(begin)
        last, last_ends = self._nearest(end)
        if first_ends == last_ends:
            return _without_repeats([begin, first, last, end])
        best: list[str] | None = None
        best_length = np.inf
        for near in first_ends:
            for far in last_ends:
                length, names = self._shortest(near, far)
                length += float(np.linalg.norm(first - self.waypoints[near]))
                length += float(np.linalg.norm(last - self.waypoints[far]))
                if length < best_length:
                    best, best_length = names, length
        if best is None:
            raise ValueError("no aisle leads there")
        return _without_repeats(
            [begin, first, *(np.array(self.waypoints[name]) for name in best), last, end]
        )

    def _nearest(self, point: Floats) -> tuple[Floats, tuple[str, str]]:
        """The nearest point on any aisle, and that aisle's ends."""
        candidates = []
        for edge in self.edges:
            first, second = (np.array(self.waypoints[name]) for name in edge)
            along = second - first
            share = np.clip((point - first) @ along / max(along @ along, 1e-9), 0, 1)
            foot = first + share * along
            candidates.append((float(np.linalg.norm(foot - point)), foot, edge))
        _, foot, edge = min(candidates, key=lambda candidate: candidate[0])
        return foot, edge

    def _shortest(self, start: str, to: str) -> tuple[float, list[str]]:
        """Length in metres and waypoints of the shortest way (Dijkstra, 1959)."""
        heap: list[tuple[float, list[str]]] = [(0.0, [start])]
        done: set[str] = set()
        while heap:
            length, names = heapq.heappop(heap)
            here = names[-1]
            if here == to:
                return length, names
            if here in done:
                continue
            done.add(here)
            for first, second in self.edges:
                if here in (first, second):
                    there = second if here == first else first
                    gap = np.subtract(self.waypoints[here], self.waypoints[there])
                    heapq.heappush(heap, (length + float(np.hypot(*gap)), [*names, there]))
        return np.inf, []


def keep_right(points: Floats) -> Floats:
    """A way (k, 2) moved `KEEP_RIGHT_M` to the right of where it leads, except near its ends, so
    that people who meet in an aisle pass each other."""
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    marks = np.concatenate([[0.0], np.cumsum(lengths)])
    if marks[-1] < 3 * JOIN_M:
        return points
    inside = (marks > JOIN_M) & (marks < marks[-1] - JOIN_M)
    stops = np.concatenate([[JOIN_M], marks[inside], [marks[-1] - JOIN_M]])
    moved = []
    for stop in stops:
        at, before, after = (
            np.array([np.interp(stop + by, marks, points[:, axis]) for axis in (0, 1)])
            for by in (0.0, -0.25, 0.25)
        )
        along = (after - before) / max(float(np.linalg.norm(after - before)), 1e-9)
        # The plan's y runs downwards on the map: seen from above with z = y, right is (-y, x).
        moved.append(at + KEEP_RIGHT_M * np.array([-along[1], along[0]]))
    return np.array([points[0], *moved, points[-1]])


def _without_repeats(points: list[Floats]) -> Floats:
    kept = [points[0]]
    kept += [
        point for before, point in pairwise(points) if float(np.linalg.norm(point - before)) > 1e-6
    ]
    return np.array(kept)
