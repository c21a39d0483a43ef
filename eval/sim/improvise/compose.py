"""A crowd made up for a room: who sits where, who does what when, what their phones say."""

import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import islice

import numpy as np

from eval.sim.improvise.absences import ABSENCES, Opening, absences
from eval.sim.improvise.calls import lay_calls
from eval.sim.improvise.cast import cast_agents, cast_rovers
from eval.sim.improvise.phones import events
from eval.sim.improvise.rounds import Rounds
from eval.sim.improvise.sheet import Block, Sheet
from eval.sim.improvise.small_acts import small_act
from eval.sim.improvise.stage_set import StageSet, stage_set
from eval.sim.improvise.wishes import Behaviour, Wishes
from eval.sim.motion.perform import perform_all
from eval.sim.script import Person, Script, UnplayableError

# The long and those who need others first, while there is room.
FIRST = (
    Behaviour.CONFIRMED,
    Behaviour.CONFLICT,
    Behaviour.PAUSE,
    Behaviour.STAND_LONG,
    Behaviour.ERRAND,
    Behaviour.RAISE_HAND,
)
SECOND = (Behaviour.CALL_ON, Behaviour.CHAT, Behaviour.LEAN, Behaviour.GLANCE)
SHORT = (Behaviour.SCRATCH_HEAD, Behaviour.DRINK, Behaviour.PHONE_PHOTO)
LONG = (Behaviour.CONFIRMED, Behaviour.CONFLICT, Behaviour.PAUSE, Behaviour.STAND_LONG)
LONG_A_MINUTE = 0.04  # of each long behaviour, at most, an agent
TIMES_TRIED = 25
PROBE_S = 1000.0
SHARE_JACKET_AWAY, SHARE_BAG_AWAY = 0.45, 0.4
ROUNDS_OF_REPAIR = 40


@dataclass(frozen=True, slots=True)
class Improvised:
    """The people that were added, how many actions were wished for, how many of each behaviour
    found no time or room, and how many blocks were dropped since they proved unplayable."""

    added: tuple[Person, ...]
    wished: int
    left_out: Counter[Behaviour]
    dropped: int

    def script(self, layout: Script) -> Script:
        """The layout with these people."""
        return layout.model_copy(update={"people": (*layout.people, *self.added)})


def improvise(layout: Script, wishes: Wishes) -> Improvised:
    """People for a layout's free seats, and what they do. People whom the layout has are left
    alone, and their seats too.

    Raises `UnplayableError` if the layout's own people cannot be played.
    """
    rng = np.random.default_rng([wishes.seed, 5])
    agents = cast_agents(layout, wishes.crowding, rng)
    stage = stage_set(layout, agents)
    rovers = cast_rovers(layout, len(agents), stage.ends(), stage.outside(), rng)
    sheet = Sheet(layout.duration)
    plan = _Plan(stage, sheet, rng)
    deck = _deck(wishes, layout.duration, len(agents), rng)
    plan.lay([each for each in deck if each in FIRST])
    rounds = Rounds(stage, sheet, rng)
    rounds.leads([each for each in rovers if each.role == "lead"])
    for rover in rovers:
        if rover.role == "coach":
            rounds.coach(rover)
        if rover.role == "visitor":
            rounds.visitor(rover)
    plan.lay([each for each in deck if each in SECOND])
    for agent in agents:
        lay_calls(sheet, agent, rng)
    plan.lay([each for each in deck if each not in (*FIRST, *SECOND)])
    people = [*(_dressed(each, plan.openings.get(each.id), rng) for each in agents), *rovers]
    added, dropped = _playable(layout, people, sheet, wishes.seed)
    return Improvised(added, len(deck), plan.left_out, dropped)


def _deck(
    wishes: Wishes, duration: float, agents: int, rng: np.random.Generator
) -> list[Behaviour]:
    """As many behaviours as are wished for, every one as often as every other, long ones less."""
    wanted = round(wishes.liveliness * duration / 60 * agents)
    most_long = max(1, round(LONG_A_MINUTE * agents * duration / 60))
    dealt: list[Behaviour] = []
    while len(dealt) < wanted and wishes.behaviours:
        turn = [
            each for each in wishes.behaviours if each not in LONG or dealt.count(each) < most_long
        ]
        if not turn:
            break
        dealt += [turn[place] for place in rng.permutation(len(turn))]
    return dealt[:wanted] if len(dealt) > wanted else dealt


