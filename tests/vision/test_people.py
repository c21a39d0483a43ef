"""Who is on their feet, beside whom, in a group, on a visit: said of tracks, and gone with them."""

from collections.abc import Collection, Iterator, Sequence

import pytest

from cameras.frame import CameraId
from floor.layout import SeatId
from floor.time import Instant, plus
from vision.assignment import assign
from vision.body import Body
from vision.detections import NO_TRACK
from vision.paths import Paths, walked
from vision.people import Person, groups, people_of
from vision.scene import Scene, scene
from vision.seat_region import SeatRegion
from vision.tracks import LIFE_S

START = Instant(0)
A, B = SeatId("A"), SeatId("B")
WIDE = 0.2


def region(seat: SeatId, x: float) -> SeatRegion:
    """A seat of 0.2 by 0.2 picture heights whose left edge is at ``x``, 0.3 from above."""
    outline = ((x, 0.3), (x + WIDE, 0.3), (x + WIDE, 0.5), (x, 0.5))
    return SeatRegion.of(seat, CameraId("c"), outline, aspect=1.0)


REGIONS = (region(A, 0.1), region(B, 0.6))
BESIDE_A, BESIDE_B, FAR = (0.36, 0.5), (0.86, 0.5), (0.5, 0.95)


def stands(track: int, feet: tuple[float, float]) -> Person:
    x, y = feet
    return Person(track, (x - 0.05, y - 0.3, x + 0.05, y), seat=None, on_feet=True)


def sits(track: int, seat: SeatId) -> Person:
    return Person(track, (0.15, 0.3, 0.25, 0.5), seat=seat, on_feet=False)


def film(
    pictures: Sequence[Sequence[Person]],
    step: float = 0.5,
    occupied: Collection[SeatId] | None = None,
) -> Iterator[Scene]:
    """The scene of each picture; seats are occupied as their sitters are seen, or as told."""
    paths = Paths()
    for at, people in enumerate(pictures):
        now = plus(START, step * at)
        seats = {person.seat for person in people if person.seat and not person.on_feet}
        known = seats if occupied is None else occupied
        paths = walked(paths, people, REGIONS, known, now)
        yield scene(paths, people, known, now)


def last(pictures: Sequence[Sequence[Person]], step: float = 0.5) -> Scene:
    return list(film(pictures, step))[-1]


def body(x: float, standing: float, top: float = 0.32, score: float = 0.9) -> Body:
    box = (x - 0.05, top, x + 0.05, top + 0.3)
    return Body(box, score, (x, 0.42), (x, 0.36), 0.1, standing, track=7)


def test_who_is_on_no_seat_is_on_their_feet_unless_their_legs_say_otherwise() -> None:
    bodies = [body(0.45, 0.5), body(0.45, 0.1), body(0.2, 0.0)]
    people = people_of(bodies, assign(bodies, REGIONS), REGIONS, {A})
    assert [(person.on_feet, person.seat) for person in people] == [
        (True, None),
        (False, None),
        (False, A),
    ]


@pytest.mark.parametrize(
    ("body_there", "occupied"), [(body(0.2, 0.9, top=0.2), {A}), (body(0.2, 0.0), set())]
)
def test_who_rises_above_a_seat_or_is_at_one_that_nobody_sits_on_is_on_their_feet(
    body_there: Body, occupied: set[SeatId]
) -> None:
    (person,) = people_of([body_there], assign([body_there], REGIONS), REGIONS, occupied)
    assert (person.seat, person.on_feet, person.track) == (A, True, 7)


def test_a_doubtful_person_does_not_count() -> None:
    assert people_of([body(0.2, 0.0, score=0.2)], {}, REGIONS, {A}) == ()


@pytest.mark.parametrize("step", [0.25, 0.5, 1.0, 2.0])
def test_whoever_stands_beside_a_sitter_for_a_second_is_company(step: float) -> None:
    scenes = list(film([[sits(1, A), stands(2, BESIDE_A)]] * 10, step))
    assert [A in each.company for each in scenes] == [step * at >= 1.0 for at in range(10)]
    assert scenes[-1].visits == ()  # they came from no seat
    assert scenes[-1].on_feet == (2,)


def test_who_passes_by_and_who_stands_far_off_are_not_company() -> None:
    passing = [[sits(1, A), stands(2, BESIDE_A)], [sits(1, A), stands(2, FAR)]]
    assert last(passing).company == last([passing[1]] * 5).company == ()


def test_an_empty_seat_has_no_company() -> None:
    assert last([[stands(2, BESIDE_A)]] * 6).company == ()


