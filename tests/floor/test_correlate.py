"""What the phone system makes of an empty seat."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.correlate import confirmed_intervals, correlate
from floor.episodes import OffSeat
from floor.finding import Episode, EpisodeKind, Finding, FindingStatus
from floor.interval import Interval, coalesce, total_seconds
from floor.layout import SeatId
from floor.reasons import Reason
from floor.rules import OffSeatRule
from floor.time import Instant, plus
from floor.timeline import Timeline

START = Instant(1_772_413_200_000_000)
AGENT = AgentKey("2011")
RULE = OffSeatRule()
LATER = plus(START, 10_000)


def at(second: float) -> Instant:
    return plus(START, second)


def away(*spans: tuple[float, float], blind_s: float = 0.0) -> OffSeat:
    seen = coalesce(Interval(at(start), at(end)) for start, end in spans)
    seats = (SeatId("A-01"),)
    episode = Episode(EpisodeKind.OFF_SEAT, seats, seen[0].start, seen[-1].end, 0.9, blind_s)
    return OffSeat(episode, seen)


def said(*states: tuple[float, str], ttl_s: float = 7_200) -> Timeline:
    return Timeline(
        [
            AgentEvent("pbx", f"e{i}", AGENT, AgentState(state), "", at(second), at(second))
            for i, (second, state) in enumerate(states)
        ],
        ttl_s,
    )


def judge(off_seat: OffSeat, timeline: Timeline, rule: OffSeatRule = RULE) -> Finding:
    return correlate(off_seat, AGENT, timeline, rule, LATER)


def verdict(off_seat: OffSeat, timeline: Timeline) -> tuple[str, str, float]:
    finding = judge(off_seat, timeline)
    return finding.status.value, finding.reason, finding.confirmed_s


@pytest.mark.parametrize("state", ["AVAILABLE", "AFTER_CONTACT_WORK"])
def test_sixty_seconds_away_while_expected_at_the_seat_are_confirmed(state: str) -> None:
    finding = judge(away((0, 60)), said((-5, state)))
    assert (finding.status, finding.rule) == (FindingStatus.CONFIRMED, "R27")
    assert (finding.confirmed_s, finding.agent_state) == (60.0, state)
    assert finding.reason is Reason.EXPECTED_AT_SEAT


def test_less_is_a_candidate() -> None:
    assert verdict(away((0, 59.9)), said((-5, "AVAILABLE"))) == ("candidate", "below_threshold", 0)


def test_from_after_call_work_to_available_is_one_stretch() -> None:
    timeline = said((-5, "AFTER_CONTACT_WORK"), (30, "AVAILABLE"))
    assert verdict(away((0, 61)), timeline) == ("confirmed", "expected_at_seat", 61.0)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("BREAK", "on_break"),
        ("MEAL", "at_meal"),
        ("MEETING", "in_meeting"),
        ("BUSY", "busy"),
        ("LOGGED_OFF", "logged_off"),
    ],
)
def test_a_state_that_explains_the_absence_leaves_a_candidate(state: str, reason: str) -> None:
    assert verdict(away((0, 900)), said((-5, state))) == ("candidate", reason, 0)
    assert judge(away((0, 900)), said((-5, state))).agent_state == state


def test_only_time_outside_the_break_is_confirmed() -> None:
    timeline = said((-5, "AVAILABLE"), (10, "BREAK"), (300, "AVAILABLE"))
    assert verdict(away((0, 400)), timeline) == ("confirmed", "expected_at_seat", 100.0)
    found = confirmed_intervals(away((0, 400)), timeline, RULE, LATER)
    assert found == (Interval(at(300), at(400)),)


def test_two_grace_times_around_a_break_are_not_one_absence() -> None:
    timeline = said((-5, "AVAILABLE"), (40, "BREAK"), (300, "AVAILABLE"))
    assert verdict(away((0, 340)), timeline) == ("candidate", "on_break", 0)


def test_an_empty_seat_on_a_call_is_a_conflict_and_never_a_violation() -> None:
    assert verdict(away((0, 600)), said((-5, "ON_CONTACT"))) == ("conflict", "on_call", 0)


def test_a_call_during_a_short_absence_is_a_conflict() -> None:
    timeline = said((-5, "AVAILABLE"), (40, "ON_CONTACT"), (50, "AVAILABLE"))
    assert verdict(away((0, 90)), timeline) == ("conflict", "on_call", 0)


def test_a_short_call_does_not_undo_a_long_absence_but_is_not_counted() -> None:
    timeline = said((-5, "AVAILABLE"), (300, "ON_CONTACT"), (310, "AVAILABLE"))
    assert verdict(away((0, 330)), timeline) == ("confirmed", "expected_at_seat", 300.0)


def test_who_is_on_calls_for_longer_works_and_the_seat_map_is_in_doubt() -> None:
    timeline = said((-5, "AVAILABLE"), (70, "ON_CONTACT"), (300, "AVAILABLE"))
    assert verdict(away((0, 370)), timeline) == ("conflict", "on_call", 0)
    assert confirmed_intervals(away((0, 370)), timeline, RULE, LATER) == ()


def test_a_moment_of_a_call_is_the_clocks_difference_not_a_conflict() -> None:
    timeline = said((-5, "ON_CONTACT"), (4, "BREAK"))
    assert verdict(away((0, 300)), timeline) == ("candidate", "on_break", 0)
    assert verdict(away((0, 4)), timeline) == ("candidate", "below_threshold", 0)


def test_no_word_from_the_phone_system_confirms_nothing() -> None:
    assert verdict(away((0, 600)), said()) == ("unknown", "state_unknown", 0)
    assert verdict(away((0, 600)), said((-5, "UNKNOWN"))) == ("unknown", "state_unknown", 0)


def test_a_stale_state_confirms_nothing() -> None:
    assert verdict(away((0, 600)), said((-60, "AVAILABLE"), ttl_s=60)) == (
        "unknown",
        "state_stale",
        0,
    )
    mostly_fresh = said((-60, "AVAILABLE"), ttl_s=110)
    assert verdict(away((0, 90)), mostly_fresh) == ("unknown", "state_stale", 0)


def test_a_seat_without_an_agent_is_unknown() -> None:
    finding = correlate(away((0, 600)), None, said((-5, "AVAILABLE")), RULE, LATER)
    assert (finding.status, finding.reason) == (FindingStatus.UNKNOWN, Reason.NO_AGENT)
    assert (finding.agent_key, finding.agent_state) == (None, AgentState.UNKNOWN)


def test_blind_time_is_not_counted_and_where_it_decides_the_answer_is_unknown() -> None:
    available = said((-5, "AVAILABLE"))
    assert verdict(away((0, 40), (49, 68), blind_s=9), available) == ("unknown", "camera_blind", 0)
    assert verdict(away((0, 40), (49, 70), blind_s=9), available)[2] == 61.0
    assert verdict(away((0, 20), (29, 40), blind_s=9), available)[0] == "candidate"


def test_nothing_after_now_is_considered() -> None:
    timeline = said((-5, "AVAILABLE"))
    assert correlate(away((0, 90)), AGENT, timeline, RULE, at(59)).status is FindingStatus.CANDIDATE
    assert correlate(away((0, 90)), AGENT, timeline, RULE, at(70)).confirmed_s == 70.0


absences = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 120)).map(lambda p: (p[0], p[0] + p[1])),
    min_size=1,
    max_size=5,
).map(lambda spans: away(*spans))
timelines = st.lists(
    st.tuples(st.integers(-50, 400), st.sampled_from([state.value for state in AgentState])),
    max_size=8,
).map(lambda states: said(*states, ttl_s=150))


@given(absences, timelines)
def test_confirmed_time_was_seen_empty_in_a_state_that_asks_for_presence(
    off_seat: OffSeat, timeline: Timeline
) -> None:
    finding = judge(off_seat, timeline)
    counted = confirmed_intervals(off_seat, timeline, RULE, LATER)
    assert finding.confirmed_s == total_seconds(counted) <= off_seat.away_s
    assert (finding.status is FindingStatus.CONFIRMED) == bool(counted)
    assert not counted or finding.confirmed_s >= RULE.confirm_s
    for part in counted:
        assert any(a.start <= part.start and part.end <= a.end for a in off_seat.away)
        for told in timeline.intervals(part.start, part.end):
            assert told.state in {AgentState.AVAILABLE, AgentState.AFTER_CONTACT_WORK}


@given(absences, timelines, st.integers(1, 100), st.integers(0, 100))
def test_widening_the_threshold_never_adds_confirmed_time(
    off_seat: OffSeat, timeline: Timeline, confirm_s: int, more: int
) -> None:
    strict = judge(off_seat, timeline, replace(RULE, confirm_s=confirm_s))
    wide = judge(off_seat, timeline, replace(RULE, confirm_s=confirm_s + more))
    assert wide.confirmed_s <= strict.confirmed_s


def test_the_filters_delay_accuses_nobody() -> None:
    patient, available = OffSeatRule(lag_s=1.5), said((-5, "AVAILABLE"))
    assert judge(away((0, 61.4)), available, patient).status is FindingStatus.CANDIDATE
    assert judge(away((0, 61.5)), available, patient).status is FindingStatus.CONFIRMED