class _Plan:
    """Lays behaviours on the sheet, the least busy people first."""

    def __init__(self, stage: StageSet, sheet: Sheet, rng: np.random.Generator) -> None:
        self._stage, self._sheet, self._rng = stage, sheet, rng
        self.openings: dict[str, Opening] = {}
        self.left_out: Counter[Behaviour] = Counter()

    def lay(self, behaviours: list[Behaviour]) -> None:
        """Lay down each behaviour for whom and when it fits; note those that fit nowhere."""
        for behaviour in sorted(behaviours, key=_order):
            people = sorted(
                self._stage.agents,
                key=lambda each: self._sheet.load(each.id) + 20 * self._rng.random(),
            )
            if not any(self._try(behaviour, who) for who in people):
                self.left_out[behaviour] += 1

    def _try(self, behaviour: Behaviour, who: Person) -> bool:
        if behaviour in ABSENCES:
            return self._try_absence(behaviour, who)
        for _ in range(TIMES_TRIED):
            draw = int(self._rng.integers(2**32))  # the same act, wherever it is put
            probe = small_act(self._stage, behaviour, who, PROBE_S, np.random.default_rng(draw))
            if probe is None:
                return False
            before, after = PROBE_S - probe.start, probe.end - PROBE_S
            spans = [
                (start + before, end - after)
                for start, end in self._sheet.gaps(who.id)
                if end - start > before + after + 0.5
            ]
            if not spans:
                continue
            at = round(2 * float(self._rng.uniform(*spans[int(self._rng.choice(len(spans)))]))) / 2
            block = small_act(self._stage, behaviour, who, at, np.random.default_rng(draw))
            if block and at >= 1 and self._in_time(block) and self._sheet.fits(block):
                self._sheet.add(block)
                return True
        return False

    def _in_time(self, block: Block) -> bool:
        return block.actions[-1].at < self._sheet.duration - 1

    def _try_absence(self, behaviour: Behaviour, who: Person) -> bool:
        tries = absences(self._stage, self._sheet, behaviour, who, self._rng)
        for absence in islice(tries, TIMES_TRIED):
            if self._in_time(absence.block) and self._sheet.fits(absence.block):
                self._sheet.add(absence.block)
                if absence.opening:
                    self.openings[who.id] = absence.opening
                return True
        return False


def _order(behaviour: Behaviour) -> int:
    """Long ones first: short ones find room between them."""
    if behaviour in FIRST:
        return FIRST.index(behaviour)
    return len(FIRST) + (behaviour in SHORT)


def _dressed(person: Person, opening: Opening | None, rng: np.random.Generator) -> Person:
    """Someone who is away at first: where, and what is on the chair."""
    if opening is None:
        return person
    chance = rng.random()
    on_chair = person.on_chair
    if chance < SHARE_BAG_AWAY:
        on_chair = "bag"
    elif chance < SHARE_BAG_AWAY + SHARE_JACKET_AWAY:
        on_chair = "jacket"
    desk = tuple(each for each in person.desk if not (on_chair == "bag" and each == "bag"))
    return person.model_copy(
        update={"start": opening.at, "chair": opening.chair, "on_chair": on_chair, "desk": desk}
    )


def _playable(
    layout: Script, people: list[Person], sheet: Sheet, seed: int
) -> tuple[tuple[Person, ...], int]:
    """The people with what they do, less what proves too early when it is played, and how many
    blocks that were.

    Raises `UnplayableError` if people whom the layout has are at fault.
    """
    blocks, first = sheet.blocks, len(layout.people)
    for _ in range(ROUNDS_OF_REPAIR):
        written = tuple(_written(each, blocks, sheet, seed) for each in people)
        script = layout.model_copy(update={"people": (*layout.people, *written)})
        try:
            perform_all(script)
        except UnplayableError as error:
            guilty = [
                (person.id, person.timeline[int(fault.where[3])])
                for fault in error.faults
                if int(fault.where[1]) >= first
                for person in [script.people[int(fault.where[1])]]
            ]
            if len(guilty) < len(error.faults):
                raise
            blocks = [
                block
                for block in blocks
                if not any(block.who == who and action in block.actions for who, action in guilty)
            ]
        else:
            return written, len(sheet.blocks) - len(blocks)
    raise RuntimeError("no floor that can be played was found; try another seed")


def _written(person: Person, blocks: list[Block], sheet: Sheet, seed: int) -> Person:
    """Someone with all that the sheet has of them."""
    timeline = sorted(
        (action for block in blocks if block.who == person.id for action in block.actions),
        key=lambda action: action.at,
    )
    change: dict[str, object] = {"timeline": tuple(timeline)}
    if person.seat:
        claims = sheet.claims[person.id]
        rng = np.random.default_rng([seed, 6, zlib.crc32(person.id.encode())])
        change["states"] = events(claims, sheet.duration, rng)
        now = next((each.state for each in claims if each.start <= 0 < each.end), None)
        change["does"] = "talk" if now == "ON_CONTACT" and person.start == "seated" else "type"
    return person.model_copy(update=change)