def test_the_sitter_who_gets_up_is_no_company_to_themselves() -> None:
    up = [sits(1, A)], [stands(1, BESIDE_A)]
    assert list(film([up[0]] * 6 + [up[1]] * 6, occupied={A}))[-1].company == ()


def test_company_that_hides_the_sitter_stays_company() -> None:
    hidden = list(film([[stands(2, BESIDE_A)]] * 6, occupied={A}))
    assert hidden[-1].company == (A,)


def test_who_leaves_their_seat_for_another_is_on_a_visit_there() -> None:
    both = [sits(1, A), sits(2, B)]
    there = [sits(1, A), stands(2, BESIDE_A)]
    seen = last([both] * 6 + [there] * 4)
    assert (seen.company, seen.visits) == ((A,), ((A, B),))


def test_who_had_a_seat_for_a_moment_only_visits_nobody() -> None:
    seen = last([[sits(1, A), sits(2, B)]] * 2 + [[sits(1, A), stands(2, BESIDE_A)]] * 4)
    assert (seen.company, seen.visits) == ((A,), ())


def test_nobody_visits_from_a_seat_that_somebody_sits_on() -> None:
    both = [sits(1, A), sits(2, B)]
    swapped = [sits(1, A), sits(3, B), stands(2, BESIDE_A)]
    assert last([both] * 6 + [swapped] * 6).visits == ()


def test_whoever_stands_at_their_own_seat_keeps_the_neighbour_no_company() -> None:
    near_both = stands(2, (0.59, 0.5))  # 0.05 seat sizes from B, 0.15 from A
    neighbours = (region(A, 0.36), region(B, 0.6))
    paths = Paths()
    for at, second in enumerate([sits(2, B)] * 6 + [near_both] * 6):
        now = plus(START, 0.5 * at)
        people, known = [sits(1, A), second], {A, *([] if second.on_feet else [B])}
        paths = walked(paths, people, neighbours, known, now)
    assert scene(paths, people, known, now).company == ()


def test_two_who_pass_each_other_may_be_taken_for_each_other_and_visit_nobody() -> None:
    both, there = [sits(1, A), sits(2, B)], [sits(1, A), stands(2, BESIDE_A)]
    meeting = [sits(1, A), stands(2, FAR), stands(3, (0.52, 0.93))]
    assert last([both] * 6 + [[sits(1, A), stands(2, FAR)]] + [there] * 4).visits == ((A, B),)
    assert last([both] * 6 + [meeting] + [there] * 4).visits == ()


def test_a_track_that_is_lost_takes_its_claims_with_it() -> None:
    both, there = [sits(1, A), sits(2, B)], [sits(1, A), stands(2, BESIDE_A)]
    alone, another = [sits(1, A)], [sits(1, A), stands(3, BESIDE_A)]
    scenes = list(film([both] * 6 + [there] * 4 + [alone] * 3 + [another] * 4))
    assert [each.visits for each in scenes[10:13]] == [((A, B),), (), ()]
    assert scenes[12].company == ()
    assert (scenes[-1].company, scenes[-1].visits) == ((A,), ())
    gone = round(LIFE_S / 0.5) + 1
    assert last([both] * 6 + [alone] * gone + [there] * 4).visits == ()


def test_three_who_stand_together_for_a_while_are_a_group_and_two_are_not() -> None:
    three = [stands(1, (0.2, 0.9)), stands(2, (0.5, 0.9)), stands(3, (0.8, 0.9))]
    scenes = list(film([three] * 12))
    assert [bool(each.groups) for each in scenes] == [0.5 * at >= 5.0 for at in range(12)]
    assert scenes[-1].groups == ((1, 2, 3),)
    assert last([three[:2]] * 12).groups == ()
    assert last([three] * 11 + [three[:2]]).groups == ()


def test_groups_are_linked_by_neighbours_and_sitters_are_in_none() -> None:
    row = [stands(track, (0.3 * track, 0.9)) for track in range(1, 5)]
    apart = [stands(track, (0.3 * track + 3, 0.9)) for track in range(5, 8)]
    assert groups([*apart, *row]) == ((1, 2, 3, 4), (5, 6, 7))
    assert groups([*row[:2], sits(3, A)]) == ()
    assert groups([*row[:2], stands(NO_TRACK, (0.9, 0.9))]) == ()


def test_everybody_counts_followed_or_not_and_where_nobody_looks_the_count_is_not_known() -> None:
    people = [sits(1, A), stands(2, FAR), stands(NO_TRACK, FAR)]
    assert last([people]).count == 3
    assert last([[]]).count == 0
    assert Scene(None).count is None
