"""Only a picture in which nobody could see a seat is refused."""

import time
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.camera_specs import camera
from support.videos import numbered_image

from cameras.blocks import blockiness
from cameras.decode import open_pictures
from cameras.frame import Image
from cameras.quality import Quality, judge_frame, quality_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SIZE = (1280, 720)


def noise(level: float, spread: float = 3.0) -> Image:
    random = np.random.default_rng(1)
    image = random.normal(level, spread, (SIZE[1], SIZE[0], 3))
    return np.clip(image, 0, 255).astype(np.uint8)


def texture() -> Image:
    """A natural picture's kind of unevenness, at all scales."""
    random = np.random.default_rng(2)
    image = np.zeros((SIZE[1], SIZE[0], 3))
    for cells in (4, 16, 64, 256):
        grain = random.normal(0, 30, (cells, cells, 3))
        image += cv2.resize(grain, SIZE, interpolation=cv2.INTER_CUBIC)
    return np.clip(image + random.normal(110, 4, image.shape), 0, 255).astype(np.uint8)


def test_a_textured_and_a_drawn_picture_are_good() -> None:
    assert judge_frame(texture()) is None
    assert judge_frame(numbered_image(5, SIZE)) is None
    assert judge_frame(numbered_image(5, (64, 36))) is None


@pytest.mark.parametrize("level", [0, 5, 16])
def test_no_light_is_black(level: int) -> None:
    assert judge_frame(noise(level, 2.0)) == "black"


def test_a_dim_room_is_not_black() -> None:
    assert judge_frame((texture() // 3).astype(np.uint8)) is None


def test_too_much_light_is_overexposed() -> None:
    assert judge_frame(noise(252)) == "overexposed"


@pytest.mark.parametrize("level", [60, 128, 200])
def test_a_covered_lens_is_flat(level: int) -> None:
    assert judge_frame(noise(level)) == "flat"
    assert judge_frame(np.full((SIZE[1], SIZE[0], 3), level, np.uint8)) == "flat"


def test_a_soft_shade_without_an_edge_is_flat() -> None:
    shade = np.linspace(40, 200, SIZE[0])[None, :, None] * np.ones((SIZE[1], 1, 3))
    assert judge_frame(shade.astype(np.uint8)) == "flat"


@pytest.mark.parametrize("part", [0.5, 0.7])
def test_rows_that_repeat_downwards_are_a_smear(part: float) -> None:
    image = texture()
    first = int(SIZE[1] * (1 - part))
    image[first:] = image[first]
    assert judge_frame(image) == "smeared"


def test_the_decoders_grey_is_a_smear() -> None:
    image = texture()
    image[SIZE[1] // 2 :] = 130
    assert judge_frame(image) == "smeared"


def test_a_drawn_scene_with_flat_walls_and_stripes_is_no_smear() -> None:
    image = np.full((SIZE[1], SIZE[0], 3), (200, 205, 210), np.uint8)
    for x in range(0, SIZE[0], 160):
        image[:, x : x + 40] = (90, 60, 40)
    image[600:] = (70, 80, 90)
    assert judge_frame(image) is None


def jpeg(image: Image, quality: int) -> Image:
    _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.asarray(decoded, np.uint8)


def test_squares_that_can_be_seen_are_poor_and_a_mosaic_is_unfit() -> None:
    smooth = cv2.GaussianBlur(texture(), (0, 0), 4).astype(np.uint8)
    assert quality_of(jpeg(smooth, 90)) == Quality()
    assert quality_of(jpeg(smooth, 25)) == Quality(poor="compressed")
    assert quality_of(jpeg(smooth, 3)) == Quality(unfit="compressed")


def test_drawn_edges_at_multiples_of_eight_are_no_squares() -> None:
    image = np.full((SIZE[1], SIZE[0], 3), (200, 205, 210), np.uint8)
    for x in range(0, SIZE[0], 64):
        image[:, x : x + 32] = (90, 60, 40)
    assert blockiness(image) == 1.0


def test_steps_too_low_to_see_are_no_squares() -> None:
    image = np.full((SIZE[1], SIZE[0], 3), 120, np.uint8)
    image[:, (np.arange(SIZE[0]) // 8) % 2 == 0] += 1
    assert blockiness(image) == 1.0


def test_real_pictures_are_good() -> None:
    paths = sorted(SHARED.rglob("*.jpg"))
    if not paths:
        pytest.skip("no shared/data here")
    for path in paths:
        image = cv2.imread(str(path))
        assert image is not None
        assert judge_frame(np.asarray(image, np.uint8)) is None, path


def test_real_footage_is_good() -> None:
    paths = [*sorted(SHARED.rglob("*.mp4")), *sorted(SHARED.rglob("*.gif"))]
    if not paths:
        pytest.skip("no shared/data here")
    for path in paths:
        for number, picture in enumerate(islice(open_pictures(camera(path)), 400)):
            if number % 20 == 0:
                assert judge_frame(picture.to_bgr()) is None, (path, number)


def test_it_costs_next_to_nothing() -> None:
    image = cv2.resize(texture(), (1920, 1080)).astype(np.uint8)
    quickest = 1.0
    for _ in range(50):
        began = time.perf_counter()
        judge_frame(image)
        quickest = min(quickest, time.perf_counter() - began)
    assert quickest < 0.01  # about 0.7 ms on one core; the rest is for busy machines
