"""What is done at a seat: from when to when it is an episode, and what is evidence of it."""

import math
from dataclasses import replace

import pytest
from support.seat_film import A, B, at, film, second

from floor.behaviour_rules import BEHAVIOURS, BehaviourRule, at_cadence
from floor.behaviour_watch import BehaviourWatch
from floor.finding import Episode, EpisodeKind, Excuse
from floor.observation import SeatObservation

SECONDS = tuple[float | None, float | None]


def watched(observations: list[SeatObservation]) -> list[Episode]:
    watch = BehaviourWatch(BEHAVIOURS)
    for observation in observations:
        watch.observe(observation)
    return sorted(watch.episodes(None), key=lambda each: (each.start, each.kind))


def spans(picture: str) -> dict[str, list[SECONDS]]:
    """The episodes' seconds by kind; ``picture`` has two letters a second."""
    found: dict[str, list[SECONDS]] = {}
    for each in watched(film(picture)):
        found.setdefault(each.kind.value, []).append((second(each.start), second(each.end)))
    return found


@pytest.mark.parametrize(
    ("kind", "letter", "least"),
    [
        ("standing", "S", 10),
        ("chair_left_out", "o", 10),
        ("hand_raised", "H", 4),
        ("phone_use", "P", 4),
        ("food_on_desk", "f", 10),
        ("drinking", "d", 3),
        ("feet_on_desk", "^", 4),
    ],
)
def test_an_episode_lasts_as_long_as_the_truth_asks_for(kind: str, letter: str, least: int) -> None:
    """The first sight to the last is half a second less than it was, at two decisions a second."""
    last = 5 + (least - 1) / 2
    assert spans(".........." + letter * least + "." * 20) == {kind: [(5.0, last)]}
    assert spans(".........." + letter * (least - 1) + "." * 20) == {}


def test_what_goes_on_has_no_end() -> None:
    assert spans("..HHHH") == {"hand_raised": [(1.0, None)]}


def test_a_phone_that_changes_from_the_hand_to_the_ear_is_one_use() -> None:
    assert spans("..PPPPEEEE" + "." * 10) == {"phone_use": [(1.0, 4.5)]}


def test_a_phone_that_is_in_the_hand_and_at_the_ear_is_one_use() -> None:
    assert spans("..BBBBPPBB" + "." * 10) == {"phone_use": [(1.0, 4.5)]}


def test_a_phone_held_up_is_in_use_too() -> None:
    found = spans("PPPPFFFFPPPP" + "." * 10)
    assert found == {"phone_use": [(0.0, 5.5)], "photographing": [(2.0, 3.5)]}


def test_a_phone_that_lies_on_the_desk_is_no_use() -> None:
    assert spans("_" * 40) == {}


def test_a_chair_turned_from_its_place_is_left_out() -> None:
    assert spans("t" * 20 + "i" * 10) == {"chair_left_out": [(0.0, 9.5)]}


@pytest.mark.parametrize("end", ["i", ".", "S"])
def test_a_chair_is_put_right_by_pushing_it_in_or_coming_back(end: str) -> None:
    assert spans("o" * 20 + end * 5)["chair_left_out"] == [(0.0, 9.5)]


def test_a_chair_that_is_hidden_is_out_as_long_as_nobody_came_back() -> None:
    assert spans("o" * 11 + "h" * 40 + "o" * 11 + "i" * 10) == {"chair_left_out": [(0.0, 30.5)]}
    assert spans("o" * 11 + "h" * 70 + "i" * 10) == {"chair_left_out": [(0.0, 5.0)]}
    assert spans("h" * 40) == {}


def test_food_stays_on_the_desk_of_who_has_left_but_nothing_else_goes_on_there() -> None:
    assert spans("f" * 10 + "g" * 10 + "h" * 10 + "f" * 10)["food_on_desk"] == [(0.0, None)]
    assert spans("P" * 10 + "i" * 10 + "P" * 10)["phone_use"] == [(0.0, 4.5), (10.0, None)]


def test_a_miss_or_two_of_a_small_thing_is_no_end_and_a_longer_one_is() -> None:
    assert spans("P" * 10 + ".." + "P" * 10 + "." * 10) == {"phone_use": [(0.0, 10.5)]}
    two = {"phone_use": [(0.0, 4.5), (7.5, 12.0)]}
    assert spans("P" * 10 + "....." + "P" * 10 + "." * 10) == two


def test_food_and_chairs_may_be_out_of_sight_for_half_of_the_time() -> None:
    assert spans("ff.." * 6 + "." * 20) == {"food_on_desk": [(0.0, 10.5)]}
    assert spans("oohh" * 6 + "i" * 10)["chair_left_out"] == [(0.0, 10.5)]
    assert spans("SS??" * 6 + "." * 20) == {}


def test_single_flashes_are_nothing_however_many() -> None:
    """Only time between two successive sights is seen time."""
    assert spans("P." * 50) == {}


def test_what_was_not_judged_is_bridged_and_counted_as_blind() -> None:
    (found,) = watched(film("P" * 10 + "n" * 9 + "P" * 10 + "." * 10))
    assert (second(found.start), second(found.end), found.blind_s) == (0.0, 14.0, 5.0)
    assert spans("P" * 10 + "n" * 30 + "P" * 10)["phone_use"] == [(0.0, 4.5), (20.0, None)]


