"""The site file of a scenario: cameras, seats as their cameras see them, and aisles."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.sim.camera import Camera, area
from eval.sim.layout import Seat, chair_volume, desk_top, seated_volume, seats_of
from eval.sim.mesh import Floats
from eval.sim.motion.perform import CHAT_REACH_M
from eval.sim.occlusion import share_in_sight
from eval.sim.script import CameraSpec, Script
from eval.sim.script.faults import ScriptFault, UnplayableError
from eval.sim.script.parts import Partition
from eval.sim.space import seat_fields
from eval.sim.zones import Zone, aisle_zones

SITE_FILE = "floor.yaml"
REFERENCE = "{}.reference.jpg"
"""A camera's picture of the tidy, empty floor."""

DECISIONS_PER_S = 2
LEAST_AREA_PX = 30.0  # a smaller polygon is a sliver at the frame's edge


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat as its camera sees it: polygons (k, 2) in pixels, empty where out of the frame."""

    seat: Seat
    camera: str
    seated: Floats
    desk: Floats
    chair_home: Floats


def cameras_of(script: Script) -> list[Camera]:
    """The script's cameras."""
    return [camera_of(script, spec) for spec in script.cameras]


def camera_of(script: Script, spec: CameraSpec) -> Camera:
    """A camera; the script says (x, y, height), the simulator (x, height, y)."""
    return Camera(
        spec.id,
        (spec.eye[0], spec.eye[2], spec.eye[1]),
        (spec.target[0], spec.target[2], spec.target[1]),
        spec.fov,
        script.camera_video(spec).size,
        spec.distortion,
    )


def seat_views(script: Script) -> list[SeatView]:
    """Each seat with the camera that sees most of a person sat there.

    Raises `UnplayableError` with the seats that no camera sees, or lenses that cannot be.
    """
    faults = list(_lens_faults(script))
    if faults:
        raise UnplayableError(faults)
    views = views_in_sight(script)
    seen, fields = {view.seat.id for view in views}, seat_fields(script)
    unseen = [seat for seat in seats_of(script) if seat not in seen]
    if unseen:
        raise UnplayableError(
            [ScriptFault(fields[seat], f"no camera sees {seat!r}; move one") for seat in unseen]
        )
    return views


def _lens_faults(script: Script) -> Iterator[ScriptFault]:
    for number, spec in enumerate(script.cameras):
        try:
            camera_of(script, spec)
        except ValueError as fault:
            yield ScriptFault(("cameras", number, "distortion"), str(fault))


def views_in_sight(script: Script) -> list[SeatView]:
    """Each seat that any camera sees, with the one that sees most of a person sat there."""
    cameras, seats = cameras_of(script), list(seats_of(script).values())
    views = (_view(seat, cameras, seats, script.room.partitions) for seat in seats)
    return [view for view in views if view is not None]


def _view(
    seat: Seat, cameras: list[Camera], seats: list[Seat], partitions: Sequence[Partition]
) -> SeatView | None:
    volume = seated_volume(seat)

    def worth(camera: Camera) -> float:
        in_sight = share_in_sight(np.array(camera.eye), volume, seats, partitions)
        return area(camera.outline(volume)) * in_sight

    best = max(cameras, key=worth)
    if worth(best) < LEAST_AREA_PX:
        return None
    return SeatView(
        seat,
        best.id,
        best.outline(volume),
        best.outline(desk_top(seat)),
        best.outline(chair_volume(seat)),
    )


def site_file(script: Script, views: list[SeatView]) -> str:
    """The text of `floor.yaml`; values are written as JSON, which is YAML on one line."""
    lines = [
        "version: 1",
        f"site: {_inline(script.site.model_dump())}",
        f"replay: {_inline({'start': script.start.isoformat()})}",
        "cameras:",
    ]
    for spec in script.cameras:
        lines += [
            f"  - id: {spec.id}",
            f"    source: {spec.id}.mp4",
            f"    size: {json.dumps(script.camera_video(spec).size)}",
            f"    fps: {DECISIONS_PER_S}",
            f"    reference: {REFERENCE.format(spec.id)}",
        ]
    lines.append("seats:")
    for view in views:
        lines += _seat_lines(view, _neighbours(view, views))
    zones = aisle_zones(script, cameras_of(script))
    if zones:
        lines.append("zones:")
        lines += [_zone_line(zone) for zone in zones]
    lines += ["roster: roster.csv", "feeds: [{kind: jsonl, path: agents.jsonl}]"]
    return "\n".join(lines) + "\n"


def _seat_lines(view: SeatView, neighbours: list[str]) -> list[str]:
    lines = [f"  - id: {view.seat.id}", f"    camera: {view.camera}"]
    lines += [
        f"    {name}: {_polygon(polygon)}"
        for name, polygon in (
            ("seat", view.seated),
            ("desk", view.desk),
            ("chair_home", view.chair_home),
        )
        if area(polygon) >= LEAST_AREA_PX
    ]
    facing = round(180 - np.rad2deg(view.seat.heading)) % 360  # clockwise from up
    plan = {"x": round(view.seat.x, 3), "y": round(view.seat.y, 3), "facing": facing}
    return [
        *lines,
        f"    map: {_inline(plan)}",
        f"    neighbours: {json.dumps(neighbours, ensure_ascii=False)}",
    ]


def _neighbours(view: SeatView, views: list[SeatView]) -> list[str]:
    """The seats within a chat's reach, the nearest first."""
    seat = view.seat
    gaps = [
        (float(np.hypot(other.seat.x - seat.x, other.seat.y - seat.y)), other.seat.id)
        for other in views
        if other.seat.id != seat.id
    ]
    return [name for gap, name in sorted(gaps) if gap <= CHAT_REACH_M]


def _zone_line(zone: Zone) -> str:
    return (
        f"  - {{id: {zone.id}, camera: {zone.camera}, kind: aisle, "
        f"polygon: {_polygon(zone.polygon)}}}"
    )


def _polygon(polygon: Floats) -> str:
    return json.dumps(np.round(polygon).astype(int).tolist())


def _inline(values: dict[str, object]) -> str:
    inner = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return "{" + inner + "}"
