"""A pack's own tests: a few minutes of a floor, and what its rules are to say of it.

They are written by who writes the rules, so times are times of day, and everything that matters
not may be left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Excuse
from floor.interval import Interval
from floor.layout import SeatId
from floor.packs.broken import Broken
from floor.packs.day import Day, Duty, Spell
from floor.packs.grants import Grant, Granted
from floor.packs.judge import judge
from floor.packs.rule import Rule, RuleId
from floor.time import Instant, instant

ZONE: Final = ZoneInfo("Asia/Shanghai")
DATE: Final = date(2026, 3, 2)
AGENT, SEAT, TEAM = "2001", "A-01", "T1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(_Part):
    """From one time of day to another."""

    from_: Annotated[time, Field(alias="from")]
    to: time

    @property
    def when(self) -> Interval:
        """On the example's day. ``ValueError`` where it ends before it begins."""
        return Interval(_moment(self.from_), _moment(self.to))


class OnDuty(Span):
    """Somebody's shift at a seat."""

    agent: str = AGENT
    seat: str = SEAT
    team: str = TEAM


class SeenThen(Span):
    """What cameras saw."""

    what: EpisodeKind
    seats: tuple[str, ...] = (SEAT,)
    beside: tuple[Excuse, ...] = ()
    blind_s: Annotated[float, Field(ge=0)] = 0.0


class Said(_Part):
    """What the phone system said."""

    at: time
    state: AgentState
    agent: str = AGENT
    reason: str = ""


class GrantedThen(Span):
    """What was registered; without ``agents``, for everybody."""

    grant: Grant
    registered: time
    agents: tuple[str, ...] | None = None


class Example(_Part):
    """A little floor. ``expect`` are the rules that stand, as often as they are broken; ``excused``
    those that something excuses, with what."""

    name: Annotated[str, Field(min_length=3)]
    duty: tuple[OnDuty, ...] = (OnDuty(from_=time(8, 30), to=time(17, 30)),)
    seen: tuple[SeenThen, ...] = ()
    said: tuple[Said, ...] = ()
    granted: tuple[GrantedThen, ...] = ()
    until: time = time(18, 0)
    expect: tuple[RuleId, ...] = ()
    excused: dict[RuleId, tuple[Excuse | Grant, ...]] = {}

    def day(self) -> Day:
        """What the rules are judged by."""
        now = _moment(self.until)
        return Day(
            now,
            ZONE,
            tuple(
                Episode(
                    each.what,
                    tuple(SeatId(seat) for seat in each.seats),
                    each.when.start,
                    each.when.end,
                    1.0,
                    each.blind_s,
                    each.beside,
                )
                for each in self.seen
            ),
            {AgentKey(agent): tuple(_spells(self.said, agent, now)) for agent in self._agents()},
            tuple(
                Duty(SeatId(each.seat), AgentKey(each.agent), each.team, each.when)
                for each in self.duty
            ),
            tuple(
                Granted(
                    each.grant,
                    each.when,
                    _moment(each.registered),
                    None if each.agents is None else frozenset(map(AgentKey, each.agents)),
                )
                for each in self.granted
            ),
        )

    def _agents(self) -> list[str]:
        return sorted({each.agent for each in self.said})


def differences(example: Example, rules: Sequence[Rule]) -> list[str]:
    """What the rules say otherwise than the example expects, a sentence each."""
    day = example.day()
    found = [each for rule in rules for each in judge(rule, day)]
    stand = Counter(each.rule for each in found if each.stands)
    wanted = Counter(example.expect)
    said = [
        f"{rule} is expected {wanted[rule]} times and was broken {stand[rule]} times"
        for rule in sorted({*wanted, *stand})
        if wanted[rule] != stand[rule]
    ]
    excused = _excused(found)
    for rule in sorted({*excused, *example.excused}):
        right, is_ = set(example.excused.get(rule, ())), excused.get(rule, set())
        if right != is_:
            said.append(f"{rule} is to be excused by {_list(right)} and is by {_list(is_)}")
    return said


def _excused(found: Sequence[Broken]) -> dict[str, set[Excuse | Grant]]:
    by_rule: dict[str, set[Excuse | Grant]] = {}
    for each in found:
        if not each.stands:
            by_rule.setdefault(each.rule, set()).update(each.excused_by)
    return by_rule


def _list(words: set[Excuse | Grant]) -> str:
    return ", ".join(sorted(words)) or "nothing"


def _spells(said: Sequence[Said], agent: str, now: Instant) -> Iterator[Spell]:
    own = sorted((each for each in said if each.agent == agent), key=lambda each: each.at)
    ends = [_moment(each.at) for each in own[1:]] + [now]
    for each, end in zip(own, ends, strict=True):
        if _moment(each.at) < end:
            yield Spell(Interval(_moment(each.at), end), each.state, each.reason)


def _moment(moment: time) -> Instant:
    return instant(datetime.combine(DATE, moment, ZONE))
