"""Off-seat episodes: what starts one, what ends one, and what counts as seen."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.episodes import (
    OffSeat,
    SeatState,
    Sight,
    open_episode,
    settle,
    sight,
    step,
)
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.rules import OffSeatRule
from floor.time import Instant, plus, seconds_between

SEAT = SeatId("A-01")
START = Instant(1_772_413_200_000_000)
RULE = OffSeatRule(enter_s=3, exit_s=2, blind_bridge_s=10, max_gap_s=2)
LOOKS = {
    "E": (Occupancy.EMPTY, Posture.UNKNOWN),
    "O": (Occupancy.OCCUPIED, Posture.SEATED),
    "S": (Occupancy.EMPTY, Posture.STANDING),
    "?": (Occupancy.UNKNOWN, Posture.UNKNOWN),
}


def look(second: float, kind: str, confidence: float = 0.9) -> SeatObservation:
    occupancy, posture = LOOKS[kind]
    return SeatObservation(
        plus(START, second), SEAT, occupancy, Chair.UNKNOWN, posture, confidence, ""
    )


def film(picture: str, every: float = 0.5) -> list[SeatObservation]:
    """One letter per decision: Empty, Occupied, Standing beside, ? unknown, a blank for none."""
    return [look(i * every, kind) for i, kind in enumerate(picture) if kind != " "]


def watch(
    observations: list[SeatObservation], rule: OffSeatRule = RULE
) -> tuple[SeatState, list[OffSeat]]:
    state, found = SeatState(SEAT), []
    for observation in observations:
        state, closed = step(state, observation, rule)
        found.extend(closed)
    return state, found


def everything(observations: list[SeatObservation], rule: OffSeatRule = RULE) -> list[OffSeat]:
    state, found = watch(observations, rule)
    current = open_episode(state)
    return found if current is None else [*found, current]


def second(moment: Instant | None) -> float | None:
    return None if moment is None else seconds_between(START, moment)


def spans(observations: list[SeatObservation]) -> list[tuple[float | None, float | None]]:
    return [
        (second(item.episode.start), second(item.episode.end)) for item in everything(observations)
    ]


def test_an_episode_starts_at_the_first_empty_and_ends_at_the_first_occupied() -> None:
    assert spans(film("OO" + "E" * 20 + "O" * 10)) == [(1.0, 11.0)]


def test_an_episode_that_goes_on_can_be_read_at_any_moment() -> None:
    state, _ = watch(film("O" + "E" * 6))
    assert open_episode(state) is None
    state, _ = watch(film("O" + "E" * 7))
    current = open_episode(state)
    assert current is not None
    assert (current.episode.end, current.away_s) == (None, 3.0)


def test_a_short_absence_is_no_episode() -> None:
    assert spans(film("OO" + "E" * 6 + "OO" + "E" * 6 + "OO")) == []


def test_a_passer_by_does_not_end_an_episode_and_is_not_counted_as_away() -> None:
    (found,) = everything(film("E" * 20 + "OOO" + "E" * 20))
    assert found.episode.end is None
    assert [item.seconds for item in found.away] == [9.5, 9.5]
    assert found.episode.blind_s == 0.0


def test_who_stands_at_the_seat_is_not_off_seat() -> None:
    assert spans(film("S" * 40)) == []
    assert spans(film("E" * 20 + "S" * 10)) == [(0.0, 10.0)]
    assert sight(replace(look(0, "?"), posture=Posture.STANDING)) is Sight.PRESENT


def test_short_blindness_inside_an_episode_is_blind_time_not_away_time() -> None:
    (found,) = everything(film("E" * 21 + "?" * 9 + "E" * 21 + "O" * 5))
    assert (second(found.episode.start), second(found.episode.end)) == (0.0, 25.5)
    assert found.episode.blind_s == 5.0
    assert found.away_s == 20.0


def test_long_blindness_ends_an_episode_at_the_last_positive_evidence() -> None:
    assert spans(film("E" * 21 + "?" * 20 + "E" * 21)) == [(0.0, 10.0), (20.5, None)]


def test_blindness_after_the_return_began_ends_at_the_return() -> None:
    assert spans(film("E" * 21 + "O" + "?" * 30)) == [(0.0, 10.5)]


def test_silence_is_blindness() -> None:
    short = everything(film("E" * 21 + " " * 9 + "E" * 21))
    assert [item.episode.blind_s for item in short] == [5.0]
    assert spans(film("E" * 21 + " " * 30 + "E" * 21)) == [(0.0, 10.0), (25.5, None)]


def test_one_late_decision_is_not_blindness() -> None:
    (found,) = everything(film("E" * 11 + "   " + "E" * 11))
    assert (found.episode.blind_s, found.away_s) == (0.0, 12.0)


def test_unknown_alone_is_never_off_seat() -> None:
    assert spans(film("?" * 200)) == []
    assert spans(film("E?" * 100)) == []


def test_blind_time_does_not_make_an_episode_of_a_short_absence() -> None:
    assert spans(film("EEE" + "?" * 10 + "EEE" + "OOOOO")) == []


def test_a_seat_that_falls_silent_is_settled_as_the_next_observation_would() -> None:
    state, _ = watch(film("E" * 21))
    assert settle(state, plus(START, 19.9), RULE) == (state, ())
    _, settled = settle(state, plus(START, 20), RULE)
    _, closed = step(state, look(20, "?"), RULE)
    assert settled == closed
    assert second(settled[0].episode.end) == 10.0


def test_confidence_is_weighted_by_time() -> None:
    state, _ = watch([look(0, "E", 1.0), look(2, "E", 1.0), look(3, "E", 0.4), look(4, "E", 0.4)])
    current = open_episode(state)
    assert current is not None
    assert current.episode.confidence == pytest.approx((2 * 1.0 + 1 * 0.7 + 1 * 0.4) / 4)


def test_time_zero_is_a_time_like_any_other() -> None:
    before = film("E" * 10 + "O" * 9)
    (found,) = everything([replace(o, time=Instant(o.time - plus(START, 5))) for o in before])
    assert found.episode.end == Instant(0)


def test_another_seats_observation_is_refused() -> None:
    with pytest.raises(ValueError, match="A-02"):
        step(SeatState(SEAT), replace(look(0, "E"), seat=SeatId("A-02")), RULE)


def test_an_endless_flickering_absence_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floor.episodes.MAX_AWAY_INTERVALS", 10)
    (found,) = everything(film("EEE?" * 50))
    assert len(found.away) == 10
    assert (second(found.episode.start), found.episode.end) == (0.0, None)


pictures = st.lists(
    st.tuples(st.sampled_from("EEOS? "), st.integers(1, 30)), min_size=1, max_size=12
).map(lambda runs: film("".join(kind * length for kind, length in runs)))


@given(pictures)
def test_feeding_observations_twice_or_again_later_changes_nothing(
    observations: list[SeatObservation],
) -> None:
    once = everything(observations)
    assert everything([item for item in observations for _ in range(2)]) == once
    assert everything(observations + observations) == once


def proven_away_s(observations: list[SeatObservation]) -> float:
    """Seconds between successive sights of the empty seat, by the plainest of countings."""
    return sum(
        seconds_between(before.time, now.time)
        for before, now in itertools.pairwise(observations)
        if sight(before) is sight(now) is Sight.AWAY and now.time <= plus(before.time, 2)
    )


@given(pictures, st.sets(st.integers(0, 300)))
def test_gaps_and_unknowns_never_create_away_time(
    observations: list[SeatObservation], hidden: set[int]
) -> None:
    blinded = [
        replace(item, occupancy=Occupancy.UNKNOWN, posture=Posture.UNKNOWN) if i in hidden else item
        for i, item in enumerate(observations)
    ]
    gapped = [item for i, item in enumerate(observations) if i not in hidden]
    for kept in (observations, blinded, gapped):
        assert sum(item.away_s for item in everything(kept)) <= proven_away_s(kept)


@given(pictures)
def test_episodes_are_in_order_apart_and_hold_their_away_time(
    observations: list[SeatObservation],
) -> None:
    found = everything(observations)
    for item in found:
        end = item.episode.end or observations[-1].time
        assert all(item.episode.start <= part.start < part.end <= end for part in item.away)
        assert item.away_s + item.episode.blind_s <= seconds_between(item.episode.start, end)
    for first, then in itertools.pairwise(found):
        assert first.episode.end is not None
        assert first.episode.end <= then.episode.start


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 40)), max_size=8))
def test_an_absence_shorter_than_enter_makes_no_episode(runs: list[tuple[int, int]]) -> None:
    assert spans(film("O" + "".join("E" * away + "O" * there for away, there in runs))) == []


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 40)), max_size=8))
def test_a_presence_shorter_than_exit_ends_no_episode(runs: list[tuple[int, int]]) -> None:
    flickers = "".join("O" * there + "E" * away for there, away in runs)
    assert spans(film("O" + "E" * 7 + flickers)) == [(0.5, None)]


def test_a_contradiction_at_the_same_moment_is_ignored() -> None:
    sights = film("E" * 20)
    assert everything([*sights, replace(look(0, "O"), time=sights[-1].time)]) == everything(sights)
    state, _ = watch([look(0, "O"), look(0, "E")])
    assert state.run is None


def test_blindness_between_a_passer_by_and_more_absence_is_blind_time() -> None:
    (found,) = everything(film("E" * 20 + "O??O" + "E" * 20))
    assert found.episode.blind_s == 1.5


def test_blindness_after_the_return_is_not_part_of_the_episode() -> None:
    (found,) = everything(film("E" * 20 + "O??OO"))
    assert (second(found.episode.end), found.episode.blind_s) == (10.0, 0.0)


def test_a_bridge_shorter_than_the_cadence_does_not_end_what_is_in_sight() -> None:
    rule = replace(RULE, blind_bridge_s=1)
    state, _ = watch(film("E" * 21), rule)
    assert settle(state, plus(START, 11.5), rule) == (state, ())
    assert settle(state, plus(START, 12.5), rule) != (state, ())
