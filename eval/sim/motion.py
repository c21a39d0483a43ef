"""From a timeline to motion: each person's and chair's state, 50 times a second.

An action writes straight, simple pieces (ease, hold, walk). All of them are then smoothed with one
kernel, so that corners become curves and nothing jumps; since feet and hips are smoothed alike,
feet stay where they stand while the hips rise over them.
"""

from dataclasses import dataclass
from enum import IntEnum, auto

import numpy as np

from eval.sim.layout import CHAIR_HOME_Z_M, CHAIR_OCCUPIED_Z_M, CHAIR_OUT_Z_M, Seat
from eval.sim.mesh import Floats
from eval.sim.paths import Aisles
from eval.sim.script import Leave, Person, RaiseHand, Return, Sit, Stand

RATE_HZ = 50
SMOOTH_S = 0.12  # the kernel's standard deviation; 0.12 s rounds a corner by about 0.15 m
HEADING_SMOOTH_S = 0.20
ROLL_S = 0.9
RISE_S = 1.5
WALK_M_PER_S = 1.15
NEAR_SEAT_M_PER_S = 0.75
RAMP_S = 0.5
SWIVEL_RAD = 0.35  # a chair left out is seldom left straight
FEET_AHEAD_M = 0.38  # of a sitter's hips; rising brings the hips over the feet
ROLLED_Z_M = CHAIR_OUT_Z_M - CHAIR_OCCUPIED_Z_M  # a sitter's hips when rolled back
STANDING_Z_M = ROLLED_Z_M + FEET_AHEAD_M
BESIDE_X_M = 0.62
BEHIND_Z_M = -0.95
PUSH_FROM_Z_M = -1.12
PUSH_TO_Z_M = -0.78


class Channel(IntEnum):
    """Columns of a track. Positions in metres on the plan, headings in radians, the rest 0..1."""

    X = 0
    Y = auto()
    HEADING = auto()
    RISE = auto()  # 0 seated, 1 standing
    WALK = auto()  # the legs may step
    WORK = auto()  # hands on the keyboard
    HOLD = auto()  # hands on the chair's back
    RAISE = auto()  # a hand up
    CHAIR_X = auto()
    CHAIR_Y = auto()
    CHAIR_HEADING = auto()
    STEPS = auto()  # cycles of two steps walked so far
    PACE = auto()  # how far the legs swing
    TALK = auto()  # speaking: nods, a hand that gestures
    TURN = auto()  # radians to the own left that trunk, neck and head are turned on the hips
    LEAN = auto()  # leaning ahead towards somebody
    LOOK_DOWN = auto()  # the head bent down
    SCRATCH = auto()  # the right hand scratches the head
    REACH = auto()  # the right palm goes to the point (REACH_X, REACH_Y, REACH_H) of the room
    REACH_X = auto()
    REACH_Y = auto()
    REACH_H = auto()
    READY = auto()  # the right hand holds something before the chest
    MOUTH = auto()  # the right hand is at the mouth
    PHONE_LOOK = auto()  # a phone held before the chest
    PHONE_EAR = auto()
    PHONE_PHOTO = auto()  # a phone held up at arm's length
    FEET_UP = auto()  # both feet on the desk
    LIE = auto()  # head and folded arms on the desk


@dataclass(frozen=True, slots=True)
class Track:
    """The state (n, channels) of one person and their chair at `RATE_HZ`, from second 0."""

    person: Person
    seat: Seat
    samples: Floats

    def at(self, time: float) -> Floats:
        """The state (channels,) at `time` seconds, interpolated."""
        place = min(max(time * RATE_HZ, 0.0), len(self.samples) - 1.000001)
        low = int(place)
        share = place - low
        state: Floats = (1 - share) * self.samples[low] + share * self.samples[low + 1]
        return state

    def times(self) -> Floats:
        """The seconds (n,) of the samples."""
        return np.arange(len(self.samples)) / RATE_HZ


def perform(person: Person, seat: Seat, aisles: Aisles, duration: float) -> Track:
    """Play a person's timeline.

    Raises `ValueError` if an action has not ended when the next one is to start, or if no aisle
    leads to where the person is sent.
    """
    stage = _Stage(person, seat, aisles)
    for number, action in enumerate(person.timeline):
        if isinstance(action, RaiseHand):
            continue
        if stage.time > action.at + 1e-9:
            raise ValueError(
                f"{person.id}.timeline.{number}.at: {action.at} is too early: the action before "
                f"it ends at {stage.time:.1f}"
            )
        stage.hold(action.at)
        match action:
            case Leave():
                stage.leave(action.to, push_in=action.chair == "in")
            case Return():
                stage.come_back()
            case Stand():
                stage.stand_up()
            case Sit():
                stage.sit_down()
    stage.hold(duration + 1.0)
    return Track(person, seat, _finish(np.array(stage.rows), person))


