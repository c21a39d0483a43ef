"""The floor's findings: the same for the same sights and words, in whatever order these came."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.finding import FindingStatus
from floor.layout import SeatId
from floor.monitor import FloorMonitor
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.roster import Roster, RosterEntry
from floor.rules import OffSeatRule
from floor.time import Instant, plus

START = Instant(1_772_413_200_000_000)
A1, A2 = SeatId("A-01"), SeatId("A-02")
ANN, BEN = AgentKey("2011"), AgentKey("2012")
ROSTER = Roster([RosterEntry(A1, ANN), RosterEntry(A2, BEN)])
RULE = OffSeatRule(confirm_s=20)
LOOKS = {"E": Occupancy.EMPTY, "O": Occupancy.OCCUPIED, "?": Occupancy.UNKNOWN}


def at(second: float) -> Instant:
    return plus(START, second)


def film(picture: str, seat: SeatId = A1, first: float = 0) -> list[SeatObservation]:
    """One letter a second: Empty, Occupied, ? unknown."""
    return [
        SeatObservation(at(first + i), seat, LOOKS[c], Chair.UNKNOWN, Posture.UNKNOWN, 0.9, "")
        for i, c in enumerate(picture)
    ]


def word(second: float, state: AgentState, agent: AgentKey = ANN, number: int = 0) -> AgentEvent:
    moment = at(second)
    return AgentEvent("pbx", f"{second}-{number}", agent, state, "", moment, moment)


def monitor(
    sights: Iterable[SeatObservation], words: Iterable[AgentEvent], roster: Roster = ROSTER
) -> FloorMonitor:
    floor = FloorMonitor(roster, RULE)
    floor.observe(sights)
    floor.hear(words)
    return floor


def statuses(floor: FloorMonitor, now: Instant | None = None) -> list[str]:
    return [finding.status.value for finding in floor.findings(now)]


def test_open_and_closed_findings_are_listed_by_start_and_seat() -> None:
    sights = film("O" + "E" * 30 + "OOO" + "E" * 30) + film("E" * 10, A2)
    words = [word(-1, AgentState.AVAILABLE), word(-1, AgentState.BREAK, BEN)]
    found = monitor(sights, words).findings()
    assert [(item.episode.seats[0], item.status.value) for item in found] == [
        (A2, "candidate"),
        (A1, "confirmed"),
        (A1, "confirmed"),
    ]
    assert [item.episode.end for item in found] == [None, at(31), None]


def test_a_late_break_takes_a_confirmation_back() -> None:
    floor = monitor(film("E" * 40 + "OOO"), [word(-1, AgentState.AVAILABLE)])
    assert statuses(floor) == ["confirmed"]
    assert floor.hear([word(1, AgentState.BREAK)]) == {ANN}
    assert statuses(floor) == ["candidate"]


def test_judgements_show_the_time_that_counts() -> None:
    floor = monitor(
        film("E" * 60 + "OOO"), [word(-1, AgentState.BREAK), word(10, AgentState.AVAILABLE)]
    )
    (judged,) = floor.judgements()
    assert [(part.start, part.end) for part in judged.confirmed] == [(at(10), at(59))]
    assert judged.finding.confirmed_s == 49.0
    assert judged.off_seat.away_s == 59.0


def test_a_seat_out_of_sight_is_shown_as_ended_and_touches_no_other() -> None:
    floor = monitor(film("E" * 30) + film("E" * 90, A2), [])
    assert [item.episode.end for item in floor.findings()] == [None, None]
    assert [item.episode.end for item in floor.findings(at(89))] == [at(29), None]
    assert [item.episode.end for item in floor.findings()] == [None, None]


def test_a_seat_that_changes_hands_gives_one_finding_by_the_gravest_share() -> None:
    roster = Roster([RosterEntry(A1, ANN, None, at(30)), RosterEntry(A1, BEN, at(30), None)])
    words = [word(-1, AgentState.BREAK), word(-1, AgentState.AVAILABLE, BEN)]
    (judged,) = monitor(film("E" * 61 + "OOO"), words, roster).judgements()
    assert (judged.finding.agent_key, judged.finding.confirmed_s) == (BEN, 30.0)
    assert judged.off_seat.away_s == 60.0
    (short,) = monitor(film("E" * 45 + "OOO"), words, roster).findings()
    assert (short.agent_key, short.status) == (ANN, FindingStatus.CANDIDATE)


def test_a_new_roster_is_applied_to_what_was_seen() -> None:
    floor = monitor(film("E" * 40 + "OOO"), [word(-1, AgentState.AVAILABLE)], Roster())
    assert [item.reason for item in floor.findings()] == ["no_agent"]
    floor.use_roster(ROSTER)
    assert statuses(floor) == ["confirmed"]


def test_what_is_older_than_the_horizon_is_forgotten() -> None:
    floor = FloorMonitor(ROSTER, RULE, horizon_s=100)
    for number in range(200):
        begin = number * 50
        floor.hear([word(begin, AgentState.BREAK), word(begin + 1, AgentState.AVAILABLE)])
        floor.observe(film("E" * 40 + "O" * 10, first=begin))
    assert [item.episode.start for item in floor.findings()] == [at(9_900), at(9_950)]
    assert statuses(floor) == ["confirmed", "confirmed"]
    assert sum(len(own) for own in floor._closed.values()) <= 4
    assert sum(len(own) for own in floor._log._events.values()) <= 10


def test_words_that_a_long_open_absence_needs_are_not_forgotten() -> None:
    floor = FloorMonitor(ROSTER, RULE, horizon_s=100)
    floor.hear([word(-1, AgentState.AVAILABLE), word(100, AgentState.BREAK)])
    floor.observe(film("E" * 500))
    floor.observe(film("E" * 10 + "OOO", A2))
    floor.observe(film("E" * 10 + "OOO", A2, first=400))
    (found,) = [item for item in floor.findings() if item.episode.seats == (A1,)]
    assert (found.status, found.confirmed_s) == (FindingStatus.CONFIRMED, 100.0)


def test_one_camera_that_lies_about_time_wipes_nobody_elses_findings() -> None:
    floor = monitor(film("E" * 40 + "OOO"), [word(-1, AgentState.AVAILABLE)])
    floor.observe(film("E" * 10 + "OOO", A2, first=10**9))
    assert "confirmed" in statuses(floor)


sights = st.lists(
    st.tuples(st.sampled_from("EEO?"), st.integers(1, 40)), min_size=1, max_size=8
).map(lambda runs: "".join(kind * length for kind, length in runs))
words = st.lists(
    st.builds(
        word,
        st.integers(-20, 200),
        st.sampled_from(list(AgentState)),
        st.sampled_from([ANN, BEN]),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(sights, sights, words, st.integers(0, 2**32))
def test_shuffled_repeated_late_words_give_the_same_findings(
    first: str, second: str, said: list[AgentEvent], seed: int
) -> None:
    seen = film(first) + film(second, A2)
    expected = monitor(seen, said).findings()
    random = Random(seed)
    heard = [
        replace(item, received_at=plus(item.effective_at, random.random() * 900))
        for item in said + random.choices(said, k=len(said))
    ]
    random.shuffle(heard)
    floor = FloorMonitor(ROSTER, RULE)
    for sight in seen:
        while heard and random.random() < 0.1:
            floor.hear([heard.pop()])
            floor.findings()
        floor.observe([sight])
    floor.hear(heard)
    assert floor.findings() == expected
    assert repr(floor.findings()) == repr(expected)


@settings(deadline=None)
@given(sights, words)
def test_feeding_observations_twice_changes_nothing(picture: str, said: list[AgentEvent]) -> None:
    seen = film(picture)
    twice = [item for item in seen for _ in range(2)]
    assert monitor(twice, said).findings() == monitor(seen, said).findings()
    assert monitor(seen + seen, said).findings() == monitor(seen, said).findings()


@settings(deadline=None)
@given(sights, words)
def test_confirmed_seconds_never_exceed_the_time_seen_empty(
    picture: str, said: list[AgentEvent]
) -> None:
    for judged in monitor(film(picture), said).judgements():
        assert judged.finding.confirmed_s <= judged.off_seat.away_s <= picture.count("E")
