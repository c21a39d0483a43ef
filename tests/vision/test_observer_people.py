"""What an observer tells of people beyond their seats, and how often it looks for them."""

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pytest
from support.looks import look

from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, SeatObservation
from floor.time import SECOND, Instant
from vision.close_looks import CloseLooks
from vision.company import with_company
from vision.detections import NO_TRACK, Detections
from vision.detector import CHAIR, PERSON
from vision.observer import SeatObserver, Seen
from vision.people_watch import FRESH_S
from vision.scene import NOT_SEEN, Scene
from vision.seat_look import SeatLook
from vision.seat_region import Polygon, SeatRegion
from vision.sweep import EVERY_S, WARM_UP_S

CAMERA = CameraId("cam1")
A, B = SeatId("A"), SeatId("B")
Box = tuple[float, float, float, float]
SITTER: Box = (0.15, 0.31, 0.25, 0.5)
BESIDE: Box = (0.33, 0.2, 0.41, 0.52)
WALKER: Box = (0.45, 0.5, 0.55, 0.95)
TRUSTED_S = 60.0
"""By then a network that is right has shown it, and every camera has warmed up."""


def square(x: float) -> Polygon:
    return ((x, 0.3), (x + 0.2, 0.3), (x + 0.2, 0.5), (x, 0.5))


REGIONS = [
    SeatRegion.of(A, CAMERA, square(0.1), 1.0),
    SeatRegion.of(B, CAMERA, square(0.7), 1.0),
]


class Boxes:
    """Finds a chair and the people that it is told, and notes when it was asked."""

    def __init__(self, *people: Box) -> None:
        self.people = people
        self.second = 0.0
        self.asked: list[float] = []

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.asked += [self.second] * len(images)
        boxes = np.array([*self.people, (0.7, 0.4, 0.8, 0.5)], np.float32)
        classes = np.array([PERSON] * len(self.people) + [CHAIR], np.int64)
        return [Detections(boxes, np.full(len(boxes), 0.9, np.float32), classes) for _ in images]


class RightEyes:
    """Close looks at every seat of every picture that are right: A is taken, B is not."""

    def look(
        self, views: Sequence[tuple[Frame, Sequence[SeatRegion]]], now: Instant
    ) -> Mapping[SeatId, SeatLook]:
        said = {A: look(posture="seated", chair="occupied"), B: look(chair="in")}
        return {region.seat: said[region.seat] for _, regions in views for region in regions}

    def gaze(self, region: SeatRegion, frame: Frame, look: SeatLook) -> tuple[float, float]:
        return 0.0, 0.0

    def chairs_at_home(self, *what: object) -> Mapping[SeatId, Chair]:
        return {}

    def offer(self, *crops: object) -> None:
        """No references are kept."""

    def forget(self, seat: SeatId) -> None:
        """Nothing is remembered."""


def observer(boxes: Boxes, eyes: bool = False) -> SeatObserver:
    watching = SeatObserver(boxes, REGIONS)
    if eyes:
        watching._close = cast(CloseLooks, RightEyes())
    return watching


def show(watching: SeatObserver, boxes: Boxes, second: float, blind: bool = False) -> Seen:
    boxes.second = second
    image = np.zeros((100, 100, 3), np.uint8)
    now = round(second * SECOND)
    view = Blind(CAMERA, "stale") if blind else Frame(CAMERA, image, now, second, second)
    return watching.observe(Tick(now, (view,)))


def film(watching: SeatObserver, boxes: Boxes, start: float, end: float) -> Seen:
    """Two pictures a second from ``start`` to before ``end``; what the last one gave."""
    for step in range(round(2 * start), round(2 * end)):
        seen = show(watching, boxes, step / 2)
    return seen


def test_people_have_numbers_and_things_have_none() -> None:
    boxes = Boxes(SITTER, WALKER)
    watching = observer(boxes)
    first, second = (show(watching, boxes, at).detections[CAMERA].track_ids for at in (0, 0.5))
    assert first is not None and second is not None
    assert second.tolist() == first.tolist()
    assert first.tolist()[2] == NO_TRACK
    assert len({*first.tolist()}) == 3


def test_a_scene_counts_people_and_tells_who_is_on_their_feet() -> None:
    boxes = Boxes(SITTER, WALKER)
    seen = film(observer(boxes), boxes, 0, 2)
    tracks = seen.detections[CAMERA].track_ids
    assert tracks is not None
    assert seen.scenes[CAMERA].count == 2
    assert seen.scenes[CAMERA].on_feet == (tracks[1],)


def test_a_blind_camera_tells_nothing_of_people() -> None:
    boxes = Boxes(SITTER, WALKER)
    watching = observer(boxes)
    film(watching, boxes, 0, 2)
    assert show(watching, boxes, 2, blind=True).scenes == {CAMERA: NOT_SEEN}


def test_who_stands_beside_a_sitter_is_their_company() -> None:
    boxes = Boxes(SITTER, BESIDE)
    seen = film(observer(boxes), boxes, 0, 4)
    assert {each.seat: each.company for each in seen.observations} == {A: True, B: False}
    boxes.people = (SITTER,)
    seen = film(observer(boxes), boxes, 0, 4)
    assert not any(each.company for each in seen.observations)


def test_a_scene_adds_to_what_the_crop_shows_of_sitters_and_takes_nothing_away() -> None:
    boxes = Boxes(SITTER)
    taken, free = film(observer(boxes), boxes, 0, 2).observations
    crowd = Scene(3, company=(A, B))
    assert [each.company for each in with_company([taken, free], [crowd])] == [True, False]
    (known,) = with_company([taken], [crowd])
    assert with_company([known], [NOT_SEEN]) == (known,)


@pytest.mark.parametrize("people", [(), (WALKER,)])
def test_a_network_that_is_trusted_leaves_a_sweep_in_two_seconds_whoever_is_there(
    people: Sequence[Box],
) -> None:
    assert TRUSTED_S > WARM_UP_S
    boxes = Boxes(SITTER, *people)
    watching = observer(boxes, eyes=True)
    film(watching, boxes, 0, TRUSTED_S)
    boxes.asked.clear()
    film(watching, boxes, TRUSTED_S, TRUSTED_S + 12)
    assert np.diff(boxes.asked).tolist() == [EVERY_S] * 5


def test_between_two_sweeps_the_last_scene_holds_and_no_detections_are_known() -> None:
    boxes = Boxes(SITTER)
    watching = observer(boxes, eyes=True)
    film(watching, boxes, 0, TRUSTED_S)
    boxes.asked.clear()
    seen = [show(watching, boxes, TRUSTED_S + step / 2) for step in range(8)]
    assert sum(CAMERA in each.detections for each in seen) == len(boxes.asked) == 2
    assert {each.scenes[CAMERA].count for each in seen} == {1}


def test_a_scene_that_is_old_tells_nothing() -> None:
    boxes = Boxes(SITTER)
    watching = observer(boxes)
    show(watching, boxes, 0)
    now = Instant(round((FRESH_S + 0.5) * SECOND))
    assert watching._people.latest(CAMERA, now) == NOT_SEEN


def test_a_seat_without_anybody_has_no_company() -> None:
    boxes = Boxes()
    watching = observer(boxes)
    film(watching, boxes, 0, 2)
    boxes.people = (BESIDE,)
    seen = film(watching, boxes, 2, 6)
    observation: SeatObservation = seen.observations[0]
    assert (observation.occupancy, observation.company) == (Occupancy.EMPTY, False)