class _Stage:
    """Writes the samples of one person, action by action."""

    def __init__(self, person: Person, seat: Seat, aisles: Aisles) -> None:
        self._seat, self._aisles = seat, aisles
        self._place = person.start
        self._pushed_in = person.chair == "in"
        seated = person.start == "seated"
        self._now = np.zeros(len(Channel))
        hips = (seat.x, seat.y) if seated else aisles.waypoints[person.start]
        self._set(
            X=hips[0],
            Y=hips[1],
            HEADING=seat.heading,
            RISE=0.0 if seated else 1.0,
            WORK=1.0 if seated else 0.0,
        )
        chair = (
            CHAIR_OCCUPIED_Z_M if seated else (CHAIR_HOME_Z_M if self._pushed_in else CHAIR_OUT_Z_M)
        )
        self._set(**self._chair(chair), CHAIR_HEADING=seat.heading)
        self.rows: list[Floats] = []

    @property
    def time(self) -> float:
        """Seconds written so far."""
        return len(self.rows) / RATE_HZ

    def hold(self, until: float) -> None:
        """Stay as is until `until` seconds."""
        while self.time < until - 1e-9:
            self.rows.append(self._now.copy())

    def stand_up(self) -> None:
        """Roll back and rise."""
        self._ease(ROLL_S, WORK=0.0, **self._hips(ROLLED_Z_M), **self._chair(CHAIR_OUT_Z_M))
        self._ease(RISE_S, RISE=1.0, **self._hips(STANDING_Z_M))

    def sit_down(self) -> None:
        """Sink onto the chair and roll to the desk."""
        self._ease(0.3, CHAIR_HEADING=self._seat.heading)
        self._ease(RISE_S, RISE=0.0, **self._hips(ROLLED_Z_M))
        self._ease(ROLL_S, **self._hips(0.0), **self._chair(CHAIR_OCCUPIED_Z_M))
        self._ease(0.5, WORK=1.0)

    def leave(self, to: str, push_in: bool) -> None:
        """Get up and walk to a waypoint, on the way pushing the chair in or swivelling it."""
        if self._now[Channel.RISE] < 0.5:
            self.stand_up()
        round_chair, way = self._route(to)
        if push_in:
            behind = self._seat.to_plan((0.0, PUSH_FROM_Z_M))
            self._walk(np.array([*round_chair, behind]), NEAR_SEAT_M_PER_S)
            self._ease(0.5, HEADING=self._near_heading(), HOLD=1.0)
            self._push(PUSH_TO_Z_M, CHAIR_HOME_Z_M)
            self._ease(0.4, HOLD=0.0)
            start = self._seat.to_plan((0.0, PUSH_TO_Z_M))
            way = self._aisles.way(start, to)
        else:
            self._set(CHAIR_HEADING=self._seat.heading + SWIVEL_RAD)
            self._walk(round_chair, NEAR_SEAT_M_PER_S)
        self._pushed_in = push_in
        self._walk(way, WALK_M_PER_S)
        self._place = to

    def come_back(self) -> None:
        """Walk from where the person is to the seat and sit down."""
        round_chair, way = self._route(self._place)
        if self._pushed_in:
            behind = self._seat.to_plan((0.0, PUSH_TO_Z_M))
            self._walk(self._aisles.way(behind, self._place)[::-1], WALK_M_PER_S)
            self._ease(0.5, HEADING=self._near_heading(), HOLD=1.0)
            self._push(PUSH_FROM_Z_M, CHAIR_OUT_Z_M)
            self._ease(0.4, HOLD=0.0)
            way = np.array([self._seat.to_plan((0.0, PUSH_FROM_Z_M)), way[0]])
            self._walk(way, NEAR_SEAT_M_PER_S)
        else:
            self._walk(way[::-1], WALK_M_PER_S)
        self._walk(round_chair[::-1], NEAR_SEAT_M_PER_S)
        self._ease(0.5, HEADING=self._near_heading())
        self.sit_down()
        self._place = "seated"

    def _route(self, to: str) -> tuple[Floats, Floats]:
        """The way round the chair (3, 2), and on from its end to a waypoint (k, 2)."""
        straight = self._aisles.way(self._seat.to_plan((0.0, BEHIND_Z_M)), to)
        onward = self._seat.to_local(straight[min(2, len(straight) - 1)])
        side = BESIDE_X_M if onward[0] > 0 else -BESIDE_X_M
        corners = [(0.0, STANDING_Z_M), (side, STANDING_Z_M - 0.05), (side, BEHIND_Z_M)]
        points = np.array([self._seat.to_plan(corner) for corner in corners])
        return points, self._aisles.way(points[-1], to)

    def _push(self, hips_z: float, chair_z: float) -> None:
        """Move the chair by its back while stepping after it."""
        self._set(WALK=1.0)
        self._ease(
            1.5, **self._hips(hips_z), **self._chair(chair_z), CHAIR_HEADING=self._seat.heading
        )
        self._set(WALK=0.0)

    def _walk(self, points: Floats, speed: float) -> None:
        """Walk along a polyline (k, 2), looking ahead."""
        legs = np.linalg.norm(np.diff(points, axis=0), axis=1)
        marks = np.concatenate([[0.0], np.cumsum(legs)])
        ramp = min(RAMP_S, marks[-1] / speed)
        total = marks[-1] / speed + ramp
        self._set(WALK=1.0)
        heading = self._now[Channel.HEADING]
        for step in range(1, max(2, round(total * RATE_HZ)) + 1):
            done = speed * _ramped(step / RATE_HZ, total, ramp)
            x, y = _along(points, marks, done)
            across = _along(points, marks, done + 0.12) - _along(points, marks, done - 0.12)
            wanted = np.arctan2(across[0], across[1])
            heading += (wanted - heading + np.pi) % (2 * np.pi) - np.pi
            self._set(X=x, Y=y, HEADING=heading)
            self.rows.append(self._now.copy())
        self._set(WALK=0.0)

    def _ease(self, seconds: float, **goals: float) -> None:
        """Bring channels to their goals, starting and ending slowly."""
        start = self._now.copy()
        goal = start.copy()
        for name, value in goals.items():
            goal[Channel[name]] = value
        steps = max(1, round(seconds * RATE_HZ))
        for step in range(1, steps + 1):
            share = step / steps
            self._now = start + (goal - start) * share * share * (3 - 2 * share)
            self.rows.append(self._now.copy())

    def _set(self, **values: float) -> None:
        for name, value in values.items():
            self._now[Channel[name]] = value

    def _hips(self, z: float) -> dict[str, float]:
        x, y = self._seat.to_plan((0.0, z))
        return {"X": float(x), "Y": float(y)}

    def _chair(self, z: float) -> dict[str, float]:
        x, y = self._seat.to_plan((0.0, z))
        return {"CHAIR_X": float(x), "CHAIR_Y": float(y)}

    def _near_heading(self) -> float:
        """The seat's heading, written so that the shorter turn leads there."""
        now = float(self._now[Channel.HEADING])
        return now + float((self._seat.heading - now + np.pi) % (2 * np.pi) - np.pi)


