"""A chat is of two seats, seen at either of them."""

from dataclasses import replace
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from support.seat_film import A, B, C, film, second

from floor.behaviour_rules import BEHAVIOURS
from floor.behaviour_watch import BehaviourWatch
from floor.finding import Episode, Excuse
from floor.observation import SeatObservation

SPAN = tuple[tuple[str, ...], float | None, float | None]


def watched(*films: list[SeatObservation]) -> list[Episode]:
    watch = BehaviourWatch(BEHAVIOURS)
    for observation in chain(*films):
        watch.observe(observation)
    return sorted(watch.episodes(None), key=lambda each: (each.start, each.seats))


def chats(*films: list[SeatObservation]) -> list[SPAN]:
    return [(each.seats, second(each.start), second(each.end)) for each in watched(*films)]


def test_ten_seconds_of_talk_are_a_chat_and_less_is_none() -> None:
    assert chats(film("b" * 20 + "." * 10)) == [((A, B), 0.0, 9.5)]
    assert chats(film("b" * 19 + "." * 10)) == []


def test_either_of_the_two_may_be_seen_to_talk() -> None:
    quiet_at_a, quiet_at_b = film("." * 40), film("." * 40, B)
    expected = [((A, B), 0.0, 9.5)]
    assert chats(film("b" * 20 + "." * 20), quiet_at_b) == expected
    assert chats(quiet_at_a, film("a" * 20 + "." * 20, B)) == expected
    assert chats(film("b" * 20 + "." * 20), film("a" * 20 + "." * 20, B)) == expected


def test_taking_turns_is_one_chat() -> None:
    one = film("b" * 10 + "." * 10 + "b" * 10 + "." * 10)
    other = film("." * 10 + "a" * 10 + "." * 20, B)
    assert chats(one, other) == [((A, B), 0.0, 14.5)]


def test_who_turns_away_for_two_seconds_goes_on_and_for_three_does_not() -> None:
    assert chats(film("b" * 10 + "...." + "b" * 10 + "." * 9)) == [((A, B), 0.0, 11.5)]
    assert chats(film("b" * 20 + "......" + "b" * 20 + "." * 9)) == [
        ((A, B), 0.0, 9.5),
        ((A, B), 13.0, 22.5),
    ]


def test_a_chat_hidden_for_a_few_seconds_goes_on_and_counts_them_as_blind() -> None:
    (found,) = watched(film("b" * 20 + "?" * 9 + "b" * 20 + "." * 9))
    assert (second(found.end), found.blind_s) == (24.0, 5.0)


def test_a_chat_that_goes_on_has_no_end() -> None:
    assert chats(film("b" * 30)) == [((A, B), 0.0, None)]
    assert chats(film("b" * 30 + "." * 10), film("a" * 40, B)) == [((A, B), 0.0, None)]


def test_a_seat_that_nobody_looked_at_again_keeps_no_chat_going() -> None:
    """As at their own last observations: A's was half a second in, B's ten."""
    assert chats(film("bb"), film("a" * 20 + "." * 10, B)) == [((A, B), 0.0, 9.5)]


def test_of_two_chats_only_the_later_can_go_on() -> None:
    """A is out of sight and may still talk; B is seen to begin anew."""
    one = film("b" * 20 + "?" * 18)
    other = film("a" * 20 + "." * 6 + "a" * 30, B)
    assert chats(one, other) == [((A, B), 0.0, 9.5), ((A, B), 13.0, None)]


def test_three_who_talk_are_pairs() -> None:
    assert chats(film("c" * 30)) == [((A, B), 0.0, None), ((A, C), 0.0, None)]


def test_nobody_chats_with_their_own_seat() -> None:
    assert chats(film("b" * 40, B)) == []


def test_somebody_beside_is_named() -> None:
    assert [each.excuses for each in watched(film("l" * 30))] == [(Excuse.COMPANY_BESIDE,)]
    assert [each.excuses for each in watched(film("b" * 30))] == [()]


def test_what_goes_on_is_read_without_what_has_ended() -> None:
    watch = BehaviourWatch(BEHAVIOURS)
    for observation in film("b" * 20 + "." * 20 + "b" * 20):
        watch.observe(observation)
    assert [second(each.start) for each in watch.current(None)] == [20.0]


def test_of_a_chat_that_is_still_wanted_nothing_is_forgotten() -> None:
    watch = BehaviourWatch(BEHAVIOURS)
    talk = film("b" * 10 + "." * 6) + film("b" * 10 + "." * 6, first=60.0)
    for observation in [*talk, *film("a" * 30 + "." * 9, B), *film("a" * 30 + "." * 9, B, 60.0)]:
        watch.observe(observation)
    before = sorted(watch.episodes(None), key=lambda each: each.start)
    watch.forget(before[0].end or before[0].start)
    assert sorted(watch.episodes(None), key=lambda each: each.start) == before
    watch.forget(before[1].start)
    assert [*watch.episodes(None)] == before[1:]


pictures = st.lists(
    st.tuples(st.sampled_from("bb.?n "), st.integers(1, 25)), min_size=1, max_size=10
).map(lambda parts: "".join(letter * length for letter, length in parts))


@settings(deadline=None)
@given(pictures, pictures, st.randoms(use_true_random=False))
def test_the_order_in_which_two_seats_are_looked_at_changes_nothing(
    first: str, other: str, random: object
) -> None:
    one, two = film(first), film(other.replace("b", "a"), B)
    turns = [0] * len(one) + [1] * len(two)
    random.shuffle(turns)  # type: ignore[attr-defined]
    left = [iter(one), iter(two)]
    mixed = [next(left[turn]) for turn in turns]
    assert watched(mixed) == watched(one, two) == watched(two, one)


@settings(deadline=None)
@given(pictures, pictures)
def test_a_chat_is_the_same_from_either_seat(first: str, other: str) -> None:
    one, two = film(first), film(other.replace("b", "a"), B)
    swap = {A: B, B: A}

    def swapped(sight: SeatObservation) -> SeatObservation:
        partners = tuple(swap[each] for each in sight.partners)
        return replace(sight, seat=swap[sight.seat], partners=partners)

    mirrored = watched([swapped(each) for each in one], [swapped(each) for each in two])
    assert mirrored == watched(one, two)


@settings(deadline=None)
@given(pictures, pictures)
def test_chats_of_a_pair_are_apart_and_begin_and_end_with_talk_that_was_seen(
    first: str, other: str
) -> None:
    one, two = film(first), film(other.replace("b", "a"), B)
    talk = {each.time for each in (*one, *two) if each.partners}
    reached = float("-inf")
    for found in watched(one, two):
        assert found.start in talk
        assert found.end is None or found.end in talk
        assert reached + 2.5 < (second(found.start) or 0.0)
        end = second(found.end)
        reached = float("inf") if end is None else end
