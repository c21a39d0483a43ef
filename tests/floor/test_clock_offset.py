"""The offset of two clocks, from who left and came back by either; or no offset at all."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.agent_state import AgentKey
from floor.clock_offset import ClockOffset, NoOffset, WhyNot, estimate
from floor.time import Instant, plus
from floor.turns import Turn

START = Instant(1_772_413_200_000_000)
DAY_S = 8 * 3_600.0
SEEDS = st.integers(0, 2**32)


def turn(agent: int, second: float, away: bool) -> Turn:
    return Turn(plus(START, second), AgentKey(str(agent)), away)


def day(
    random: Random, offset_s: float, delay_s: float = 6.0, agents: int = 6, absences: int = 4
) -> tuple[list[Turn], list[Turn]]:
    """What was seen and said of absences that people announced, and seen of a few they did not."""
    seen, said = [], []
    for agent in range(agents):
        for each in range(absences):
            leaves = 1_000 + each * 3_000 + random.uniform(0, 1_000)
            returns = leaves + random.uniform(120, 900)
            seen += [turn(agent, leaves, True), turn(agent, returns, False)]
            announced = leaves - random.uniform(0, delay_s) + offset_s
            back = returns + random.uniform(0, delay_s) + offset_s
            said += [turn(agent, announced, True), turn(agent, back, False)]
        stray = random.uniform(0, DAY_S)  # to the cooler, without a word
        seen += [turn(agent, stray, True), turn(agent, stray + 40, False)]
    return seen, said


def unrelated(random: Random, events: int) -> list[Turn]:
    return [
        turn(agent, random.uniform(0, DAY_S), away)
        for agent in range(6)
        for away in (True, False)
        for _ in range(events)
    ]


@given(SEEDS, st.floats(-200, 200), st.floats(0, 8))
def test_a_known_offset_is_found_within_the_interval(
    seed: int, offset_s: float, delay_s: float
) -> None:
    found = estimate(*day(Random(seed), offset_s, delay_s))
    assert isinstance(found, ClockOffset), found
    assert found.low_s - 1e-3 <= offset_s <= found.high_s + 1e-3
    assert abs(found.offset_s - offset_s) < 4.0


@given(SEEDS, st.integers(4, 60))
def test_unrelated_events_give_no_estimate(seed: int, events: int) -> None:
    random = Random(seed)
    found = estimate(unrelated(random, events), unrelated(random, events))
    assert isinstance(found, NoOffset)


@given(SEEDS)
def test_order_and_repeats_change_nothing(seed: int) -> None:
    random = Random(seed)
    seen, said = day(random, 12.0)
    before = estimate(seen, said)
    seen, said = seen + seen[:5], said + said[:5]
    random.shuffle(seen)
    random.shuffle(said)
    assert estimate(seen, said) == before


def test_too_few_give_no_estimate() -> None:
    found = estimate(*day(Random(1), 12.0, agents=5, absences=1))
    assert found == NoOffset(
        WhyNot.TOO_FEW, "5 leavings were both seen and said; at least 6 are needed"
    )
    nothing = estimate([], [])
    assert isinstance(nothing, NoOffset)
    assert nothing.why is WhyNot.TOO_FEW


def test_leavings_alone_give_no_estimate() -> None:
    """Without returns nobody could tell the clock from the delay."""
    seen, said = day(Random(1), 12.0)
    found = estimate(seen, [each for each in said if each.away])
    assert isinstance(found, NoOffset)
    assert (found.why, "0 returns" in found.detail) == (WhyNot.TOO_FEW, True)


def test_two_piles_give_no_estimate() -> None:
    """Half of the seats by one clock, half by another."""
    random = Random(1)
    (seen, said), (more_seen, more_said) = day(random, 12.0), day(random, 140.0)
    others = [Turn(t.at, AgentKey(f"x{t.agent_key}"), t.away) for t in more_seen]
    words = [Turn(t.at, AgentKey(f"x{t.agent_key}"), t.away) for t in more_said]
    found = estimate(seen + others, said + words)
    assert isinstance(found, NoOffset)
    assert found.why is WhyNot.NO_AGREEMENT


def test_leavings_and_returns_that_contradict_give_no_estimate() -> None:
    seen, said = day(Random(1), 0.0)
    moved = [Turn(plus(t.at, 100.0 if t.away else 0.0), t.agent_key, t.away) for t in said]
    found = estimate(seen, moved)
    assert isinstance(found, NoOffset)
    assert found.why is WhyNot.NO_AGREEMENT


def test_who_takes_long_to_say_so_gives_no_estimate() -> None:
    """Half a minute from sitting down to the word: the clock could be anywhere in it."""
    seen, said = day(Random(1), 12.0, delay_s=1.0)
    slow = [Turn(plus(t.at, 0.0 if t.away else 30.0), t.agent_key, t.away) for t in said]
    found = estimate(seen, slow)
    assert isinstance(found, NoOffset)
    assert found.why is WhyNot.TOO_WIDE


@pytest.mark.parametrize("offset_s", [-400.0, 400.0])
def test_an_offset_beyond_the_window_is_not_found(offset_s: float) -> None:
    assert isinstance(estimate(*day(Random(1), offset_s)), NoOffset)
