"""The samples of one person as they are written, piece by piece: hold, ease, walk.

Pieces are straight and simple. All of them are smoothed with one kernel in the end (`finish.py`),
so that corners become curves and nothing jumps; since feet and hips are smoothed alike, feet stay
where they stand while the hips rise over them.
"""

from collections.abc import Mapping

import numpy as np

from eval.sim.layout import Seat
from eval.sim.mesh import Floats
from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.track import Doing, DoingKind, Stay, ThingKind, Where
from eval.sim.script.people import Person

RAMP_S = 0.5


class Stage:
    """One person's state now, and the samples, doings and stays of things written so far."""

    def __init__(self, person: Person, seat: Seat | None, rng: np.random.Generator) -> None:
        self.person, self.rng = person, rng
        self._seat = seat
        self.now = np.zeros(len(Channel))
        self.doings: list[Doing] = []
        self.things: dict[ThingKind, list[Stay]] = {}
        self._blocks: list[Floats] = []
        self._length = 0

    @property
    def time(self) -> float:
        """Seconds written so far."""
        return self._length / RATE_HZ

    @property
    def seat(self) -> Seat:
        """The person's own seat. Raises `ValueError` for someone without one."""
        if self._seat is None:
            raise ValueError(f"{self.person.id} has no seat")
        return self._seat

    def samples(self) -> Floats:
        """All samples (n, channels)."""
        return np.concatenate(self._blocks)

    def set(self, goals: Mapping[Channel, float]) -> None:
        """Put channels to their goals at once: for what shows only later."""
        for channel, value in goals.items():
            self.now[channel] = value

    def hold(self, until: float) -> None:
        """Stay as is until `until` seconds."""
        steps = round(until * RATE_HZ) - self._length
        if steps > 0:
            self._write(np.tile(self.now, (steps, 1)))

    def ease(self, seconds: float, goals: Mapping[Channel, float]) -> None:
        """Bring channels to their goals, starting and ending slowly."""
        goal = self.now.copy()
        for channel, value in goals.items():
            goal[channel] = value
        steps = max(1, round(seconds * RATE_HZ))
        share = (np.arange(1, steps + 1) / steps)[:, None]
        self._write(self.now + (goal - self.now) * share * share * (3 - 2 * share))
        self.now = goal

    def walk(self, points: Floats, speed: float) -> None:
        """Walk along a polyline (k, 2) at `speed` metres a second, looking ahead."""
        legs = np.linalg.norm(np.diff(points, axis=0), axis=1)
        marks = np.concatenate([[0.0], np.cumsum(legs)])
        if marks[-1] < 1e-3:
            return
        ramp = min(RAMP_S, marks[-1] / speed)
        total = marks[-1] / speed + ramp
        steps = max(2, round(total * RATE_HZ))
        done = speed * _ramped(np.arange(1, steps + 1) / RATE_HZ, total, ramp)
        across = _along(points, marks, done + 0.12) - _along(points, marks, done - 0.12)
        ahead = np.arctan2(across[:, 0], across[:, 1])
        heading = np.unwrap(np.concatenate([[self.now[Channel.HEADING]], ahead]))[1:]
        rows = np.tile(self.now, (steps, 1))
        rows[:, [Channel.X, Channel.Y]] = _along(points, marks, done)
        rows[:, Channel.HEADING], rows[:, Channel.WALK] = heading, 1.0
        self._write(rows)
        self.now = rows[-1].copy()
        self.now[Channel.WALK] = 0.0

    def turned_to(self, heading: float) -> float:
        """A heading, written so that the shorter turn from now leads there."""
        now = float(self.now[Channel.HEADING])
        return now + float((heading - now + np.pi) % (2 * np.pi) - np.pi)

    def heading_to(self, point: tuple[float, float]) -> float:
        """The heading from where the person is to a plan point, the shorter way round."""
        gap = np.subtract(point, self.now[[Channel.X, Channel.Y]])
        return self.turned_to(float(np.arctan2(gap[0], gap[1])))

    def did(self, kind: DoingKind, start: float, who: str | None = None) -> None:
        """Note that something was done from `start` until now."""
        self.doings.append(Doing(kind, start, self.time, who))

    def place(
        self,
        kind: ThingKind,
        where: Where,
        place: tuple[float, float, float, float] | None = None,
    ) -> None:
        """A thing is somewhere from now on; before the first time it was gone."""
        stays = self.things.setdefault(kind, [Stay(0.0, Where.GONE)])
        if stays[-1].start == self.time:
            stays.pop()
        stays.append(Stay(self.time, where, place))

    def whereabouts(self, kind: ThingKind) -> Where:
        """Where a thing is now."""
        stays = self.things.get(kind)
        return stays[-1].where if stays else Where.GONE

    def _write(self, rows: Floats) -> None:
        self._blocks.append(rows)
        self._length += len(rows)


def _along(points: Floats, marks: Floats, done: Floats) -> Floats:
    """The points (n, 2) after `done` (n,) metres of a polyline whose corners lie at `marks`."""
    return np.stack([np.interp(done, marks, points[:, axis]) for axis in (0, 1)], axis=1)


def _ramped(times: Floats, total: float, ramp: float) -> Floats:
    """Full-speed seconds covered after `times` (n,) of a walk of `total` seconds that speeds up and
    slows down evenly within `ramp` seconds."""
    times = np.minimum(times, total)
    rising = np.minimum(times, ramp)
    falling = np.maximum(0.0, times - (total - ramp))
    covered: Floats = rising**2 / (2 * ramp) + (times - rising) - falling**2 / (2 * ramp)
    return covered
