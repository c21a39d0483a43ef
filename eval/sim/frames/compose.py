"""A random room as a script, with the moments at which its cameras take pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eval.sim.frames.floor_plan import FloorPlan, Spec, draw_plan
from eval.sim.frames.people import DURATION_S, FROM_S, TO_S, draw_people
from eval.sim.frames.viewpoints import ATTEMPTS, draw_camera, sees_enough
from eval.sim.layout import seats_of
from eval.sim.motion.perform import perform_all
from eval.sim.motion.track import Track
from eval.sim.rehearse import Rehearsal
from eval.sim.script import Script, UnplayableError
from eval.sim.script.names import name_faults
from eval.sim.site import camera_of, views_in_sight
from eval.sim.space import space_faults

CAMERAS = 4
MOMENTS = 5
FRAMES_PER_ROOM = CAMERAS * MOMENTS
ROOM_SEED = 7_000_000
DRAWS = 200


class ComposeError(Exception):
    """No playable room came out of many draws: the sampler is broken."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A room that can be played: a rehearsal per camera, with that camera alone and the seats that
    it sees. `shots` are its pictures in order: which rehearsal, and at how many seconds."""

    number: int
    rehearsals: tuple[Rehearsal, ...]
    shots: tuple[tuple[int, float], ...]

    @property
    def script(self) -> Script:
        """The script with the first camera; the others differ in that alone."""
        return self.rehearsals[0].script


def compose(seed: int, number: int, size: tuple[int, int]) -> Composed:
    """The room `number` of all rooms of a seed; the same whichever rooms are made before.

    Raises `ComposeError` if chance gives nothing that can be played.
    """
    for draw in range(DRAWS):
        rng = np.random.default_rng([seed, ROOM_SEED, number, draw])
        composed = _draw(number, size, rng)
        if composed is not None:
            return composed
    raise ComposeError(f"room {number} of seed {seed}: nothing playable in {DRAWS} draws")


def _draw(number: int, size: tuple[int, int], rng: np.random.Generator) -> Composed | None:
    plan = draw_plan(rng)
    spec = _spec(plan, size, rng)
    spec["people"] = draw_people(plan, rng)
    script = Script.model_validate(spec)
    if any(name_faults(script)) or any(space_faults(script)):
        return None
    try:
        tracks = perform_all(script)
    except UnplayableError:
        return None
    rehearsals = _cameras(script, tracks, rng)
    if rehearsals is None:
        return None
    return Composed(number, rehearsals, tuple(_shots(rng)))


def _spec(plan: FloorPlan, size: tuple[int, int], rng: np.random.Generator) -> Spec:
    """The script without people, and with a camera only to be one."""
    dim = rng.random() < 0.2
    return {
        "version": 1,
        "seed": int(rng.integers(2**31)),
        "start": f"2026-03-02T{int(rng.integers(6, 23)):02}:{int(rng.integers(60)):02}:00+08:00",
        "duration": DURATION_S,
        "site": {"name": "Training frames"},
        "video": {"size": size},
        "room": plan.room,
        "lights": {
            "level": float(rng.uniform(0.3, 0.7) if dim else rng.uniform(0.7, 1.15)),
            "daylight": float(rng.uniform(0.0, 1.4)),
            "warmth": float(np.clip(rng.normal(0, 0.45), -1, 1)),
        },
        "rows": plan.rows,
        "seats": plan.seats,
        "cameras": [
            {"id": "c1", "eye": (1.0, 1.0, 2.0), "target": (2.0, 2.0, 1.0)},
        ],
        "waypoints": plan.waypoints,
        "aisles": plan.aisles,
        "people": [],
    }


def _cameras(
    script: Script, tracks: list[Track], rng: np.random.Generator
) -> tuple[Rehearsal, ...] | None:
    """The rehearsal once per camera; None if too few cameras see enough."""
    seats = list(seats_of(script).values())
    found: list[Rehearsal] = []
    for _ in range(ATTEMPTS):
        if len(found) == CAMERAS:
            break
        spec = draw_camera(f"c{len(found) + 1}", script.room, seats, rng)
        camera = type(script.cameras[0]).model_validate(spec)
        alone = script.model_copy(update={"cameras": [camera]})
        if any(space_faults(alone.model_copy(update={"aisles": []}))):
            continue
        views = views_in_sight(alone)
        if sees_enough(views, camera_of(alone, camera), seats):
            found.append(Rehearsal(alone, tracks, views))
    return tuple(found) if len(found) == CAMERAS else None


def _shots(rng: np.random.Generator) -> Iterator[tuple[int, float]]:
    """Moments spread over the time in which everybody is at something, camera by camera."""
    step = (TO_S - FROM_S) / MOMENTS
    for camera in range(CAMERAS):
        for moment in range(MOMENTS):
            yield camera, round(FROM_S + (moment + float(rng.random())) * step, 3)