def _along(points: Floats, marks: Floats, done: float) -> Floats:
    """The point (2,) after `done` metres of a polyline whose corners lie at `marks` metres."""
    return np.array([np.interp(done, marks, points[:, axis]) for axis in (0, 1)])


def _ramped(time: float, total: float, ramp: float) -> float:
    """Full-speed seconds covered after `time` of a walk that speeds up and slows down evenly."""
    time = min(time, total)
    rising = min(time, ramp)
    falling = max(0.0, time - (total - ramp))
    return rising * rising / (2 * ramp) + (time - rising) - falling * falling / (2 * ramp)


def _finish(rows: Floats, person: Person) -> Floats:
    """Add raised hands, smooth all channels, and let the legs follow the hips."""
    times = np.arange(len(rows)) / RATE_HZ
    for action in person.timeline:
        if isinstance(action, RaiseHand):
            up = (times >= action.at) & (times < action.at + action.seconds)
            rows[up, Channel.RAISE] = 1.0
    rows[:, Channel.HEADING] = _smooth(rows[:, Channel.HEADING], HEADING_SMOOTH_S)
    for channel in Channel:
        if channel is not Channel.HEADING:
            rows[:, channel] = _smooth(rows[:, channel], SMOOTH_S)
    rows[:, Channel.RAISE] = _smooth(rows[:, Channel.RAISE], 0.2)
    rows[:, Channel.CHAIR_HEADING] = _smooth(rows[:, Channel.CHAIR_HEADING], 0.25)
    velocity = np.gradient(rows[:, [Channel.X, Channel.Y]], 1 / RATE_HZ, axis=0)
    heading = rows[:, Channel.HEADING]
    forward = velocity[:, 0] * np.sin(heading) + velocity[:, 1] * np.cos(heading)
    walking = rows[:, Channel.WALK]
    pace = walking * np.clip(np.hypot(*velocity.T) / 0.6, 0, 1)
    rows[:, Channel.PACE] = _smooth(pace, SMOOTH_S)
    # 1.15 m for two steps: a usual office pace at two steps a second.
    rows[:, Channel.STEPS] = np.cumsum(forward * walking) / RATE_HZ / 1.15
    return rows


def _smooth(values: Floats, sigma_s: float) -> Floats:
    """Gaussian smoothing that keeps the ends."""
    sigma = sigma_s * RATE_HZ
    reach = int(np.ceil(4 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    padded = np.pad(values, reach, mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")
