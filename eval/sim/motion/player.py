"""One person's timeline, played action by action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eval.sim.layout import CHAIR_OCCUPIED_Z_M, Seat
from eval.sim.mesh import Floats
from eval.sim.motion import hands, moves
from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.company import Company, keep_company
from eval.sim.motion.finish import finish
from eval.sim.motion.places import BEHIND_Z_M, FEET_UP_Z_M, desk_place
from eval.sim.motion.stage import Stage
from eval.sim.motion.track import (
    Doing,
    DoingKind,
    Stay,
    ThingKind,
    ThingPath,
    Track,
    Where,
)
from eval.sim.script import actions as act
from eval.sim.script.faults import ScriptFault
from eval.sim.script.faults import Where as Field
from eval.sim.script.people import Person

EXTRA_S = 1.0  # beyond the end, so that the last frame lies between two samples
SETTLE_S = 0.5


@dataclass(frozen=True, slots=True)
class Meeting:
    """Company that someone is told to keep, and the script's field that says so."""

    company: Company
    field: Field


@dataclass(frozen=True, slots=True)
class Arrival:
    """A visitor came to a seat: by which action, when, standing where."""

    action: int
    time: float
    spot: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """What one person has to play: who, where, and what others want of them.

    `chats` has the own side of every chat by the action's number, `visits` that of every visit
    that is attended to; `meetings` are chats and visits of others."""

    number: int
    person: Person
    seat: Seat | None
    seats: Mapping[str, Seat]
    floor: moves.Floor
    chats: Mapping[int, Company]
    seed: int
    visits: Mapping[int, Company] = field(default_factory=dict)
    meetings: Sequence[Meeting] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A part that was played: the track, when the person was busy, and whom they came to see."""

    track: Track
    busy: tuple[tuple[float, float], ...]
    arrivals: tuple[Arrival, ...]


class Player:
    """Plays one part. Use once."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._stage = Stage(
            part.person, part.seat, np.random.default_rng([part.seed, 3, part.number])
        )
        self._place = "seated" if part.person.start == "seated" else "away"
        self._chair = part.person.chair
        self._does = part.person.does
        self._corner: Floats | None = None  # behind the seat that is visited: the way out
        self._busy: list[tuple[float, float]] = []
        self._arrivals: list[Arrival] = []

    def play(self, duration: float) -> Played:
        """The part from second 0 to `duration`.

        Raises `ScriptFault` where an action cannot start because the one before goes on.
        """
        self._open()
        actions = [
            (action.at, 0, number) for number, action in enumerate(self._part.person.timeline)
        ]
        meetings = [(each.company.at, 1, number) for number, each in enumerate(self._part.meetings)]
        for _, other, number in sorted(actions + meetings):
            if other:
                self._meet(self._part.meetings[number])
            else:
                self._act(number, self._part.person.timeline[number])
        stage = self._stage
        stage.hold(duration + EXTRA_S)
        things = tuple(
            ThingPath(f"{self._part.person.id}/{kind}", kind, tuple(stays))
            for kind, stays in stage.things.items()
        )
        # What goes on past the end is cut off: all tracks are equally long.
        samples = finish(stage.samples()[: round((duration + EXTRA_S) * RATE_HZ)])
        doings = sorted(
            [*stage.doings, *_base_doings(samples, stage.doings)], key=lambda each: each.start
        )
        track = Track(self._part.person, self._part.seat, samples, tuple(doings), things)
        return Played(track, tuple(self._busy), tuple(self._arrivals))

    def _open(self) -> None:
        part, stage, person = self._part, self._stage, self._part.person
        stage.set({Channel.RISE: 1.0})
        if person.start != "seated":
            x, y = part.floor.spots[person.start]
            stage.set({Channel.X: x, Channel.Y: y})
        if part.seat is None:
            return
        seat = part.seat
        if person.start == "seated":
            stage.set({Channel.RISE: 0.0, Channel.CHAIR_HEADING: seat.heading})
            stage.set(moves.seat_pose(stage, 0.0, CHAIR_OCCUPIED_Z_M))
            stage.set(self._base())
        else:
            stage.set(moves.chair_left(stage, person.chair))
        stage.set({Channel.HEADING: seat.heading})
        for name in person.desk:
            self._lay(ThingKind(name))
            if name == "noodles":
                self._lay(ThingKind.CHOPSTICKS)
        if person.on_chair:
            stage.things[ThingKind(person.on_chair)] = [Stay(0.0, Where.CHAIR)]

    def _lay(self, kind: ThingKind) -> None:
        seat = self._stage.seat
        askew = float(self._stage.rng.uniform(-0.4, 0.4))
        place = (*desk_place(seat, kind), seat.heading + askew)
        self._stage.things[kind] = [Stay(0.0, Where.DESK, place)]

    def _base(self) -> dict[Channel, float]:
        """The channels of what is done whenever nothing else is."""
        seated = self._place == "seated"
        return {
            Channel.WORK: float(seated and self._does != "idle"),
            Channel.TALK: float(self._does == "talk"),
        }

    def _act(self, number: int, action: act.Action) -> None:
        where: Field = ("people", self._part.number, "timeline", number)
        self._await(action.at, (*where, "at"))
        start = self._stage.time
        try:
            self._do(number, action)
        except ValueError as fault:
            if isinstance(fault, ScriptFault):
                raise
            raise ScriptFault((*where, "do"), str(fault)) from fault
        self._stage.ease(SETTLE_S, self._base())
        self._busy.append((start, self._stage.time))

    def _await(self, at: float, where: Field) -> None:
        late = self._stage.time - at
        if late > 1.5 / RATE_HZ:
            raise ScriptFault(
                where,
                f"{at:g} is too early for {self._part.person.id}: what comes before ends at "
                f"{self._stage.time:.1f}",
            )
        self._stage.hold(at)

    def _meet(self, meeting: Meeting) -> None:
        company, me = meeting.company, self._part.person.id
        if self._stage.time > company.at + 1.5 / RATE_HZ:
            raise ScriptFault(
                meeting.field,
                f"{me} does something else until {self._stage.time:.1f}, and nobody does two "
                f"things at once; {company.at:g} is too early",
            )
        if self._place not in ("seated", "standing"):
            raise ScriptFault(meeting.field, f"{me} is not at their seat at {company.at:g}")
        self._stage.hold(company.at)
        keep_company(self._stage, company)
        self._stage.ease(SETTLE_S, self._base())
        self._busy.append((company.at, self._stage.time))

    def _do(self, number: int, action: act.Action) -> None:
        stage = self._stage
        match action:
            case act.Chat() | act.Glance():
                keep_company(stage, self._part.chats[number])
            case act.RaiseHand():
                self._show(Channel.RAISE, DoingKind.RAISE_HAND, action.seconds, 0.5)
            case act.ScratchHead():
                self._show(Channel.SCRATCH, DoingKind.SCRATCH_HEAD, action.seconds, 0.5)
            case act.Phone():
                hands.use_phone(stage, action)
            case act.Eat():
                hands.eat(stage, action)
            case act.TakeDrink():
                hands.drink(stage, action)
            case act.Put():
                hands.put(stage, ThingKind(action.what))
            case act.TakeAway():
                hands.take_away(stage, ThingKind(action.what))
            case act.FeetUp():
                self._put_feet_up(action.seconds)
            case act.LieDown():
                self._still()
                self._show(Channel.LIE, DoingKind.LIE_DOWN, action.seconds, 1.6)
            case act.Work():
                self._does = action.do
            case _:
                self._move(number, action)

    def _move(self, number: int, action: act.Action) -> None:
        stage, floor = self._stage, self._part.floor
        match action:
            case act.Stand():
                moves.stand_up(stage)
                self._place = "standing"
            case act.Sit():
                moves.sit_down(stage)
                self._place = "seated"
            case act.Return():
                self._step_out()
                moves.come_back(stage, floor, self._chair == "in")
                self._place = "seated"
            case act.Leave():
                spots = [np.array(floor.spots[name]) for name in (*action.via, action.to)]
                bag = action.leaves == "bag" and stage.whereabouts(ThingKind.BAG) is Where.DESK
                moves.get_away(stage, floor, spots[0], action.chair, bag)
                moves.go(stage, floor, spots[1:])
                self._place, self._chair = "away", action.chair
            case act.Walk():
                self._step_out()
                moves.go(
                    stage, floor, [np.array(floor.spots[name]) for name in (*action.via, action.to)]
                )
            case act.Visit():
                self._visit(number, action)
            case _:
                raise ValueError(f"nobody knows how to {action.do}")

    def _visit(self, number: int, action: act.Visit) -> None:
        stage, floor, host = self._stage, self._part.floor, self._part.seats[action.seat]
        from_seat = self._place != "away"
        self._step_out()
        here = stage.now[[Channel.X, Channel.Y]].copy()
        if from_seat:
            here = self._stage.seat.to_plan((0.0, BEHIND_Z_M))
        corner, spot = moves.beside(host, floor, here)
        if from_seat:
            moves.get_away(stage, floor, corner, action.chair, bag=False)
            self._chair = action.chair
        else:
            moves.go(stage, floor, [corner])
        moves.step_beside(stage, host, corner, spot)
        self._place, self._corner = "away", corner
        start = stage.time
        self._arrivals.append(Arrival(number, start, (float(spot[0]), float(spot[1]))))
        if number in self._part.visits:
            keep_company(stage, self._part.visits[number])
        stage.hold(start + action.seconds)
        stage.did(DoingKind.VISIT, start, action.seat)

    def _step_out(self) -> None:
        """Back from a visited seat to where its aisle begins."""
        if self._corner is not None:
            here = self._stage.now[[Channel.X, Channel.Y]].copy()
            self._stage.walk(np.array([here, self._corner]), moves.NEAR_SEAT_M_PER_S)
            self._corner = None

    def _show(self, channel: Channel, kind: DoingKind, seconds: float, rise_s: float) -> None:
        """Bring a channel up, hold it for `seconds` in all, and bring it down."""
        start = self._stage.time
        self._stage.ease(rise_s, {channel: 1.0})
        self._stage.hold(start + seconds)
        self._stage.did(kind, start + rise_s / 2)
        self._stage.ease(rise_s, {channel: 0.0})

    def _still(self) -> None:
        self._stage.ease(0.4, {Channel.WORK: 0.0, Channel.TALK: 0.0})

    def _put_feet_up(self, seconds: float) -> None:
        """Roll back, feet up, and the same backwards."""
        self._still()
        stage = self._stage
        chair = FEET_UP_Z_M + CHAIR_OCCUPIED_Z_M
        stage.ease(moves.ROLL_S, moves.seat_pose(stage, FEET_UP_Z_M, chair))
        self._show(Channel.FEET_UP, DoingKind.FEET_UP, seconds, 1.5)
        stage.ease(moves.ROLL_S, moves.seat_pose(stage, 0.0, CHAIR_OCCUPIED_Z_M))


def _base_doings(samples: Floats, others: list[Doing]) -> list[Doing]:
    """What is done whenever nothing else is, read off the samples."""
    free = np.ones(len(samples), bool)
    for other in others:
        free[round(other.start * RATE_HZ) : round(other.end * RATE_HZ)] = False
    seated = samples[:, Channel.RISE] < 0.3
    working, talking = samples[:, Channel.WORK] > 0.5, samples[:, Channel.TALK] > 0.5
    walking = samples[:, Channel.PACE] > 0.2
    kinds = {
        DoingKind.TYPE: seated & working & ~talking,
        DoingKind.TALK: seated & working & talking,
        DoingKind.IDLE: seated & ~working & free,
        DoingKind.WALK: walking,
        DoingKind.STAND: ~seated & ~walking,
    }
    return [
        Doing(kind, start / RATE_HZ, end / RATE_HZ)
        for kind, state in kinds.items()
        for start, end in zip(*_edges(state), strict=True)
    ]


def _edges(state: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[list[int], list[int]]:
    """Where runs of true samples start and end."""
    steps = np.diff(np.concatenate([[False], state, [False]]).astype(int))
    return np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist()
