"""Tracks made by hand, so that what is true of them is known."""

from collections.abc import Iterable

import numpy as np

from eval.sim.layout import CHAIR_HOME_Z_M, CHAIR_OCCUPIED_Z_M, Seat
from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.track import Doing, ThingPath, Track
from eval.sim.script import Person
from eval.sim.script.parts import FreeSeat

DURATION = 60.0


def at_seat(name: str, x: float = 2.0) -> Seat:
    free = FreeSeat(id=name, place=(x, 3.0), facing=90)
    return Seat(name, x, 3.0, 0.0, 1.4, free)


def between(track: Track, start: float, end: float, **values: float) -> None:
    """Set channels of a track from `start` to `end` seconds."""
    part = slice(round(start * RATE_HZ), round(end * RATE_HZ))
    for name, value in values.items():
        track.samples[part, Channel[name]] = value


def walks_off(track: Track, start: float, end: float, chair_in: bool = False) -> None:
    """Stand three metres from the seat, the chair left out or pushed in."""
    seat = track.seat
    assert seat is not None
    x, y = seat.to_plan((0.0, CHAIR_HOME_Z_M if chair_in else -0.4))
    between(track, start, end, Y=0.0, RISE=1.0, CHAIR_X=float(x), CHAIR_Y=float(y))


def make_track(
    name: str = "p1",
    seat: Seat | None = None,
    role: str = "agent",
    doings: Iterable[Doing] = (),
    things: Iterable[ThingPath] = (),
) -> Track:
    """Someone who sits at their seat for the whole minute, or stands about without one."""
    content = {"id": name, "role": role}
    content |= {"seat": seat.id} if seat else {"start": "door"}
    samples = np.zeros((round((DURATION + 1) * RATE_HZ), len(Channel)))
    track = Track(Person.model_validate(content), seat, samples, tuple(doings), tuple(things))
    if seat is None:
        between(track, 0, DURATION + 1, RISE=1.0)
        return track
    x, y = seat.to_plan((0.0, CHAIR_OCCUPIED_Z_M))
    between(
        track, 0, DURATION + 1, X=seat.x, Y=seat.y, CHAIR_X=float(x), CHAIR_Y=float(y), HEADING=0.0
    )
    return track
