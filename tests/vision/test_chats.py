"""Two people chat where each turns from the desk towards the other."""

from support.looks import look

from floor.layout import SeatId
from vision.chats import LEAST_TURNED, Facing, chats, facing_of, looks_towards
from vision.seat_look import COLUMNS

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


def test_in_a_row_of_three_who_is_turned_the_same_way_talks_with_the_next_one() -> None:
    row = ((A, B), (B, C), (A, C))
    assert chats({A: RIGHT, B: LEFT, C: LEFT}, PLACES, row) == {(A, B)}
    assert chats({A: RIGHT, B: AT_WORK, C: LEFT}, PLACES, row) == {(A, C)}


def test_who_is_half_hidden_is_as_turned_as_who_is_not() -> None:
    half = look()
    half.row[COLUMNS["facing"]] = [0.6, 0.05, 0.35, 0.0, 0.0]
    assert facing_of(half, (0.0, 0.0)).turned > LEAST_TURNED
    gone = look()
    gone.row[COLUMNS["facing"]] = [0.9, 0.01, 0.09, 0.0, 0.0]
    assert facing_of(gone, (0.0, 0.0)).turned < LEAST_TURNED


def test_an_empty_seat_talks_to_nobody() -> None:
    assert chats({A: RIGHT}, PLACES, PAIRS) == frozenset()


def test_a_face_along_the_cameras_axis_has_no_direction_that_could_speak_against_it() -> None:
    assert looks_towards(Facing(0.9, (0.02, 0.05)), PLACES[A], PLACES[B])
    assert not looks_towards(Facing(0.2, (0.02, 0.05)), PLACES[A], PLACES[B])
