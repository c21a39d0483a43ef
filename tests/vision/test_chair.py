"""Where boxes alone say of a free chair whether it is at home."""

import numpy as np
import pytest

from cameras.frame import CameraId
from floor.layout import SeatId
from floor.observation import Chair
from vision.chair import free_chair
from vision.detections import Detections
from vision.detector import CHAIR, PERSON
from vision.seat_region import Polygon, SeatRegion

SEAT = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.9), (0.2, 0.9))
HOME = ((0.4, 0.3), (0.6, 0.3), (0.6, 0.6), (0.4, 0.6))
AT_HOME, LEFT_OUT = (0.41, 0.31, 0.61, 0.6), (0.55, 0.5, 0.75, 0.8)


def seen(
    box: tuple[float, float, float, float],
    home: Polygon | None = HOME,
    score: float = 0.9,
    kind: int = CHAIR,
) -> Chair:
    region = SeatRegion.of(SeatId("A-01"), CameraId("cam1"), SEAT, 1.0, chair_home=home)
    found = Detections(
        np.array([box], np.float32), np.array([score], np.float32), np.array([kind], np.int64)
    )
    return free_chair(region, found)


def test_a_chair_on_its_home_is_in_and_one_beside_it_is_out() -> None:
    assert seen(AT_HOME) is Chair.IN
    assert seen(LEFT_OUT) is Chair.OUT


@pytest.mark.parametrize(
    ("what", "chair"),
    [
        ("no home is drawn", seen(AT_HOME, home=None)),
        ("the box is unsure", seen(LEFT_OUT, score=0.2)),
        ("it is no chair", seen(LEFT_OUT, kind=PERSON)),
        ("it is another seat's chair", seen((0.85, 0.3, 0.99, 0.6))),
    ],
)
def test_else_nobody_knows(what: str, chair: Chair) -> None:
    assert chair is Chair.UNKNOWN, what
