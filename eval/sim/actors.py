"""People with bodies who follow their tracks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.sim.body import Body, make_body
from eval.sim.habits import Habits, draw_habits
from eval.sim.keypoints import coco_keypoints
from eval.sim.makehuman import data_folder, load_base
from eval.sim.mesh import Floats
from eval.sim.motion.channels import Channel
from eval.sim.motion.track import Track
from eval.sim.pose import pose_of
from eval.sim.skeleton import bone_transforms


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with a body: the track they follow and their small habits."""

    track: Track
    body: Body
    habits: Habits

    def transforms(self, time: float) -> Floats:
        """Bone transforms (bones, 3, 4) to the room at `time` seconds."""
        state = self.track.at(time)
        pose = pose_of(self.body.rig, state, self.habits, time)
        place = np.array([state[Channel.X], 0.0, state[Channel.Y]])
        return bone_transforms(self.body.rig, pose, place, float(state[Channel.HEADING]))[0]

    def keypoints(self, transforms: Floats) -> Floats:
        """The seventeen keypoints (17, 3) in the room of a body with these bone transforms."""
        return coco_keypoints(self.body.rig, transforms)


def cast(tracks: Sequence[Track], seed: int) -> list[Actor]:
    """Bodies for all tracks; looks depend on the seed and a person's place in the script.

    Raises what `makehuman.data_folder` raises where the people's data cannot be had.
    """
    folder = data_folder()
    base = load_base(folder)
    actors = []
    for number, track in enumerate(tracks):
        rng = np.random.default_rng([seed, number])
        body = make_body(base, folder, track.person.looks, rng)
        actors.append(Actor(track, body, draw_habits(rng)))
    return actors
