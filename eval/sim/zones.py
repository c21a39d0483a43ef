"""Where each camera sees the aisles."""

from dataclasses import dataclass

import numpy as np

from eval.sim.camera import NEAR_M, Camera, area
from eval.sim.mesh import Floats
from eval.sim.script import Script
from eval.sim.script.parts import Point

AISLE_WIDTH_M = 1.0
STEP_M = 0.2
LEAST_SHARE = 0.005  # of the frame; less is a strip on the horizon


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the floor as one camera sees it: a polygon (k, 2) in pixels."""

    id: str
    camera: str
    polygon: Floats


def aisle_zones(script: Script, cameras: list[Camera]) -> list[Zone]:
    """Each aisle on each camera that has it in the frame, as if nothing stood before it.

    Aisles are numbered from 1 in the script's order: `aisle-3-cam1`.
    """
    zones = []
    for camera in cameras:
        least = LEAST_SHARE * camera.size[0] * camera.size[1]
        for number, (start, end) in enumerate(script.aisles, start=1):
            floor = aisle_floor(script.waypoints[start], script.waypoints[end])
            _, depths = camera.project(floor)
            in_room = floor[:, 0] >= 0  # the corridor lies behind the wall
            polygon = camera.outline(floor[in_room & (depths > NEAR_M)])
            if area(polygon) >= least:
                zones.append(Zone(f"aisle-{number}-{camera.id}", camera.id, polygon))
    return zones


def aisle_floor(start: Point, end: Point) -> Floats:
    """Points (n, 3) on the floor along both sides of an aisle, close enough to one another that
    the ones before a camera outline what it sees."""
    along = np.subtract(end, start)
    length = float(np.hypot(*along))
    across = np.array([-along[1], along[0]]) / max(length, 1e-9) * AISLE_WIDTH_M / 2
    shares = np.linspace(0, 1, max(2, round(length / STEP_M)))[:, None]
    middle = np.array(start) + shares * along
    plan = np.concatenate([middle + across, middle - across])
    return np.stack([plan[:, 0], np.zeros(len(plan)), plan[:, 1]], axis=1)
