"""One look per tick at all cameras together; a blind camera touches no other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.layout import SeatId
from floor.observation import Occupancy, SeatObservation
from floor.time import SECOND
from vision.detections import Detections
from vision.detector import PERSON
from vision.observer import SeatObserver
from vision.seat_region import SeatRegion

LEFT, RIGHT = CameraId("left"), CameraId("right")
SEAT = ((0.3, 0.3), (0.7, 0.3), (0.7, 0.9), (0.3, 0.9))
SITTER = (0.35, 0.2, 0.65, 0.9)
IN_FRONT = (0.1, 0.0, 0.9, 1.0)


@dataclass
class Scripted:
    """Finds what it is told, and remembers how many pictures each call brought."""

    people: list[tuple[float, float, float, float]]
    calls: list[int] = field(default_factory=list)

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.calls.append(len(images))
        boxes = np.array(self.people, np.float32).reshape(-1, 4)
        n = len(boxes)
        found = Detections(boxes, np.full(n, 0.9, np.float32), np.full(n, PERSON, np.int64))
        return [found for _ in images]


def observer(detector: Scripted) -> SeatObserver:
    regions = [SeatRegion.of(SeatId(camera), camera, SEAT, 1.0) for camera in (LEFT, RIGHT)]
    return SeatObserver(detector, regions)


def frame(camera: CameraId, second: float) -> Frame:
    image = np.zeros((100, 100, 3), np.uint8)
    return Frame(camera, image, round(second * SECOND), second, second)


def look(
    watching: SeatObserver, second: float, blind: Sequence[CameraId] = ()
) -> dict[str, SeatObservation]:
    views = tuple(
        Blind(camera, "stale") if camera in blind else frame(camera, second)
        for camera in (LEFT, RIGHT)
    )
    seen = watching.observe(Tick(round(second * SECOND), views))
    return {each.seat: each for each in seen.observations}


def test_all_cameras_of_a_tick_go_through_the_network_together() -> None:
    detector = Scripted([])
    look(observer(detector), 0.0)
    assert detector.calls == [2]


def test_a_blind_camera_is_not_looked_at_and_its_seat_alone_is_unknown() -> None:
    detector = Scripted([SITTER])
    seats = look(observer(detector), 0.0, blind=[LEFT])
    assert detector.calls == [1]
    assert (seats[LEFT].occupancy, seats[LEFT].reason) == (Occupancy.UNKNOWN, "stale")
    assert seats[RIGHT].occupancy is Occupancy.OCCUPIED


def test_a_person_on_the_seat_occupies_it_and_an_empty_room_empties_it() -> None:
    detector = Scripted([SITTER])
    watching = observer(detector)
    assert look(watching, 0.0)[LEFT].occupancy is Occupancy.OCCUPIED
    detector.people = []
    look(watching, 0.5)
    assert look(watching, 1.0)[LEFT].occupancy is Occupancy.EMPTY


def test_a_seat_that_was_never_seen_freely_is_not_empty() -> None:
    detector = Scripted([(0.0, 0.0, 1.0, 1.0)])
    regions = SeatRegion.of(SeatId("corner"), LEFT, ((0, 0), (0.2, 0), (0.2, 0.2), (0, 0.2)), 1.0)
    alone = SeatObserver(detector, [regions])
    for second in (0.0, 0.5, 1.0):
        (seen,) = alone.observe(Tick(round(second * SECOND), (frame(LEFT, second),))).observations
        assert (seen.occupancy, seen.reason) == (Occupancy.UNKNOWN, "occluded")


def test_the_same_ticks_give_the_same_observations() -> None:
    def run() -> list[dict[str, SeatObservation]]:
        watching = observer(Scripted([SITTER, IN_FRONT]))
        return [look(watching, 0.5 * step) for step in range(6)]

    assert run() == run()
