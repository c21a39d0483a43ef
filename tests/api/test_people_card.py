"""What a camera shows of people reaches the board in numbers, and in nothing else."""

from collections.abc import Sequence

import numpy as np

from api.board import PeopleCard
from api.pipeline import FloorPipeline, people_card
from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.roster import Roster
from floor.time import SECOND
from privacy.keys import DerivedKeys
from vision.detections import Detections
from vision.detector import PERSON
from vision.scene import NOT_SEEN, Scene

START = 1_772_413_200 * SECOND
CAMERA = CameraId("cam1")
TOGETHER = ((0.5, 0.5, 0.55, 0.9), (0.6, 0.5, 0.65, 0.9), (0.7, 0.5, 0.75, 0.9))


class ThreeStand:
    """A detector that always finds the same three people, who stand together."""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        boxes = np.array(TOGETHER, np.float32)
        scores, classes = np.full(3, 0.9, np.float32), np.full(3, PERSON, np.int64)
        return [Detections(boxes, scores, classes) for _ in images]


def test_people_of_a_camera_are_on_its_card_until_it_is_blind(site_of) -> None:
    keys = DerivedKeys(b"test")
    pipeline = FloorPipeline(
        site_of(("A", "cam1", 10, 10)), ThreeStand(), Roster([]), keys, show_pictures=False
    )
    image = np.full((200, 400, 3), 90, np.uint8)
    shown = []
    for step in range(13):
        now = START + step * SECOND // 2
        tick = Tick(now, (Frame(CAMERA, image, now, step / 2, step / 2),))
        shown.append(pipeline.step(tick, {}).snapshot.cameras[0].people)
    assert shown[0] == PeopleCard(3, 3, ())  # who has just come together may be passing
    assert shown[-1] == PeopleCard(3, 3, (3,))
    blind = pipeline.step(Tick(START + 7 * SECOND, (Blind(CAMERA, "stale"),)), {})
    assert blind.snapshot.cameras[0].people is None


def test_a_card_has_sizes_of_groups_and_no_numbers_of_people() -> None:
    scene = Scene(9, on_feet=(31, 32, 33, 34, 41, 42, 43), groups=((41, 42, 43), (31, 32, 33, 34)))
    assert people_card(scene) == PeopleCard(9, 7, (4, 3))
    assert people_card(NOT_SEEN) is None
