"""A chair that was moved takes its edges with it; light, noise and a touched camera do not."""

import cv2
import numpy as np
import pytest
from support.desk_scene import SHAPE, desk_scene

from cameras.frame import CameraId, Image
from floor.layout import SeatId
from floor.observation import Chair
from vision.chair_home import chair_at_home, found_again, place_of
from vision.detections import Detections
from vision.detector import PERSON
from vision.seat_region import Polygon, SeatRegion

HEIGHT, WIDTH = SHAPE
WHOLE = (0, 0, WIDTH, HEIGHT)
SEAT = ((0.2, 0.2), (0.9, 0.2), (0.9, 0.9), (0.2, 0.9))
HOME, AWAY = (70, 90), (110, 130)


def with_chair(at: tuple[int, int] | None, light: float = 1.0, noise: int = 0) -> Image:
    """The seat with a chair, back and pan, whose middle is at so many pixels right and down."""
    scene = desk_scene(things=0)
    if at is not None:
        x, y = at
        cv2.rectangle(scene, (x - 25, y - 40), (x + 25, y), (40, 35, 30), -1)
        cv2.ellipse(scene, (x, y + 12), (32, 14), 0, 0, 360, (90, 80, 120), -1)
        cv2.line(scene, (x, y + 20), (x - 14, y + 45), (200, 200, 200), 3)
    grain = np.random.default_rng(noise).integers(-5, 6, (HEIGHT, WIDTH, 1)) if noise else 0
    return np.clip(scene * light + grain, 0, 255).astype(np.uint8)


def region(outline: Polygon = SEAT, desk: Polygon | None = None) -> SeatRegion:
    return SeatRegion.of(SeatId("A-01"), CameraId("cam1"), outline, WIDTH / HEIGHT, desk=desk)


def people(*boxes: tuple[float, float, float, float], score: float = 0.9) -> Detections:
    n = len(boxes)
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4),
        np.full(n, score, np.float32),
        np.full(n, PERSON, np.int64),
    )


def chair(image: Image, found: Detections | None = None, reference: Image | None = None) -> Chair:
    tidy = with_chair(HOME) if reference is None else reference
    return chair_at_home(region(), WHOLE, tidy, image, found or people())


@pytest.mark.parametrize("light", [0.4, 1.0, 1.5])
@pytest.mark.parametrize("noise", [0, 1])
def test_a_chair_at_home_is_in_whatever_the_light(light: float, noise: int) -> None:
    assert chair(with_chair(HOME, light, noise)) is Chair.IN


def test_a_chair_that_is_a_pixel_or_two_off_is_in() -> None:
    assert chair(with_chair((HOME[0] + 2, HOME[1] - 1))) is Chair.IN


@pytest.mark.parametrize("at", [AWAY, (150, 60), None])
def test_a_chair_that_was_moved_or_taken_away_is_out(at: tuple[int, int] | None) -> None:
    assert chair(with_chair(at, noise=1)) is Chair.OUT


def test_a_coarser_picture_of_the_same_camera_shows_the_same_chair() -> None:
    small = cv2.resize(with_chair(HOME, noise=1), (WIDTH // 2, HEIGHT // 2))
    coarse = cv2.resize(small, (WIDTH, HEIGHT)).astype(np.uint8)
    assert chair(coarse) is Chair.IN


def test_behind_people_nobody_knows_where_the_chair_is() -> None:
    in_front = (0.1, 0.0, 1.0, 1.0)
    assert chair(with_chair(AWAY), people(in_front)) is Chair.UNKNOWN
    assert chair(with_chair(AWAY), people(in_front, score=0.2)) is Chair.OUT


def test_somebody_at_the_edge_of_the_seat_is_looked_past() -> None:
    standing = with_chair(HOME)
    standing[:, 135:] = 20
    beside = (0.72, 0.0, 1.0, 1.0)
    assert chair(standing, people(beside)) is Chair.IN


def test_a_reference_without_edges_says_nothing() -> None:
    assert chair(with_chair(HOME), reference=with_chair(None)) is Chair.UNKNOWN


def test_what_stands_on_the_desk_does_not_move_the_chair() -> None:
    desk = ((0.0, 0.7), (1.0, 0.7), (1.0, 1.0), (0.0, 1.0))
    place = place_of(region(desk=desk), WHOLE, (HEIGHT, WIDTH, 3))
    tidy, cluttered = with_chair(HOME), with_chair(HOME)
    tidy[170:190, 60:140] = 255
    found = found_again(tidy, cluttered, place)
    assert found is not None and found > 0.9


def test_the_place_of_a_seat_lies_where_its_crop_was_cut() -> None:
    rect = (40, 50, 160, 200)
    place = place_of(region(), rect, (HEIGHT, WIDTH, 3))
    assert place.shape == (150, 120)
    whole = place_of(region(), WHOLE, (HEIGHT, WIDTH, 3))
    assert (place == whole[50:200, 40:160]).all()