def test_a_seat_that_nobody_judged_shows_nothing() -> None:
    assert spans("n" * 100) == {}
    assert spans("?" * 100) == {}


def test_silence_is_bridged_like_blindness() -> None:
    (found,) = watched(film("S" * 10 + " " * 9 + "S" * 10 + "." * 10))
    assert (second(found.end), found.blind_s) == (14.0, 5.0)
    assert spans("S" * 10 + " " * 30 + "S" * 10)["standing"] == [(0.0, 4.5), (20.0, None)]


def test_times_count_and_not_how_many_decisions_there_were() -> None:
    rare = film("HHH" + "." * 10, every=1.0)
    often = film("H" * 21 + "." * 100, every=0.1)
    assert watched(rare) == watched(often)


@pytest.mark.parametrize(
    ("picture", "excuses"),
    [
        ("S" * 20, ()),
        ("R" * 20, (Excuse.HAND_RAISED,)),
        ("L" * 20, (Excuse.COMPANY_BESIDE,)),
        ("S" * 8 + "L" * 12, (Excuse.COMPANY_BESIDE,)),
        ("S" * 12 + "L" * 8, ()),
    ],
)
def test_what_excuses_standing_must_hold_for_most_of_it(
    picture: str, excuses: tuple[Excuse, ...]
) -> None:
    found = [each for each in watched(film(picture)) if each.kind is EpisodeKind.STANDING]
    assert [each.excuses for each in found] == [excuses]


def test_a_phone_is_excused_by_nobody_beside() -> None:
    seen = [replace(each, company=True) for each in film("P" * 10)]
    assert [each.excuses for each in watched(seen)] == [()]


def test_confidence_is_that_of_the_seen_time() -> None:
    sights = film("H" * 5 + "n" * 5 + "H" * 5)
    said = [replace(each, confidence=0.5 if i < 5 else 1.0) for i, each in enumerate(sights)]
    assert [each.confidence for each in watched(said)] == [0.75]


def test_going_back_in_time_or_a_contradiction_at_the_same_moment_changes_nothing() -> None:
    sights = film("H" * 10)
    again = [each for sight in sights for each in (sight, replace(sight, doing=()))]
    assert watched(again) == watched(sights)
    assert watched([*sights, *film("." * 10)]) == watched(sights)


@pytest.mark.parametrize("confidence", [math.nan, math.inf, -0.1, 1.1])
def test_an_observation_whose_confidence_is_no_share_is_evidence_of_nothing(
    confidence: float,
) -> None:
    broken = [replace(each, confidence=confidence) for each in film("H" * 20)]
    assert watched(broken) == []
    (found,) = watched([*film("H" * 5), *broken[5:8], *film("H" * 5, first=4.0)])
    assert (found.end, found.blind_s, found.confidence) == (None, 2.0, 0.9)
    chairs = [replace(each, confidence=confidence) for each in film("i" * 4, first=5.0)]
    (out,) = watched([*film("o" * 10), *chairs, *film("o" * 4, first=7.0)])
    assert (second(out.start), out.end) == (0.0, None)


def test_the_cadence_of_a_site_says_what_is_a_gap() -> None:
    slow = BehaviourWatch(at_cadence(10.0))
    for observation in film("HHH", every=5.0):
        slow.observe(observation)
    (found,) = slow.episodes(None)
    assert (second(found.start), found.end, found.blind_s) == (0.0, None, 0.0)


def test_every_kind_that_cameras_tell_has_a_rule() -> None:
    assert set(BEHAVIOURS) == set(EpisodeKind) - {EpisodeKind.OFF_SEAT}


def test_a_wrong_number_is_named() -> None:
    with pytest.raises(ValueError) as caught:
        BehaviourRule(EpisodeKind.DRINKING, enter_s=math.nan, exit_s=-1)
    assert str(caught.value) == (
        "drinking rule: enter_s is nan; it must be a finite number of seconds; "
        "exit_s is -1; it must be 0 seconds or more"
    )


def test_a_share_is_a_share() -> None:
    with pytest.raises(ValueError, match=r"drinking rule: seen_share is nan; .* from 0 to 1"):
        BehaviourRule(EpisodeKind.DRINKING, enter_s=1.0, seen_share=math.nan)


def test_seats_are_kept_apart() -> None:
    both = sorted(film("H" * 10) + film("P" * 10, B), key=lambda each: each.time)
    assert {(each.seats, each.kind.value) for each in watched(both)} == {
        ((A,), "hand_raised"),
        ((B,), "phone_use"),
    }


def test_a_seat_out_of_sight_for_too_long_is_shown_as_ended() -> None:
    watch = BehaviourWatch(BEHAVIOURS)
    for observation in film("H" * 10):
        watch.observe(observation)
    assert [second(each.end) for each in watch.episodes(at(9))] == [None]
    assert [second(each.end) for each in watch.episodes(at(20))] == [4.5]
    assert [*watch.current(at(20))] == []
    assert [second(each.end) for each in watch.episodes(None)] == [None]
