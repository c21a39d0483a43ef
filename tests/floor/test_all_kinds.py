"""Findings of all kinds: what cameras alone tell stands beside absences, and accuses nobody."""

from collections.abc import Iterable
from itertools import groupby
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from support.seat_film import A, B, at, film, second

from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.finding import EpisodeKind, Finding, FindingStatus
from floor.monitor import FloorMonitor
from floor.observation import SeatObservation
from floor.roster import Roster, RosterEntry

ANN, BEN = AgentKey("2011"), AgentKey("2012")
ROSTER = Roster([RosterEntry(A, ANN), RosterEntry(B, BEN)])


def word(moment: float, state: AgentState, agent: AgentKey = ANN) -> AgentEvent:
    return AgentEvent("pbx", f"{moment}", agent, state, "", at(moment), at(moment))


def floor_of(
    sights: Iterable[SeatObservation],
    words: Iterable[AgentEvent] = (),
    roster: Roster = ROSTER,
) -> FloorMonitor:
    floor = FloorMonitor(roster)
    floor.observe(sights)
    floor.hear(words)
    return floor


def test_all_kinds_are_listed_by_start_seats_and_kind() -> None:
    floor = floor_of(film("H" * 10 + "o" * 40 + "S" * 20) + film("f" * 40, B))
    assert [(each.episode.seats, each.episode.kind.value) for each in floor.findings()] == [
        ((A,), "hand_raised"),
        ((B,), "food_on_desk"),
        ((A,), "chair_left_out"),
        ((A,), "off_seat"),
        ((A,), "standing"),
    ]


def test_time_alone_confirms_nothing() -> None:
    words = [word(-1, AgentState.AVAILABLE)]
    for letter in "SPfd^H":
        for found in floor_of(film(letter * 2_000), words).findings():
            assert (found.status, found.rule) == (FindingStatus.CANDIDATE, None)
            assert found.confirmed_s == 0.0


def test_the_reason_says_that_it_was_seen_or_names_what_excuses_it() -> None:
    def reasons(picture: str) -> dict[str, str]:
        return {each.episode.kind.value: each.reason for each in floor_of(film(picture)).findings()}

    assert reasons("S" * 20) == {"standing": "seen"}
    assert reasons("L" * 20) == {"standing": "company_beside"}
    assert reasons("R" * 20) == {"standing": "hand_raised", "hand_raised": "asks_for_help"}


def test_the_agent_and_the_state_that_held_for_longest_are_named() -> None:
    floor = floor_of(film("P" * 60), [word(-1, AgentState.AVAILABLE)])
    (found,) = floor.findings()
    assert (found.agent_key, found.agent_state) == (ANN, AgentState.AVAILABLE)
    floor.hear([word(10, AgentState.BREAK)])
    assert [each.agent_state for each in floor.findings()] == [AgentState.BREAK]


def test_a_seat_without_an_agent_has_findings_too() -> None:
    (found,) = floor_of(film("P" * 10), roster=Roster()).findings()
    assert (found.agent_key, found.agent_state, found.reason) == (None, AgentState.UNKNOWN, "seen")


def test_of_a_chat_neither_of_the_two_is_named() -> None:
    (found,) = floor_of(film("b" * 40), [word(-1, AgentState.AVAILABLE)]).findings()
    assert (found.episode.seats, found.agent_key) == ((A, B), None)
    (found,) = floor_of(film("a" * 40, B)).findings()
    assert found.episode.seats == (A, B)


def test_what_has_ended_is_current_only_where_it_is_an_absence() -> None:
    floor = floor_of(film("H" * 10 + "i" * 20 + "." * 10 + "P" * 10))
    assert [each.episode.kind.value for each in floor.findings()] == [
        "hand_raised",
        "off_seat",
        "phone_use",
    ]
    assert [each.episode.kind.value for each in floor.current()] == ["off_seat", "phone_use"]


def test_what_is_older_than_the_horizon_is_forgotten() -> None:
    floor = FloorMonitor(ROSTER, horizon_s=100)
    for number in range(100):
        floor.observe(film("P" * 20 + "b" * 40 + "." * 40, first=number * 50))
    starts = [second(each.episode.start) for each in floor.findings()]
    assert starts == [4_900.0, 4_910.0, 4_950.0, 4_960.0]
    assert sum(len(own) for own in floor._watch._ended.values()) <= 5
    assert sum(len(own) for own in floor._watch._talk.values()) <= 5


kinds = st.lists(
    st.tuples(st.sampled_from("..SRLohiPFfdHbl?n "), st.integers(1, 30)), min_size=1, max_size=8
).map(lambda parts: "".join(letter * length for letter, length in parts))
words = st.lists(
    st.builds(word, st.integers(-20, 100), st.sampled_from([*AgentState]), st.just(ANN)),
    max_size=6,
)


@settings(deadline=None)
@given(kinds, kinds, words, st.integers(0, 2**32))
def test_seats_and_words_in_any_order_give_the_same_findings(
    first: str, other: str, said: list[AgentEvent], seed: int
) -> None:
    random = Random(seed)
    one, two = film(first), film(other.replace("b", "a").replace("l", "a"), B)
    expected = floor_of(one + two, said).findings()
    turns = [0] * len(one) + [1] * len(two) + [2] * len(said)
    random.shuffle(turns)
    shuffled = said + random.choices(said, k=len(said)) if said else []
    random.shuffle(shuffled)
    left = [iter(one), iter(two)]
    floor = FloorMonitor(ROSTER)
    for turn in turns:
        if turn < 2:
            floor.observe([next(left[turn])])
        else:
            floor.hear([shuffled.pop()])
            floor.current()
    floor.hear(shuffled)
    assert floor.findings() == expected
    assert repr(floor.findings()) == repr(expected)


@settings(deadline=None)
@given(kinds, st.sets(st.integers(0, 240)), words)
def test_a_film_in_pieces_or_told_twice_gives_what_the_whole_gives(
    picture: str, cuts: set[int], said: list[AgentEvent]
) -> None:
    sights = film(picture)
    expected = floor_of(sights, said).findings()
    floor = FloorMonitor(ROSTER)
    floor.hear(said)
    for index, sight in enumerate(sights):
        floor.observe([sight])
        if index in cuts:
            floor.findings(), floor.current()
            floor.observe(sights[: index + 1])
    assert floor.findings() == expected


@settings(deadline=None)
@given(kinds, kinds)
def test_one_thing_at_one_seat_is_never_twice_at_the_same_time(first: str, other: str) -> None:
    floor = floor_of(film(first) + film(other.replace("b", "a").replace("l", "a"), B))

    def topic(finding: Finding) -> tuple[tuple[str, ...], EpisodeKind]:
        return finding.episode.seats, finding.episode.kind

    for _, own in groupby(sorted(floor.findings(), key=topic), topic):
        ends = [float("-inf")]
        for found in own:
            assert ends[-1] < (second(found.episode.start) or 0.0)
            end = second(found.episode.end)
            ends.append(float("inf") if end is None else end)
