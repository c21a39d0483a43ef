"""A seat and its person at every moment.

- Someone is **seated** from when they touch the chair to when they leave it;
- **away** while their hips are further than 0.7 m from the seat's place;
- **standing** at the seat otherwise.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.sim.layout import CHAIR_HOME_Z_M
from eval.sim.mesh import Floats
from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.track import Track
from eval.sim.truth.spans import Bools

CONTACT_RISE = 0.3  # of the rise channel; the hips are then within 2 cm of the seat
AWAY_M = 0.7
CHAIR_IN_M = 0.2  # the chair's middle from its pushed-in place
CHAIR_IN_DEG = 45.0  # turned further, the back stands out into the aisle
HAND_UP = 0.5
NOBODYS: dict[str, Any] = {
    "occupancy": "empty",
    "chair": "in",
    "chair_cm": 0,
    "chair_turned_deg": 0,
    "posture": "unknown",
    "doing": [],
}


@dataclass(frozen=True, slots=True)
class SeatTruth:
    """One seat's state at each sample (n,) of its person's track; the chair's distance from home
    in metres and how far it is turned, in degrees from 0 to 180."""

    seated: Bools
    away: Bools
    chair_m: Floats
    chair_deg: Floats

    @property
    def standing(self) -> Bools:
        """Not seated, and not away either."""
        return ~self.seated & ~self.away

    @property
    def chair_in(self) -> Bools:
        """The chair is where it is pushed to when its owner leaves."""
        pushed_in: Bools = (self.chair_m < CHAIR_IN_M) & (self.chair_deg < CHAIR_IN_DEG)
        return pushed_in

    def sample(self, time: float) -> int:
        """The sample at `time` seconds."""
        return min(round(time * RATE_HZ), len(self.seated) - 1)

    def frame(self, time: float) -> dict[str, Any]:
        """The state at `time` seconds in the words of `frames.jsonl`."""
        sample = self.sample(time)
        seated = bool(self.seated[sample])
        pushed_in = "in" if self.chair_in[sample] else "out"
        posture = "seated" if seated else "standing" if self.standing[sample] else "unknown"
        return {
            "occupancy": "occupied" if seated else "empty",
            "chair": "occupied" if seated else pushed_in,
            "chair_cm": round(100 * float(self.chair_m[sample])),
            "chair_turned_deg": round(float(self.chair_deg[sample])),
            "posture": posture,
        }


def seat_truth(track: Track) -> SeatTruth:
    """What is true of a track's seat, sample by sample. Raises `ValueError` if it has none."""
    samples, seat = track.samples, track.seat
    if seat is None:
        raise ValueError(f"{track.person.id} has no seat")
    from_seat = samples[:, [Channel.X, Channel.Y]] - (seat.x, seat.y)
    away = np.hypot(*from_seat.T) > AWAY_M
    home = seat.to_plan((0.0, CHAIR_HOME_Z_M))
    from_home = samples[:, [Channel.CHAIR_X, Channel.CHAIR_Y]] - home
    turned = samples[:, Channel.CHAIR_HEADING] - seat.heading
    return SeatTruth(
        seated=(samples[:, Channel.RISE] < CONTACT_RISE) & ~away,
        away=away,
        chair_m=np.hypot(*from_home.T),
        chair_deg=np.abs(np.rad2deg((turned + np.pi) % (2 * np.pi) - np.pi)),
    )
