"""An activity is said once it was likely for a while, and goes on through a doubtful look."""

from support.looks import look

from floor.observation import Activity
from floor.time import SECOND, Instant
from vision.activities import Doing, followed
from vision.seat_look import SeatLook

PHONE = look(phone="hand", posture="seated")
NOTHING = look(posture="seated")


def after(*looks: SeatLook, step_s: float = 0.5) -> Doing:
    doing = Doing()
    for number, each in enumerate(looks):
        doing = followed(doing, each, Instant(round(number * step_s * SECOND)))
    return doing


def test_one_look_alone_says_nothing() -> None:
    assert after(PHONE).said == frozenset()
    assert after(NOTHING, NOTHING, PHONE).said == frozenset()


def test_a_phone_that_stays_in_the_hand_is_said_within_two_seconds() -> None:
    assert after(NOTHING, PHONE, PHONE, PHONE, PHONE).said == {Activity.PHONE_IN_HAND}


def test_one_doubtful_look_does_not_end_it() -> None:
    assert after(*[PHONE] * 6, NOTHING).said == {Activity.PHONE_IN_HAND}
    assert after(*[PHONE] * 6, *[NOTHING] * 4).said == frozenset()


def test_a_phone_on_the_desk_is_not_in_the_hand() -> None:
    assert after(*[look(phone="lying")] * 8).said == {Activity.PHONE_LYING}


def test_food_is_food_on_the_desk_and_in_the_hand() -> None:
    for place in ("desk", "hand"):
        assert after(*[look(food=place)] * 6).said == {Activity.FOOD}


def test_a_cup_on_the_desk_is_no_drinking() -> None:
    assert after(*[look(drink="desk")] * 6).said == frozenset()
    assert after(*[look(drink="hand")] * 6).said == {Activity.DRINK}


def test_after_a_long_gap_nothing_of_before_counts() -> None:
    long_ago = after(*[PHONE] * 6)
    assert long_ago.last is not None
    assert followed(long_ago, PHONE, Instant(long_ago.last + 60 * SECOND)).said == frozenset()
