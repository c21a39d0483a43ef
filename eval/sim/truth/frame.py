"""A frame's line of truth: every seat of a camera, and every person and thing that it sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.sim.camera import Camera
from eval.sim.drawing import Seen, Whole
from eval.sim.layout import Seat
from eval.sim.mesh import Floats
from eval.sim.motion.track import Track
from eval.sim.truth.boxes import Sighting, sightings
from eval.sim.truth.joints import seen_keypoints
from eval.sim.truth.people import doing_then, posture
from eval.sim.truth.seat import NOBODYS, SeatTruth
from eval.sim.truth.sight import share_seen, sitter_points

LEAST_PIXELS = 12
# Phones and fruit are small: a few pixels in their place are all there is of them.
LEAST_SMALL_PIXELS = 5

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A person in the frame's moment: their track, and their keypoints (17, 3) in the room."""

    track: Track
    keypoints: Floats


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A chair or a thing in the frame's moment; `held_by` is the person who holds it or sits on
    it, `seat` the seat that it belongs to."""

    id: str
    kind: str
    held_by: str | None
    seat: str | None


@dataclass(frozen=True, slots=True)
class SeatInView:
    """A seat that a camera judges, and what is true of it; None if it is nobody's."""

    seat: Seat
    track: Track | None
    truth: SeatTruth | None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is drawn in a moment, in the order in which the renderer numbers it from 1."""

    figures: Sequence[ShownFigure]
    things: Sequence[ShownThing]


def frame_line(
    camera: Camera,
    time: float,
    seats: Sequence[SeatInView],
    shown: Shown,
    seen: Seen,
    wholes: Sequence[Whole],
) -> Line:
    """The line of `frames.jsonl` of a camera at `time` seconds."""
    seen = Seen(seen.ids, np.where(seen.depth > 0, seen.depth, np.float32(np.inf)))
    figures, things = shown.figures, shown.things
    least = [LEAST_PIXELS] * len(figures)
    least += [LEAST_PIXELS if each.kind == "chair" else LEAST_SMALL_PIXELS for each in things]
    found = sightings(seen.ids, wholes, least)
    numbers = _numbers(shown)
    return {
        "time": round(time, 3),
        "camera": camera.id,
        "seats": {
            each.seat.id: _seat(each, time)
            | {"in_sight": _in_sight(camera, each.seat, seen, numbers.get(each.seat.id, ()))}
            for each in seats
        },
        "people": [
            _person(camera, figures[each.place], each, seen, time)
            for each in found
            if each.place < len(figures)
        ],
        "objects": [
            _thing(things[each.place - len(figures)], each)
            for each in found
            if each.place >= len(figures)
        ],
    }


def _numbers(shown: Shown) -> Mapping[str, list[int]]:
    """The renderer's numbers of all that belongs to a seat."""
    owners = [
        None if figure.track.seat is None else figure.track.seat.id for figure in shown.figures
    ] + [thing.seat for thing in shown.things]
    numbers: dict[str, list[int]] = {}
    for number, seat in enumerate(owners, start=1):
        if seat is not None:
            numbers.setdefault(seat, []).append(number)
    return numbers


def _seat(each: SeatInView, time: float) -> Line:
    if each.truth is None or each.track is None:
        return dict(NOBODYS)
    away = each.truth.away[each.truth.sample(time)]
    return each.truth.frame(time) | {"doing": [] if away else doing_then(each.track, time)}


def _in_sight(camera: Camera, seat: Seat, seen: Seen, own: Sequence[int]) -> float:
    return round(share_seen(camera, sitter_points(seat), seen.ids, seen.depth, own), 3)


def _person(
    camera: Camera, figure: ShownFigure, sighting: Sighting, seen: Seen, time: float
) -> Line:
    track, number = figure.track, sighting.place + 1
    line: Line = {"id": track.person.id, "role": track.person.role}
    if track.seat is not None:
        line["seat"] = track.seat.id
    return line | {
        "posture": posture(track, time),
        "doing": doing_then(track, time),
        **_place(sighting),
        "keypoints": seen_keypoints(camera, figure.keypoints, seen.ids, seen.depth, number),
        "mask": number,
    }


def _thing(thing: ShownThing, sighting: Sighting) -> Line:
    return {
        "id": thing.id,
        "kind": thing.kind,
        **_place(sighting),
        "held_by": thing.held_by,
    }


def _place(sighting: Sighting) -> Line:
    return {
        "box": list(sighting.box),
        "full": list(sighting.full),
        "visibility": round(sighting.visibility, 3),
    }
