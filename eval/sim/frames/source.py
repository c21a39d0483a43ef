"""Where training frames come from: random rooms, or scripts of floors that somebody wrote."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from eval.sim.frames.compose import FRAMES_PER_ROOM, Composed, compose
from eval.sim.frames.folder import Settings
from eval.sim.rehearse import Rehearsal, rehearse
from eval.sim.site import views_in_sight

MOMENT_SEED = 9_700_000
FRAMES_PER_SCRIPT = 100_000


class Source(Protocol):
    """Rooms by number, and which frame is the first of each."""

    def compose(self, room: int) -> Composed:
        """The room, ready to be drawn."""
        ...

    def first_frame(self, room: int) -> int:
        """The number of its first frame; no two rooms share one."""
        ...


@dataclass(frozen=True, slots=True)
class RandomRooms:
    """The rooms of a seed."""

    settings: Settings

    def compose(self, room: int) -> Composed:
        """Raises `ComposeError` if chance gives nothing that can be played."""
        return compose(self.settings.seed, room, self.settings.size)

    def first_frame(self, room: int) -> int:
        """Each room has equally many."""
        return room * FRAMES_PER_ROOM


@dataclass(frozen=True, slots=True)
class Scripts:
    """Scripts by number, with a picture of each camera about every `every_s` seconds."""

    files: tuple[Path, ...]
    every_s: float

    def compose(self, room: int) -> Composed:
        """Each camera alone with all seats that it sees, also those that another sees better.

        Raises `ScriptError` for a script that cannot be played.
        """
        whole = rehearse(self.files[room])
        alone = []
        for spec in whole.script.cameras:
            script = whole.script.model_copy(update={"cameras": [spec]})
            alone.append(Rehearsal(script, whole.tracks, views_in_sight(script)))
        rng = np.random.default_rng([whole.script.seed, MOMENT_SEED])
        every_s = min(self.every_s, whole.script.duration)
        shots = tuple(
            (camera, round((moment + float(rng.random())) * every_s, 3))
            for camera in range(len(alone))
            for moment in range(int(whole.script.duration / every_s))
        )
        return Composed(room, tuple(alone), shots)

    def first_frame(self, room: int) -> int:
        """Far enough apart for any script."""
        return room * FRAMES_PER_SCRIPT
