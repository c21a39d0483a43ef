"""A rehearsed script ready to be drawn: all meshes and bodies, and what is where at any moment."""

from dataclasses import dataclass, replace

import numpy as np

from eval.sim.actors import Actor, cast
from eval.sim.camera import Camera
from eval.sim.drawing import Figure, Lights, Moment, Renderer, Thing
from eval.sim.furnish import chairs, furniture, place_on_floor
from eval.sim.grip import thing_place
from eval.sim.lamps import lamp_factor
from eval.sim.layout import CHAIR_HOME_Z_M, Seat, seats_of
from eval.sim.mesh import Floats, Mesh
from eval.sim.motion.channels import Channel
from eval.sim.motion.track import ThingKind, ThingPath, Track, Where
from eval.sim.props import prop
from eval.sim.rehearse import Rehearsal
from eval.sim.room import shell
from eval.sim.script.parts import CameraSpec
from eval.sim.surface import Layer
from eval.sim.truth.frame import Shown, ShownFigure, ShownThing
from eval.sim.truth.people import posture

PROP_SEED = 4_000_000
HOLDS = 0.5  # of the hold channel
MIDDLE_M = 0.9  # of a standing person
SHADOW_REACH_M = 2.2  # from there to the end of an outstretched arm's shadow


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing of somebody's, and its meshes: as it lies, and as it is in a hand."""

    path: ThingPath
    owner: int
    lying: int
    held: int


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything of a script that the renderer needs. `meshes` are the seats' chairs in order,
    then the props."""

    rehearsal: Rehearsal
    shell: Mesh
    furniture: Mesh
    meshes: list[Mesh]
    actors: list[Actor]
    props: list[Prop]
    lights: Lights

    @property
    def bodies(self) -> list[Layer]:
        """The actors' surfaces."""
        return [actor.body.surface for actor in self.actors]

    def renderer(self, camera: Camera, spec: CameraSpec) -> Renderer:
        """What draws this studio as `camera`, which `spec` describes, sees it: in the room's light,
        and by night in the camera's own infrared.

        Raises `DrawingUnavailableError` without OpenGL.
        """
        lights = replace(self.lights, infrared=float(spec.mode == "night"))
        return Renderer(camera, self.shell, self.furniture, self.meshes, self.bodies, lights)

    def tidy(self, light: float = 1.0) -> Moment:
        """The floor with nobody there and nothing on the desks, every chair pushed in; `light` is a
        factor of what the lamps give. What a reference picture shows."""
        seats = seats_of(self.rehearsal.script).values()
        homes = [Thing(mesh, _chair_place(seat, None, 0.0)) for mesh, seat in enumerate(seats)]
        return Moment([], homes, light)

    def at(self, time: float, camera: Camera | None = None) -> tuple[Moment, Shown]:
        """What is to be drawn at `time` seconds, and what it is, in the same order. People far
        out of the view of `camera` are placed and not posed: that takes as long as drawing."""
        script, tracks = self.rehearsal.script, self.rehearsal.tracks
        figures = [
            Figure(number, _transforms(actor, time, camera))
            for number, actor in enumerate(self.actors)
        ]
        people = [
            ShownFigure(actor.track, actor.keypoints(figure.transforms))
            for actor, figure in zip(self.actors, figures, strict=True)
        ]
        owners = {track.seat.id: track for track in tracks if track.seat}
        things, shown = [], []
        for mesh, seat in enumerate(seats_of(script).values()):
            owner = owners.get(seat.id)
            things.append(Thing(mesh, _chair_place(seat, owner, time)))
            held_by = owner.person.id if owner and _on_chair(owner, time) else None
            shown.append(ShownThing(f"{seat.id}/chair", "chair", held_by, seat.id))
        for prop_ in self.props:
            actor = self.actors[prop_.owner]
            track, seat_of = actor.track, actor.track.seat
            chair = _chair_place(seat_of, track, time) if seat_of else None
            place = thing_place(
                prop_.path, time, actor.body.rig, figures[prop_.owner].transforms, chair
            )
            if place is None:
                continue
            held = prop_.path.at(time).where is Where.HAND
            things.append(Thing(prop_.held if held else prop_.lying, place))
            shown.append(
                ShownThing(
                    prop_.path.id,
                    prop_.path.kind.value,
                    track.person.id if held else None,
                    seat_of.id if seat_of else None,
                )
            )
        moment = Moment(figures, things, lamp_factor(script.lights, time))
        return moment, Shown(people, shown)


def _transforms(actor: Actor, time: float, camera: Camera | None) -> Floats:
    state = actor.track.at(time)
    middle = np.array([state[Channel.X], MIDDLE_M, state[Channel.Y]])
    if camera is None or camera.may_see(middle, SHADOW_REACH_M):
        return actor.transforms(time)
    standing = place_on_floor(float(middle[0]), float(middle[2]), 0.0)[:3]
    return np.tile(standing, (len(actor.body.rig.names), 1, 1))


def set_up(rehearsal: Rehearsal) -> Studio:
    """Make all meshes and bodies of a rehearsed script.

    Raises what `actors.cast` raises where the people's data cannot be had.
    """
    script = rehearsal.script
    meshes, props = chairs(script), []
    for owner, track in enumerate(rehearsal.tracks):
        for number, path in enumerate(track.things):
            lying = len(meshes)
            meshes.append(_prop_mesh(script.seed, owner, number, path.kind, lit=False))
            if path.kind is ThingKind.PHONE:  # its screen is on while it is in a hand
                meshes.append(_prop_mesh(script.seed, owner, number, path.kind, lit=True))
            props.append(Prop(path, owner, lying, len(meshes) - 1))
    lights = script.lights
    return Studio(
        rehearsal,
        shell(script.room),
        furniture(script),
        meshes,
        cast(rehearsal.tracks, script.seed),
        props,
        Lights(lights.level, lights.daylight, lights.warmth),
    )


def _prop_mesh(seed: int, owner: int, number: int, kind: ThingKind, lit: bool) -> Mesh:
    return prop(kind, np.random.default_rng([seed, PROP_SEED, owner, number]), lit)


def _chair_place(seat: Seat, owner: Track | None, time: float) -> Floats:
    """Where a seat's chair is; nobody's is pushed in."""
    if owner is None:
        x, y = seat.to_plan((0.0, CHAIR_HOME_Z_M))
        return place_on_floor(float(x), float(y), seat.heading)
    state = owner.at(time)
    return place_on_floor(
        float(state[Channel.CHAIR_X]),
        float(state[Channel.CHAIR_Y]),
        float(state[Channel.CHAIR_HEADING]),
    )


def _on_chair(owner: Track, time: float) -> bool:
    """Whether someone sits on their chair or holds its back."""
    return posture(owner, time) == "seated" or bool(owner.at(time)[Channel.HOLD] > HOLDS)
