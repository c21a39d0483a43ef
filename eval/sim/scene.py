"""The whole scene of a script: what never moves, and where everything else is at a given time."""

from dataclasses import dataclass

import numpy as np

from eval.sim.body import Body, make_body
from eval.sim.furnish import chairs as chair_meshes
from eval.sim.furnish import furniture
from eval.sim.layout import CHAIR_HOME_Z_M, Seat, seats_of
from eval.sim.makehuman import data_folder, load_base
from eval.sim.mesh import Floats, Mesh, turn_about_y
from eval.sim.motion import Channel, Track
from eval.sim.motion.perform import perform_all
from eval.sim.pose import Habits, draw_habits, pose_of
from eval.sim.script import Script
from eval.sim.skeleton import bone_transforms

__all__ = ["Actor", "cast", "chair_places", "chairs", "furniture", "perform_all"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with a body: the track they follow and their small habits."""

    track: Track
    body: Body
    habits: Habits

    def transforms(self, time: float) -> tuple[Floats, Floats]:
        """Bone transforms (bones, 3, 4) and joints (bones, 3) in the room at `time` seconds."""
        state = self.track.at(time)
        pose = pose_of(self.body.rig, state, self.habits, time)
        place = np.array([state[Channel.X], 0.0, state[Channel.Y]])
        return bone_transforms(self.body.rig, pose, place, float(state[Channel.HEADING]))


def cast(script: Script, tracks: list[Track]) -> list[Actor]:
    """Bodies for all tracks; a person's looks depend on the seed and their place in the script."""
    folder = data_folder()
    base = load_base(folder)
    actors = []
    for number, track in enumerate(tracks):
        rng = np.random.default_rng([script.seed, number])
        actors.append(
            Actor(track, make_body(base, folder, track.person.looks, rng), draw_habits(rng))
        )
    return actors


def chairs(script: Script) -> dict[str, Mesh]:
    """A chair for every seat, at the origin."""
    return dict(zip(seats_of(script), chair_meshes(script), strict=True))


def chair_places(script: Script, tracks: list[Track], time: float) -> dict[str, Floats]:
    """Where each seat's chair is at `time` seconds, as (4, 4); nobody's chairs are pushed in."""
    places = {seat.id: _home(seat) for seat in seats_of(script).values()}
    for track in tracks:
        state = track.at(time)
        if track.seat is None:
            continue
        places[track.seat.id] = _place(
            float(state[Channel.CHAIR_X]),
            float(state[Channel.CHAIR_Y]),
            float(state[Channel.CHAIR_HEADING]),
        )
    return places


def _home(seat: Seat) -> Floats:
    x, y = seat.to_plan((0.0, CHAIR_HOME_Z_M))
    return _place(float(x), float(y), seat.heading)


def _place(x: float, y: float, heading: float) -> Floats:
    matrix = np.eye(4)
    matrix[:3, :3] = turn_about_y(heading)
    matrix[:3, 3] = x, 0.0, y
    return matrix
