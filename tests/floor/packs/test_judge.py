"""Laws of judging: what excuses never accuses, longer limits never find more, order is nothing."""

from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Excuse
from floor.interval import Interval
from floor.layout import SeatId
from floor.packs.broken import Broken
from floor.packs.condition import Away, InState, Seen, Together
from floor.packs.day import Day, Duty, Spell
from floor.packs.grants import BEFOREHAND, Grant, Granted
from floor.packs.judge import judge
from floor.packs.rule import Policy, Rule, Text
from floor.time import Instant

S = 1_000_000
HOUR = 3600 * S
START, END = Instant(10 * HOUR), Instant(11 * HOUR)
AGENTS = [AgentKey(f"200{n}") for n in range(3)]
SEATS = [SeatId(f"A-0{n}") for n in range(3)]
TEXT = Text(zh="规则", en="rule")
CONDITIONS = st.one_of(
    st.builds(
        Seen,
        episode=st.sampled_from([EpisodeKind.STANDING, EpisodeKind.CHATTING]),
        longer_than_s=st.integers(1, 300),
        states=st.sampled_from([(), (AgentState.AVAILABLE,), (AgentState.ON_CONTACT,)]),
    ),
    st.builds(Away, longer_than_s=st.integers(1, 300), states=st.just((AgentState.AVAILABLE,))),
    st.builds(
        InState,
        longer_than_s=st.integers(1, 900),
        states=st.just((AgentState.BREAK, AgentState.MEAL)),
        until_back=st.booleans(),
    ),
    st.builds(Together, more_than=st.integers(1, 2), states=st.just((AgentState.BREAK,))),
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    return Rule(
        id="R0",
        name=TEXT,
        policy=Policy(zh="规则", en="rule", source="site policy"),
        purpose=TEXT,
        legal_basis=TEXT,
        approver="manager",
        when=draw(CONDITIONS),
        excuses=tuple(draw(st.lists(st.sampled_from(list(Excuse)), unique=True))),
        grants=tuple(draw(st.lists(st.sampled_from(list(Grant)), unique=True))),
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first = draw(st.integers(0, 3500))
    length = draw(st.integers(1, 3600 - first))
    return Interval(Instant(START + first * S), Instant(START + (first + length) * S))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    when = draw(intervals())
    kind = draw(st.sampled_from([EpisodeKind.OFF_SEAT, EpisodeKind.STANDING, EpisodeKind.CHATTING]))
    seats = draw(st.lists(st.sampled_from(SEATS), min_size=1, max_size=2, unique=True))
    blind = draw(st.integers(0, 60))
    excuses = tuple(draw(st.lists(st.sampled_from(list(Excuse)), unique=True)))
    return Episode(kind, tuple(seats), when.start, when.end, 1.0, blind, excuses)


@st.composite
def spells(draw: st.DrawFn) -> tuple[Spell, ...]:
    cuts = sorted(draw(st.sets(st.integers(1, 3599), max_size=5)))
    edges = [0, *cuts, 3600]
    return tuple(
        Spell(
            Interval(Instant(START + a * S), Instant(START + b * S)),
            draw(st.sampled_from(list(AgentState))),
        )
        for a, b in pairwise(edges)
    )


@st.composite
def grants(draw: st.DrawFn) -> Granted:
    who = draw(st.none() | st.frozensets(st.sampled_from(AGENTS), min_size=1))
    registered = Instant(START + draw(st.integers(-60, 3600)) * S)
    return Granted(draw(st.sampled_from(list(Grant))), draw(intervals()), registered, who)


@st.composite
def days(draw: st.DrawFn) -> Day:
    return Day(
        END,
        ZoneInfo("Asia/Shanghai"),
        tuple(draw(st.lists(episodes(), max_size=5))),
        {agent: draw(spells()) for agent in AGENTS},
        tuple(
            Duty(seat, agent, "T1", Interval(START, END))
            for seat, agent in zip(SEATS, AGENTS, strict=True)
        ),
        tuple(draw(st.lists(grants(), max_size=4))),
    )


def standing(broken: tuple[Broken, ...]) -> int:
    return sum(each.stands for each in broken)


@given(rules(), days(), st.data())
def test_the_order_in_which_things_are_told_changes_nothing(
    rule: Rule, day: Day, data: st.DataObject
) -> None:
    shuffled = replace(
        day,
        episodes=data.draw(st.permutations(list(day.episodes))),
        granted=data.draw(st.permutations(list(day.granted))),
        duties=data.draw(st.permutations(list(day.duties))),
    )
    assert judge(rule, shuffled) == judge(rule, day)


@given(rules(), days(), grants())
def test_one_more_grant_never_accuses_anybody(rule: Rule, day: Day, more: Granted) -> None:
    with_it = replace(day, granted=(*day.granted, more))
    before = {(each.when, each.seats, each.agents) for each in judge(rule, day) if each.stands}
    after = {(each.when, each.seats, each.agents) for each in judge(rule, with_it) if each.stands}
    assert after <= before


@given(rules(), days(), st.integers(1, 600))
def test_a_longer_limit_never_finds_more(rule: Rule, day: Day, more: int) -> None:
    when = rule.when
    if not isinstance(when, Seen | Away | InState):
        return
    longer = when.model_copy(update={"longer_than_s": when.longer_than_s + more})
    wider = rule.model_copy(update={"when": longer})
    before = {(each.when, each.seats, each.agents) for each in judge(rule, day) if each.stands}
    after = {(each.when, each.seats, each.agents) for each in judge(wider, day) if each.stands}
    assert after <= before


@given(rules(), days())
def test_time_out_of_sight_accuses_nobody(rule: Rule, day: Day) -> None:
    """Whatever was blind from its first to its last moment is nothing at all."""
    if not isinstance(rule.when, Seen | Away):
        return
    blind = replace(
        day,
        episodes=tuple(
            replace(each, blind_s=((each.end or END) - each.start) / S) for each in day.episodes
        ),
    )
    assert judge(rule, blind) == ()


@given(rules(), days())
def test_an_evacuation_suspends_every_rule(rule: Rule, day: Day) -> None:
    """Also those that do not list it, and registered afterwards."""
    out = Granted(Grant.EVACUATION, Interval(START, END), END)
    assert standing(judge(rule, replace(day, granted=(*day.granted, out)))) == 0


@given(rules(), days(), intervals(), st.sampled_from(sorted(BEFOREHAND)))
def test_what_must_be_registered_before_excuses_nothing_afterwards(
    rule: Rule, day: Day, when: Interval, grant: Grant
) -> None:
    late = Granted(grant, when, END)
    assert judge(rule, replace(day, granted=(*day.granted, late))) == judge(rule, day)


@given(rules(), days())
def test_a_rule_that_is_off_finds_nothing(rule: Rule, day: Day) -> None:
    assert judge(rule.model_copy(update={"on": False}), day) == ()


@given(rules(), days())
def test_nobodys_seat_is_nobodys_absence(rule: Rule, day: Day) -> None:
    if isinstance(rule.when, Away):
        assert judge(rule, replace(day, duties=())) == ()
