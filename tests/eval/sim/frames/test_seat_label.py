"""What the label of a seat's crop says."""

import pytest
from support.tracks import at_seat, between, make_track, walks_off

from eval.sim.frames.seat_label import Label, Sight, seat_label
from eval.sim.motion.track import Doing, DoingKind, Stay, ThingKind, ThingPath, Track, Where
from eval.sim.truth.seat import seat_truth

SEAT = at_seat("A-01")
CLEAR = Sight(1.0, 1.0, 1.0)


def label(track: Track, *others: Track, sight: Sight = CLEAR) -> Label:
    return seat_label(SEAT, track, seat_truth(track), others, 20.0, sight)


def with_thing(kind: ThingKind, where: Where) -> Track:
    return make_track("p1", SEAT, things=[ThingPath(f"p1/{kind}", kind, (Stay(0.0, where),))])


def test_a_sitter_at_work() -> None:
    said = label(make_track("p1", SEAT))
    assert said["occupancy"] == "occupied"
    assert said["chair"] == "occupied"
    assert said["posture"] == "seated"
    assert said["facing"] == "ahead"
    assert said["beside"] == "none"


@pytest.mark.parametrize(("chair_in", "chair"), [(True, "in"), (False, "out")])
def test_a_chair_that_was_left(chair_in: bool, chair: str) -> None:
    track = make_track("p1", SEAT)
    walks_off(track, 10, 60, chair_in)
    said = label(track)
    assert (said["occupancy"], said["chair"], said["posture"]) == ("empty", chair, "none")


def test_a_chair_left_turned() -> None:
    track = make_track("p1", SEAT)
    walks_off(track, 10, 60)
    between(track, 10, 60, CHAIR_HEADING=1.5)
    assert label(track)["chair"] == "turned"


def test_a_chair_that_cannot_be_seen_is_hidden_unless_somebody_sits_on_it() -> None:
    unseen = Sight(0.4, 0.0, 0.3)
    track = make_track("p1", SEAT)
    assert label(track, sight=unseen)["chair"] == "occupied"
    walks_off(track, 10, 60)
    assert label(track, sight=unseen)["chair"] == "hidden"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (DoingKind.PHONE_HAND, "hand"),
        (DoingKind.PHONE_EAR, "ear"),
        (DoingKind.PHONE_PHOTO, "photo"),
    ],
)
def test_a_phone_in_use(kind: DoingKind, word: str) -> None:
    assert label(make_track("p1", SEAT, doings=[Doing(kind, 15, 30)]))["phone"] == word


def test_things_on_the_desk_stay_when_their_owner_goes() -> None:
    for there in (True, False):
        track = with_thing(ThingKind.PHONE, Where.DESK)
        if not there:
            walks_off(track, 10, 60)
        assert label(track)["phone"] == "lying"


def test_food_and_drink_on_the_desk_or_in_the_hand() -> None:
    assert label(with_thing(ThingKind.NOODLES, Where.DESK))["food"] == "desk"
    assert label(with_thing(ThingKind.BURGER, Where.HAND))["food"] == "hand"
    assert label(with_thing(ThingKind.CUP, Where.HAND))["drink"] == "hand"
    assert label(with_thing(ThingKind.CUP, Where.GONE))["drink"] == "none"


def test_what_is_carried_away_is_not_at_the_seat() -> None:
    track = with_thing(ThingKind.PHONE, Where.HAND)
    walks_off(track, 10, 60)
    assert label(track)["phone"] == "none"


@pytest.mark.parametrize(
    ("turn", "word"), [(1.0, "left"), (-1.0, "right"), (2.6, "back"), (0.3, "ahead")]
)
def test_where_a_sitter_looks(turn: float, word: str) -> None:
    track = make_track("p1", SEAT)
    between(track, 10, 60, TURN=turn)
    assert label(track)["facing"] == word


def test_hands_heads_and_feet() -> None:
    track = make_track("p1", SEAT)
    between(track, 10, 60, RAISE=1.0, FEET_UP=1.0, LIE=1.0)
    said = label(track)
    assert said["hand_raised"]
    assert said["feet_on_desk"]
    assert said["lying_down"]
    between(track, 10, 60, RAISE=0.0, SCRATCH=1.0)
    assert not label(track)["hand_raised"]
    assert label(track)["scratching"]


def test_a_lead_at_the_seat_is_beside_and_a_neighbour_at_their_own_is_not() -> None:
    sitter = make_track("p1", SEAT)
    lead = make_track("l1", role="lead")
    between(lead, 0, 61, X=SEAT.x + 0.7, Y=SEAT.y - 0.2)
    neighbour = make_track("p2", at_seat("A-02", SEAT.x + 1.2))
    between(neighbour, 0, 61, RISE=1.0)
    assert label(sitter, lead, neighbour)["beside"] == "lead"
    assert label(sitter, neighbour)["beside"] == "none"
    between(lead, 0, 61, X=SEAT.x + 3.0)
    assert label(sitter, lead)["beside"] == "none"


def test_nobodys_seat_is_empty_with_its_chair_in() -> None:
    said = seat_label(SEAT, None, None, [], 20.0, CLEAR)
    assert (said["occupancy"], said["chair"], said["posture"]) == ("empty", "in", "none")
