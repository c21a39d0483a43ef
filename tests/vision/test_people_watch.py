"""From detections to scenes: what one camera sees of people, whatever the others do."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cameras.frame import CameraId
from floor.layout import SeatId
from floor.time import Instant, plus
from vision.assignment import assign
from vision.body import bodies_of
from vision.detections import Detections
from vision.people_watch import PeopleWatch
from vision.scene import NOT_SEEN, Scene
from vision.seat_region import SeatRegion

LEFT, RIGHT = CameraId("left"), CameraId("right")
START = Instant(0)
A = SeatId("A")
REGION = SeatRegion.of(A, LEFT, ((0.1, 0.3), (0.3, 0.3), (0.3, 0.5), (0.1, 0.5)), aspect=1.0)
SITTER = (0.15, 0.31, 0.25, 0.5)
BESIDE = (0.33, 0.2, 0.41, 0.52)

Box = tuple[float, float, float, float]


def look(watch: PeopleWatch, camera: CameraId, boxes: Sequence[Box], now: Instant) -> Scene:
    n = len(boxes)
    found = Detections(
        np.array(boxes, np.float32).reshape(n, 4),
        np.full(n, 0.9, np.float32),
        np.zeros(n, np.int64),
    )
    bodies = bodies_of(watch.follow(camera, found, now), 1.0)
    return watch.see(camera, bodies, assign(bodies, [REGION]), [REGION], {A}, now)


def test_somebody_beside_a_sitter_is_company_until_the_camera_is_blind() -> None:
    watch = PeopleWatch()
    for second in range(4):
        seen = look(watch, LEFT, [SITTER, BESIDE], plus(START, second))
    assert (seen.count, seen.company) == (2, (A,))
    watch.be_blind(LEFT)
    assert watch.latest(LEFT, plus(START, 3)) == NOT_SEEN
    assert look(watch, LEFT, [SITTER, BESIDE], plus(START, 5)).company == ()
    assert look(watch, LEFT, [SITTER, BESIDE], plus(START, 6)).company == (A,)


people = st.lists(st.sampled_from([SITTER, BESIDE, (0.6, 0.5, 0.7, 0.9)]), unique=True)


@settings(max_examples=25, deadline=None)
@given(film=st.lists(st.tuples(people, st.none() | people), max_size=8))
def test_another_camera_changes_nothing_blind_or_not(
    film: list[tuple[list[Box], list[Box] | None]],
) -> None:
    alone, both, turned = PeopleWatch(), PeopleWatch(), PeopleWatch()

    def look_right(watch: PeopleWatch, boxes: list[Box] | None, now: Instant) -> Scene:
        if boxes is None:
            watch.be_blind(RIGHT)
            return watch.latest(RIGHT, now)
        return look(watch, RIGHT, boxes, now)

    for at, (left, right) in enumerate(film):
        now = plus(START, 0.5 * at)
        first = look(both, LEFT, left, now)
        second = look_right(both, right, now)
        assert look_right(turned, right, now) == second
        assert look(turned, LEFT, left, now) == first == look(alone, LEFT, left, now)
