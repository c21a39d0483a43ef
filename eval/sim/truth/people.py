"""What a person is at, at a moment."""

from typing import Literal

from eval.sim.motion.channels import Channel
from eval.sim.motion.track import Track
from eval.sim.truth.seat import CONTACT_RISE

PACE_OF_A_WALK = 0.3  # of the pace channel: a step aside is less

Posture = Literal["seated", "standing", "walking"]


def posture(track: Track, time: float) -> Posture:
    """Whether a person sits, stands or walks at `time` seconds."""
    state = track.at(time)
    if state[Channel.RISE] < CONTACT_RISE:
        return "seated"
    return "walking" if state[Channel.PACE] > PACE_OF_A_WALK else "standing"


def doing_then(track: Track, time: float) -> list[str]:
    """All that a person does at `time` seconds, in the order in which it began."""
    return [doing.kind.value for doing in track.doings if doing.start <= time < doing.end]
