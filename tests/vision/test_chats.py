"""Two people chat where each turns from the desk towards the other."""

from floor.layout import SeatId
from vision.chats import Facing, chats, looks_towards

A, B, C = SeatId("A"), SeatId("B"), SeatId("C")
PLACES = {A: (0.2, 0.5), B: (0.6, 0.5), C: (1.0, 0.5)}
PAIRS = ((A, B), (B, C))
RIGHT, LEFT = Facing(0.9, (1.0, 0.0)), Facing(0.9, (-1.0, 0.0))
AT_WORK = Facing(0.1, (0.0, -1.0))


def test_two_who_turn_to_each_other_chat() -> None:
    assert chats({A: RIGHT, B: LEFT, C: AT_WORK}, PLACES, PAIRS) == {(A, B)}


def test_one_who_looks_over_to_a_colleague_at_work_does_not() -> None:
    assert chats({A: RIGHT, B: AT_WORK}, PLACES, PAIRS) == frozenset()


def test_two_who_look_the_same_way_do_not() -> None:
    assert chats({A: RIGHT, B: RIGHT}, PLACES, PAIRS) == frozenset()


def test_who_sits_far_apart_is_not_asked() -> None:
    assert chats({A: RIGHT, C: LEFT}, PLACES, PAIRS) == frozenset()


def test_an_empty_seat_talks_to_nobody() -> None:
    assert chats({A: RIGHT}, PLACES, PAIRS) == frozenset()


def test_a_face_along_the_cameras_axis_has_no_direction_that_could_speak_against_it() -> None:
    assert looks_towards(Facing(0.9, (0.02, 0.05)), PLACES[A], PLACES[B])
    assert not looks_towards(Facing(0.2, (0.02, 0.05)), PLACES[A], PLACES[B])
