"""Which number holds: the pack's, or the one that the site set for a team, a shift or some seats.

The narrowest word wins: seats over team over shift over site; of two that are as narrow, the one
that stands later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from floor.agent_state import AgentKey
from floor.packs.broken import Broken
from floor.packs.condition import Hours, Together
from floor.packs.day import Day, Duty
from floor.packs.judge import judge
from floor.packs.rule import Rule, RuleId
from floor.time import Instant, to_datetime

PACK: Final = "pack"


class Change(BaseModel):
    """Numbers of a rule that hold for some: those of a team, of shifts that begin at some hours, of
    some seats; for everybody where none is named. ``on`` switches the rule on or off for them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: RuleId
    seats: tuple[str, ...] = ()
    team: str | None = None
    shift: Hours | None = None
    numbers: dict[str, float] = {}
    on: bool | None = None
    because: Annotated[str, Field(min_length=2)]

    @property
    def narrowness(self) -> int:
        """How narrow it is: 3 for seats, 2 for a team, 1 for a shift, 0 for the whole site."""
        return 3 if self.seats else 2 if self.team else 1 if self.shift else 0

    @property
    def scope(self) -> str:
        """For whom it holds, in words."""
        words = [f"seats {', '.join(self.seats)}"] if self.seats else []
        words += [f"team {self.team}"] if self.team else []
        if self.shift:
            words += [f"shifts from {self.shift.from_:%H:%M} to {self.shift.to:%H:%M}"]
        return ", ".join(words) or "site"

    def holds_for(self, seat: str, team: str | None, begins: time | None) -> bool:
        """Whether it is for a seat, its team and its shift, which begins at a time of day."""
        if self.seats and seat not in self.seats:
            return False
        if self.team is not None and self.team != team:
            return False
        return self.shift is None or (begins is not None and self.shift.holds(begins))


@dataclass(frozen=True, slots=True)
class Held:
    """A number that holds, who said so (``pack``, or a change's scope), and why."""

    name: str
    value: float
    by: str
    because: str


def faults_of(change: Change, rules: Sequence[Rule]) -> list[str]:
    """What is wrong with a change of a pack's rules; empty where nothing is."""
    rule = next((each for each in rules if each.id == change.rule), None)
    if rule is None:
        return [f"{change.rule} is no rule of the pack"]
    known = rule.when.numbers
    if isinstance(rule.when, Together) and (change.seats or change.shift):
        return [f"{change.rule} looks at a whole team; change it for a team or the site"]
    strange = sorted(set(change.numbers) - set(known))
    if strange:
        there = ", ".join(known) or "none"
        return [f"{change.rule} has no number {', '.join(strange)}; it has: {there}"]
    if not change.numbers and change.on is None:
        return [f"the change of {change.rule} changes nothing; give numbers or on"]
    try:
        _with_numbers(rule, change.numbers)
    except ValidationError as error:
        first = error.errors()[0]
        return [f"{change.rule}: {first['loc'][-1]} is {first['input']!r}; {first['msg']}"]
    return []


def held(rule: Rule, changes: Sequence[Change], duty: Duty, day: Day) -> tuple[Held, ...]:
    """Every number of a rule for somebody's duty, with who said so."""
    found = {
        name: Held(name, value, PACK, rule.policy.zh) for name, value in rule.when.numbers.items()
    }
    for change in _for(rule, changes, duty, day):
        for name, value in change.numbers.items():
            found[name] = Held(name, value, change.scope, change.because)
    return tuple(found.values())


def ruled(rule: Rule, changes: Sequence[Change], duty: Duty | None, day: Day) -> Rule:
    """The rule with the numbers that hold for a duty; None: for a seat that is nobody's."""
    for change in _for(rule, changes, duty, day):
        rule = _with_numbers(rule, change.numbers)
        if change.on is not None:
            rule = rule.model_copy(update={"on": change.on})
    return rule


def judge_each(rule: Rule, changes: Sequence[Change], day: Day) -> tuple[Broken, ...]:
    """As ``judge``, each by the numbers that hold for them: of several people, by those of the
    first; nobody's seat by those of the site."""
    rules: dict[str, Rule] = {}
    of: dict[tuple[AgentKey, Instant], str] = {}
    for duty in (*day.duties, None):
        mine = ruled(rule, changes, duty, day)
        key = mine.model_dump_json()
        rules[key] = mine
        if duty is not None:
            of[duty.agent, duty.shift.start] = key
        else:
            nobodys = key
    return tuple(
        broken
        for key, mine in rules.items()
        for broken in judge(mine, day)
        if _key_of(broken, of, day, nobodys) == key
    )


def _key_of(
    broken: Broken, of: Mapping[tuple[AgentKey, Instant], str], day: Day, nobodys: str
) -> str:
    for agent in broken.agents:
        duty = day.duty_of(agent, broken.when.start) or _nearest(agent, broken, day)
        if duty is not None:
            return of[duty.agent, duty.shift.start]
    return nobodys


def _nearest(agent: AgentKey, broken: Broken, day: Day) -> Duty | None:
    """Whose shift begins after it or ended before it: signing in is due before a shift."""
    own = [each for each in day.duties if each.agent == agent]
    moment = broken.when.start
    return min(own, key=lambda each: abs(each.shift.start - moment), default=None)


def _for(rule: Rule, changes: Sequence[Change], duty: Duty | None, day: Day) -> list[Change]:
    """The changes that hold, the narrowest last."""
    mine = [each for each in changes if each.rule == rule.id]
    if duty is None:
        mine = [each for each in mine if each.narrowness == 0]
    else:
        begins = to_datetime(duty.shift.start).astimezone(day.zone).time()
        mine = [each for each in mine if each.holds_for(duty.seat, duty.team, begins)]
    return sorted(mine, key=lambda each: each.narrowness)


def _with_numbers(rule: Rule, numbers: dict[str, float]) -> Rule:
    """Checked again, as if the pack had said so."""
    if not numbers:
        return rule
    when = type(rule.when).model_validate(
        rule.when.model_dump(by_alias=True, exclude_unset=True) | numbers
    )
    return rule.model_copy(update={"when": when})
