"""From timelines to motion: each person's and chair's state, 25 times a second."""

from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.track import Doing, DoingKind, Stay, ThingKind, ThingPath, Track, Where

__all__ = [
    "RATE_HZ",
    "Channel",
    "Doing",
    "DoingKind",
    "Stay",
    "ThingKind",
    "ThingPath",
    "Track",
    "Where",
]
