"""Those who have no seat: leads who walk the floor and help, coaches, and visitors."""

from dataclasses import dataclass

import numpy as np

from eval.sim.improvise.lengths import AFTER_VISIT_S, behind, visiting, walking
from eval.sim.improvise.sheet import Block, Sheet, beside
from eval.sim.improvise.stage_set import StageSet
from eval.sim.layout import Seat
from eval.sim.script import Person, Point, RaiseHand
from eval.sim.script.actions import Visit, Walk

HELP_S, LOOK_IN_S, COACH_S, EMPTY_S = (8.0, 16.0), (4.0, 10.0), (20.0, 45.0), (3.0, 7.0)
WAIT_S = (1.0, 8.0)
SHARE_WALK, SHARE_EMPTY = 0.6, 0.2
STAY_S, OUTSIDE_S = (35.0, 80.0), (8.0, 40.0)
TRIES = 12


@dataclass(slots=True)
class Rover:
    """Someone without a seat while their round is planned: where they are, and from when on."""

    person: Person
    here: Point
    time: float


class Rounds:
    """Plans the rounds of all who have no seat."""

    def __init__(self, stage: StageSet, sheet: Sheet, rng: np.random.Generator) -> None:
        self._stage, self._sheet, self._rng = stage, sheet, rng
        owned = {each.seat for each in stage.script.people} | {each.seat for each in stage.agents}
        self._empty = [seat for name, seat in stage.seats.items() if name not in owned]
        self._inside = [name for name, (x, _) in stage.script.waypoints.items() if x > 0]

    def leads(self, leads: list[Person]) -> int:
        """Have leads come to raised hands and look around between; how many hands were helped."""
        rovers = [self._rover(lead) for lead in leads]
        hands = sorted(
            (
                (action.at, block.who)
                for block in self._sheet.blocks
                for action in block.actions
                if isinstance(action, RaiseHand)
            ),
        )
        helped = sum(self._help(rovers, at, who) for at, who in hands) if rovers else 0
        for rover in rovers:
            self._wander(rover, self._sheet.duration - 3, LOOK_IN_S)
        return helped

    def coach(self, coach: Person) -> None:
        """Have a coach sit in, so to speak: long visits, one after the other."""
        rover = self._rover(coach)
        self._wander(rover, self._sheet.duration - 3, COACH_S)

    def visitor(self, visitor: Person) -> None:
        """Have a visitor come in, look round and go, as often as there is time."""
        rover = self._rover(visitor)
        rover.time = float(self._rng.uniform(2, 30))
        while rover.time < self._sheet.duration - 30:
            self._walk(rover, str(self._rng.choice(self._inside)))
            self._wander(rover, rover.time + float(self._rng.uniform(*STAY_S)), LOOK_IN_S)
            self._walk(rover, visitor.start)
            rover.time += float(self._rng.uniform(*OUTSIDE_S))

    def _rover(self, person: Person) -> Rover:
        return Rover(person, self._stage.point(person.start), 1.0)

    def _help(self, rovers: list[Rover], at: float, who: str) -> bool:
        """Send the lead who can be there first to a raised hand."""
        seat = self._stage.seat(who)
        rover = min(rovers, key=lambda each: max(each.time, at) + self._way(each, seat))
        self._wander(rover, at, LOOK_IN_S)
        start = max(rover.time, at + float(self._rng.uniform(1, 4)))
        seconds = float(self._rng.uniform(*HELP_S))
        if start + self._way(rover, seat) + seconds > at + 42:
            return False
        if not self._sheet.free(beside(seat.id), start, start + self._way(rover, seat) + seconds):
            return False
        return self._visit(rover, seat, start, seconds, None)

    def _wander(self, rover: Rover, until: float, stay_s: tuple[float, float]) -> None:
        """Walk about, look in at desks and at empty ones, as long as there is time."""
        failed = 0
        while failed < TRIES:
            start = rover.time + float(self._rng.uniform(*WAIT_S))
            chance = self._rng.random()
            if chance < SHARE_WALK and stay_s is not COACH_S:
                done = self._walk(rover, str(self._rng.choice(self._inside)), start, until)
            elif chance < SHARE_WALK + SHARE_EMPTY and self._empty:
                seat = self._empty[int(self._rng.choice(len(self._empty)))]
                seconds = float(self._rng.uniform(*EMPTY_S))
                done = self._visit(rover, seat, start, seconds, None, until)
            else:
                host = self._stage.agents[int(self._rng.choice(len(self._stage.agents)))]
                seconds = float(self._rng.uniform(*stay_s))
                seat = self._stage.seat(host.id)
                done = self._visit(rover, seat, start, seconds, host.id, until)
            failed += not done

    def _walk(
        self, rover: Rover, to: str, start: float | None = None, until: float = float("inf")
    ) -> bool:
        at = round(rover.time if start is None else start, 1)
        point = self._stage.point(to)
        end = at + walking(self._stage.aisles, rover.here, point) + 3.5
        near = float(np.hypot(point[0] - rover.here[0], point[1] - rover.here[1])) < 0.8
        if near or end > until or at > self._sheet.duration - 4:
            return False
        self._sheet.add(Block(rover.person.id, at, end, (Walk(at=at, do="walk", to=to),)))
        rover.here, rover.time = point, end
        return True

    def _visit(
        self,
        rover: Rover,
        seat: Seat,
        start: float,
        seconds: float,
        host: str | None,
        until: float = float("inf"),
    ) -> bool:
        at, seconds = round(start, 1), round(seconds, 1)
        end = at + self._way(rover, seat) + seconds + AFTER_VISIT_S
        if end > until or at > self._sheet.duration - 8:
            return False
        visit = Visit(at=at, do="visit", seat=seat.id, seconds=seconds)
        others = [(beside(seat.id), (at + 3, end + 2))]
        if host is not None:
            others.append(
                (host, (max(at + 2, 0.6 * (end - seconds - AFTER_VISIT_S - at) + at), end + 1))
            )
        block = Block(rover.person.id, at, end, (visit,), tuple(others))
        if not self._sheet.fits(block):
            return False
        self._sheet.add(block)
        rover.here, rover.time = behind(seat), end
        return True

    def _way(self, rover: Rover, seat: Seat) -> float:
        return visiting(self._stage.aisles, rover.here, seat) + 2.0
