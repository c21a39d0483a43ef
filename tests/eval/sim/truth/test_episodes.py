"""Episodes are what happened for long enough to count."""

import pytest
from support.tracks import DURATION, at_seat, between, make_track, walks_off

from eval.sim.agents import PhoneState
from eval.sim.motion.track import Doing, DoingKind, Stay, ThingKind, ThingPath, Track, Where
from eval.sim.truth import Episode, all_episodes

SEAT = at_seat("A-01")
DESK_PLACE = (2.0, 3.5, 0.73, 0.0)


def of(kind: str, *tracks: Track, duration: float = DURATION) -> list[Episode]:
    return [each for each in all_episodes(tracks, {}, duration) if each.kind == kind]


def did(kind: DoingKind, start: float, end: float) -> Doing:
    return Doing(kind, start, end)


def thing(kind: ThingKind, *stays: tuple[float, Where]) -> ThingPath:
    return ThingPath(
        f"p1/{kind}",
        kind,
        tuple(
            Stay(start, where, DESK_PLACE if where is Where.DESK else None)
            for start, where in stays
        ),
    )


def test_who_only_works_makes_no_episode() -> None:
    typing = did(DoingKind.TYPE, 0, 60)
    cup = thing(ThingKind.CUP, (0.0, Where.DESK))
    phone = thing(ThingKind.PHONE, (0.0, Where.DESK))
    assert all_episodes([make_track(seat=SEAT, doings=[typing], things=[cup, phone])], {}, 60) == []


def test_an_absence_with_the_chair_left_out() -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 10, 30)
    assert [
        (each.kind, each.seats, each.start, each.end) for each in all_episodes([track], {}, 60)
    ] == [
        ("chair_left_out", ("A-01",), 10.0, 30.0),
        ("off_seat", ("A-01",), 10.0, 30.0),
    ]


def test_an_absence_with_the_chair_pushed_in() -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 10, 30, chair_in=True)
    assert [each.kind for each in all_episodes([track], {}, 60)] == ["off_seat"]


def test_what_goes_on_at_the_end_has_no_end() -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 10, 60)
    (away,) = of("off_seat", track, duration=40.0)
    assert away.end is None
    assert away.line() == {"kind": "off_seat", "seat": "A-01", "start": 10.0, "end": None}


def test_standing_is_at_the_own_seat() -> None:
    track = make_track(seat=SEAT)
    between(track, 5, 20, RISE=1.0)
    (stood,) = of("standing", track)
    assert (stood.start, stood.end) == (5.0, 20.0)
    assert not of("off_seat", track)


@pytest.mark.parametrize(
    ("kind", "least"), [("off_seat", 5.0), ("standing", 5.0), ("hand_raised", 2.0)]
)
@pytest.mark.parametrize(("longer", "counts"), [(-0.2, False), (0.2, True)])
def test_passing_states_are_no_episodes(
    kind: str, least: float, longer: float, counts: bool
) -> None:
    track = make_track(seat=SEAT)
    end = 10 + least + longer
    if kind == "off_seat":
        walks_off(track, 10, end)
    else:
        between(track, 10, end, **{"standing": {"RISE": 1.0}, "hand_raised": {"RAISE": 1.0}}[kind])
    assert bool(of(kind, track)) is counts


def test_a_phone_in_use_is_one_episode_from_hand_to_ear() -> None:
    doings = [did(DoingKind.PHONE_HAND, 5, 10), did(DoingKind.PHONE_EAR, 10.6, 20)]
    (use,) = of("phone_use", make_track(seat=SEAT, doings=doings))
    assert (use.seats, use.start, use.end) == (("A-01",), 5.0, 20.0)
    assert not of("photographing", make_track(seat=SEAT, doings=doings))


def test_a_photo_is_phone_use_too() -> None:
    track = make_track(seat=SEAT, doings=[did(DoingKind.PHONE_PHOTO, 5, 9)])
    kinds = {each.kind for each in all_episodes([track], {}, 60)}
    assert kinds == {"phone_use", "photographing"}


def test_away_from_the_seat_a_phone_is_no_seats() -> None:
    track = make_track(seat=SEAT, doings=[did(DoingKind.PHONE_EAR, 12, 25)])
    walks_off(track, 10, 30)
    (use,) = of("phone_use", track)
    assert use.line() == {"kind": "phone_use", "start": 12.0, "end": 25.0}


def test_a_lead_has_no_seat_but_can_raise_a_hand() -> None:
    lead = make_track("lead", role="lead")
    between(lead, 5, 9, RAISE=1.0)
    assert all_episodes([lead], {}, 60) == [Episode("hand_raised", (), 5.0, 9.0)]


def test_food_counts_on_the_desk_and_in_the_hand_of_who_sits_there() -> None:
    burger = thing(
        ThingKind.BURGER,
        (0.0, Where.GONE),
        (10.0, Where.DESK),
        (12.0, Where.HAND),
        (20.0, Where.GONE),
    )
    (food,) = of("food_on_desk", make_track(seat=SEAT, things=[burger]))
    assert (food.start, food.end) == (10.0, 20.0)


def test_food_left_on_the_desk_stays_an_episode_without_its_owner() -> None:
    fruit = thing(ThingKind.FRUIT, (0.0, Where.DESK))
    track = make_track(seat=SEAT, things=[fruit])
    walks_off(track, 10, 60)
    (food,) = of("food_on_desk", track)
    assert (food.start, food.end) == (0.0, None)


def test_food_carried_away_is_not_at_the_desk() -> None:
    snacks = thing(ThingKind.SNACKS, (0.0, Where.GONE), (12.0, Where.HAND), (29.0, Where.GONE))
    track = make_track(seat=SEAT, things=[snacks])
    walks_off(track, 10, 30)
    assert not of("food_on_desk", track)


def test_drinks_and_chopsticks_are_no_food() -> None:
    things = [
        thing(kind, (0.0, Where.DESK))
        for kind in (ThingKind.CUP, ThingKind.BOTTLE, ThingKind.CHOPSTICKS, ThingKind.PAPERS)
    ]
    assert not of("food_on_desk", make_track(seat=SEAT, things=things))


def test_drinking_and_feet_on_the_desk() -> None:
    track = make_track(seat=SEAT, doings=[did(DoingKind.DRINK, 5, 8)])
    between(track, 20, 30, FEET_UP=1.0)
    found = [(each.kind, each.start, each.end) for each in all_episodes([track], {}, 60)]
    assert found == [("drinking", 5.0, 8.0), ("feet_on_desk", 20.0, 30.0)]


def test_a_confirmed_absence_names_its_rule() -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 0, 61)
    states = {"p1": (PhoneState("AVAILABLE", -5.0, float("inf")),)}
    found = all_episodes([track], states, DURATION)
    (confirmed,) = [each for each in found if each.kind == "off_seat_confirmed"]
    assert confirmed.line() == {
        "kind": "off_seat_confirmed",
        "seat": "A-01",
        "start": 0.0,
        "end": None,
        "rule": "R27",
    }
