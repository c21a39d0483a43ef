"""The site file of a scenario: cameras, and for each seat the polygons that its camera sees."""

import json
from dataclasses import dataclass

import numpy as np

from eval.sim.camera import Camera, area
from eval.sim.layout import Seat, chair_volume, desk_top, seated_volume, seats_of
from eval.sim.mesh import Floats
from eval.sim.occlusion import share_in_sight
from eval.sim.script import Script, ScriptFault, UnplayableError
from eval.sim.space import seat_fields

DECISIONS_PER_S = 2


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat as its camera sees it: polygons (k, 2) in pixels, empty where out of the frame."""

    seat: Seat
    camera: str
    seated: Floats
    desk: Floats
    chair_home: Floats


def cameras_of(script: Script) -> list[Camera]:
    """The script's cameras; it says (x, y, height), the simulator (x, height, y)."""
    return [
        Camera(
            spec.id,
            (spec.eye[0], spec.eye[2], spec.eye[1]),
            (spec.target[0], spec.target[2], spec.target[1]),
            spec.fov,
            script.video.size,
        )
        for spec in script.cameras
    ]


def seat_views(script: Script) -> list[SeatView]:
    """Each seat with the camera that sees most of a person sat there.

    Raises `UnplayableError` if no camera sees a seat.
    """
    cameras, seats = cameras_of(script), list(seats_of(script).values())
    views, faults = [], []
    for seat in seats:
        view = _view(seat, cameras, seats)
        if view is None:
            message = f"no camera sees {seat.id}; turn one to it, or leave the seat out"
            faults.append(ScriptFault(seat_fields(script)[seat.id], message))
        else:
            views.append(view)
    if faults:
        raise UnplayableError(faults)
    return views


def _view(seat: Seat, cameras: list[Camera], seats: list[Seat]) -> SeatView | None:
    volume = seated_volume(seat)

    def worth(camera: Camera) -> float:
        in_sight = share_in_sight(np.array(camera.eye), volume, seats)
        return area(camera.outline(volume)) * in_sight

    best = max(cameras, key=worth)
    if worth(best) <= 0:
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
            f"    size: {json.dumps(script.video.size)}",
            f"    fps: {DECISIONS_PER_S}",
        ]
    lines.append("seats:")
    for view in views:
        lines += [f"  - id: {view.seat.id}", f"    camera: {view.camera}"]
        lines += [
            f"    {name}: {json.dumps(np.round(polygon).astype(int).tolist())}"
            for name, polygon in (
                ("seat", view.seated),
                ("desk", view.desk),
                ("chair_home", view.chair_home),
            )
            if len(polygon)
        ]
        facing = round(180 - np.rad2deg(view.seat.heading)) % 360  # clockwise from up
        plan = {"x": round(view.seat.x, 3), "y": round(view.seat.y, 3), "facing": facing}
        lines.append(f"    map: {_inline(plan)}")
    lines += ["roster: roster.csv", "feeds: [{kind: jsonl, path: agents.jsonl}]"]
    return "\n".join(lines) + "\n"


def _inline(values: dict[str, object]) -> str:
    inner = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return "{" + inner + "}"
