"""Which number holds for whom: the narrowest word of the site, else the pack's."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.packs import load_pack
from floor.agent_state import AgentKey
from floor.finding import Episode, EpisodeKind
from floor.interval import Interval
from floor.layout import SeatId
from floor.packs.condition import Hours
from floor.packs.day import Day, Duty
from floor.packs.judge import judge
from floor.packs.numbers import Change, faults_of, held, judge_each, ruled
from floor.packs.rule import Rule
from floor.time import Instant

S = 1_000_000
ZONE = ZoneInfo("Asia/Shanghai")
SEATS = ["A-01", "A-02", "A-03"]


def rule(name: str) -> Rule:
    found = load_pack("call-centre").pack.rule(name)
    assert found is not None
    return found


R6 = rule("R6")


def duty(seat: str, team: str, begins_h: float = 0) -> Duty:
    start = int(begins_h * 3600 * S)
    shift = Interval(Instant(start), Instant(start + 8 * 3600 * S))
    return Duty(SeatId(seat), AgentKey(f"k-{seat}"), team, shift)


def day(*duties: Duty) -> Day:
    return Day(Instant(86_400 * S), ZONE, duties=duties)


def change(seconds: float, **scope: object) -> Change:
    numbers = {"longer_than_s": seconds}
    return Change.model_validate(
        {"rule": "R6", "numbers": numbers, "because": f"for {seconds:g}", **scope}
    )


SITE = change(90)
NIGHT = change(100, shift=Hours(from_=time(20), to=time(6)))
TEAM = change(110, team="T2")
SEAT = change(120, seats=("A-03",))
ALL = (SEAT, TEAM, NIGHT, SITE)


@pytest.mark.parametrize(
    ("seat", "team", "begins_h", "seconds"),
    [
        ("A-01", "T1", 0, 90),
        ("A-01", "T1", 13, 100),
        ("A-02", "T2", 13, 110),
        ("A-03", "T2", 13, 120),
    ],
)
def test_the_narrowest_wins_wherever_it_stands(
    seat: str, team: str, begins_h: float, seconds: float
) -> None:
    whose = duty(seat, team, begins_h)
    assert ruled(R6, ALL, whose, day(whose)).when.numbers["longer_than_s"] == seconds
    assert ruled(R6, ALL[::-1], whose, day(whose)).when.numbers["longer_than_s"] == seconds
    (number,) = held(R6, ALL, whose, day(whose))
    assert (number.value, number.because) == (seconds, f"for {seconds:g}")


def test_of_two_as_narrow_the_later_wins() -> None:
    whose = duty("A-01", "T1")
    assert ruled(R6, (SITE, change(45)), whose, day(whose)).when.numbers["longer_than_s"] == 45


def test_without_a_word_of_the_site_the_pack_holds_and_names_its_policy() -> None:
    whose = duty("A-01", "T1")
    (number,) = held(R6, (), whose, day(whose))
    assert (number.value, number.by, number.because) == (60, "pack", "上班期间不可随意站立")


def test_two_teams_are_judged_by_their_own_numbers() -> None:
    duties = duty("A-01", "T1"), duty("A-02", "T2")
    stands = tuple(
        Episode(EpisodeKind.STANDING, (each.seat,), Instant(9 * S), Instant(109 * S), 1.0)
        for each in duties
    )
    told = replace(day(*duties), episodes=stands)
    assert [each.seats for each in judge_each(R6, (TEAM,), told)] == [("A-01",)]
    assert [each.limit_s for each in judge_each(R6, (SITE,), told)] == [90, 90]


def test_a_rule_can_be_off_for_a_team() -> None:
    whose = duty("A-02", "T2")
    off = Change(rule="R6", team="T2", on=False, because="they stand at their desks")
    assert not ruled(R6, (off,), whose, day(whose)).on


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"rule": "R99", "numbers": {"longer_than_s": 3}}, "R99 is no rule of the pack"),
        ({"rule": "R6", "numbers": {"minutes": 3}}, "no number minutes; it has: longer_than_s"),
        ({"rule": "R6", "numbers": {"longer_than_s": -3}}, "longer_than_s is -3.0; Input should"),
        ({"rule": "R6"}, "changes nothing; give numbers or on"),
        ({"rule": "R5", "numbers": {"more_than": 3}, "seats": ["A-01"]}, "looks at a whole team"),
    ],
)
def test_a_change_that_cannot_be_is_told(spec: dict[str, object], said: str) -> None:
    (fault,) = faults_of(
        Change.model_validate({"because": "so", **spec}), load_pack("call-centre").pack.rules
    )
    assert said in fault


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A-01", "A-02", "A-03"]), st.integers(0, 900), st.integers(1, 300)
        ),
        max_size=6,
    )
)
def test_without_changes_each_is_judged_as_all(told: list[tuple[str, int, int]]) -> None:
    duties = duty("A-01", "T1"), duty("A-02", "T2")
    episodes = tuple(
        Episode(
            EpisodeKind.STANDING, (SeatId(seat),), Instant(at * S), Instant((at + long) * S), 1.0
        )
        for seat, at, long in told
    )
    seen = replace(day(*duties), episodes=episodes)
    assert judge_each(R6, (), seen) == judge(R6, seen)
