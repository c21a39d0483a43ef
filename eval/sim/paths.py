"""Ways through the room: along the aisles, and from a seat to the nearest one."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from eval.sim.mesh import Floats
from eval.sim.script import Point


@dataclass(frozen=True, slots=True)
class Aisles:
    """Waypoints (x, y) in metres and the straight aisles between them."""

    waypoints: dict[str, Point]
    edges: list[tuple[str, str]]

    def way(self, start: ArrayLike, to: str) -> Floats:
        """The shortest way (k, 2) from a plan point, first straight to the nearest aisle, then
        along the aisles to the waypoint `to`.

        Raises `ValueError` if no aisle leads there.
        """
        begin = np.asarray(start, float)
        foot, ends = self._nearest(begin)
        best: list[str] | None = None
        best_length = np.inf
        for end in ends:
            length, names = self._shortest(end, to)
            length += float(np.linalg.norm(foot - self.waypoints[end]))
            if length < best_length:
                best, best_length = names, length
        if best is None:
            raise ValueError(f"no aisle leads to {to!r}")
        points = [begin, foot, *(np.array(self.waypoints[name]) for name in best)]
        return np.array(
            [
                point
                for number, point in enumerate(points)
                if number == 0 or np.linalg.norm(point - points[number - 1]) > 1e-6
            ]
        )

    def _nearest(self, point: Floats) -> tuple[Floats, tuple[str, str]]:
        """The nearest point on any aisle, and that aisle's ends."""
        candidates = []
        for edge in self.edges:
            first, second = (np.array(self.waypoints[name]) for name in edge)
            along = second - first
            share = np.clip((point - first) @ along / (along @ along), 0, 1)
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
