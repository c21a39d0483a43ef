"""A number is one person within one camera and one stretch of sight, and nothing more."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cameras.frame import CameraId
from floor.time import Instant, plus
from vision.detections import NO_TRACK, Detections
from vision.detector import CHAIR, PERSON
from vision.tracks import LIFE_S, PeopleTracker

LEFT, RIGHT = CameraId("left"), CameraId("right")
START = Instant(0)
STEPS = (0.25, 0.5, 1.0)
WALK = 0.08
"""How far somebody walks in a second, more than their own width."""

Place = tuple[float, float]


def somebody(places: Sequence[Place], score: float = 0.9, kind: int = PERSON) -> Detections:
    """People of 0.06 by 0.3 whose heads' middles are at ``places``."""
    n = len(places)
    boxes = np.array([(x - 0.03, y, x + 0.03, y + 0.3) for x, y in places], np.float32)
    return Detections(
        boxes.reshape(n, 4), np.full(n, score, np.float32), np.full(n, kind, np.int64)
    )


def follow(
    film: Iterable[Sequence[Place] | None], step: float, tracker: PeopleTracker | None = None
) -> list[list[int]]:
    """The numbers in each picture of a film, in which None is a picture that was not seen."""
    tracker = tracker or PeopleTracker()
    return [
        tracker.update(LEFT, somebody(places), plus(START, step * at)).tolist()
        for at, places in enumerate(film)
        if places is not None
    ]


@pytest.mark.parametrize("step", STEPS)
def test_who_stays_and_who_walks_keep_their_numbers(step: float) -> None:
    walk = np.arange(0.1, 0.9, WALK * step)
    numbers = follow([[(x, 0.3), (0.5, 0.65)] for x in walk.tolist()], step)
    assert numbers[2:] == [numbers[2]] * (len(walk) - 2)
    assert NO_TRACK not in numbers[2]


@pytest.mark.parametrize("step", (0.25, 0.5))
def test_two_who_cross_go_on_as_themselves(step: float) -> None:
    walk = np.arange(0.2, 0.8, WALK * step).tolist()
    # one walks nearer to the camera, and so lower in the picture and larger, than the other
    numbers = follow([[(x, 0.30), (1 - x, 0.42)] for x in walk], step)
    assert numbers[-1] == numbers[2]


@pytest.mark.parametrize("step", STEPS)
def test_a_sitter_who_is_hidden_for_two_seconds_is_still_the_same(step: float) -> None:
    hidden = round(2 / step)
    numbers = follow([[(0.5, 0.5)]] * 6 + [[]] * hidden + [[(0.5, 0.5)]] * 3, step)
    assert numbers[-1] == numbers[5] != [NO_TRACK]


def test_a_short_blind_gap_keeps_numbers_and_a_long_one_gives_new_ones() -> None:
    tracker = PeopleTracker()
    film = somebody([(0.5, 0.5)])

    def number_at(second: float) -> int:
        return int(tracker.update(LEFT, film, plus(START, second))[0])

    first = [number_at(second) for second in (0.0, 0.5, 1.0)]
    assert number_at(1.0 + LIFE_S - 1) == first[-1]
    assert number_at(1.0 + 3 * LIFE_S) > max(first)


@pytest.mark.parametrize("step", STEPS)
def test_who_was_away_for_long_comes_back_as_somebody_else(step: float) -> None:
    both, one = [(0.2, 0.5), (0.8, 0.5)], [(0.2, 0.5)]
    numbers = follow([both] * 4 + [one] * (round(LIFE_S / step) + 1) + [both] * 3, step)
    assert numbers[-1][0] == numbers[0][0]
    assert numbers[-1][1] not in {NO_TRACK, *numbers[3]}


def test_things_and_doubtful_people_begin_no_track() -> None:
    tracker = PeopleTracker()
    for second in range(4):
        now = plus(START, second)
        assert tracker.update(LEFT, somebody([(0.2, 0.5)], kind=CHAIR), now).tolist() == [NO_TRACK]
        doubtful = tracker.update(RIGHT, somebody([(0.2, 0.5)], score=0.2), now)
        assert doubtful.tolist() == [NO_TRACK]


def test_two_boxes_on_one_person_are_one_track() -> None:
    tracker = PeopleTracker()
    boxes = np.array([(0.4, 0.3, 0.5, 0.9), (0.4, 0.31, 0.5, 0.68)], np.float32)
    twice = Detections(boxes, np.array([0.9, 0.6], np.float32), np.zeros(2, np.int64))
    for second in range(4):
        ids = tracker.update(LEFT, twice, plus(START, second))
    assert (ids[0], ids[1]) == (1, NO_TRACK)


@pytest.mark.parametrize("second", [0.5, 0.0])
def test_where_a_clock_is_set_back_or_stands_still_everybody_is_new(second: float) -> None:
    tracker = PeopleTracker()
    first = [tracker.update(LEFT, somebody([(0.5, 0.5)]), plus(START, at)) for at in (0, 0.5)]
    after = tracker.update(LEFT, somebody([(0.5, 0.5)]), plus(START, second))
    assert after[0] > first[-1][0] > NO_TRACK


places = st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.0, 0.7)), max_size=5)
films = st.lists(
    st.fixed_dictionaries({LEFT: st.none() | places, RIGHT: st.none() | places}),
    min_size=1,
    max_size=12,
)


def followed(
    film: Sequence[Mapping[CameraId, Sequence[Place] | None]], order: Sequence[CameraId]
) -> dict[CameraId, list[list[int]]]:
    tracker = PeopleTracker()
    numbers: dict[CameraId, list[list[int]]] = {camera: [] for camera in order}
    for at, pictures in enumerate(film):
        for camera in order:
            seen = pictures[camera]
            if seen is not None:
                now = plus(START, 0.5 * at)
                numbers[camera].append(tracker.update(camera, somebody(seen), now).tolist())
    return numbers


@settings(max_examples=25, deadline=None)
@given(film=films)
def test_the_order_of_cameras_and_their_company_change_nothing(
    film: list[dict[CameraId, list[Place] | None]],
) -> None:
    together = followed(film, [LEFT, RIGHT])
    assert together == followed(film, [RIGHT, LEFT])
    for camera in (LEFT, RIGHT):
        assert together[camera] == followed(film, [camera])[camera]


@settings(max_examples=25, deadline=None)
@given(film=st.lists(places, min_size=1, max_size=20), gaps=st.data())
def test_a_number_is_one_person_of_a_picture_and_is_never_used_again(
    film: list[list[Place]], gaps: st.DataObject
) -> None:
    tracker, now = PeopleTracker(), 0.0
    last_seen: dict[int, float] = {}
    for seen in film:
        now += gaps.draw(st.sampled_from([0.25, 0.5, 1.0, LIFE_S + 1]))
        ids = tracker.update(LEFT, somebody(seen), plus(START, now))
        given_out = ids[ids != NO_TRACK].tolist()
        assert len(set(given_out)) == len(given_out)
        newest = max(last_seen, default=0)
        for number in given_out:
            assert number > newest or now - last_seen[number] <= LIFE_S
            last_seen[number] = now
