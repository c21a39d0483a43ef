"""A smaller picture shows the mean of what each of its pixels covers."""

import cv2
import numpy as np
import pytest
from support.desk_scene import desk_scene

from cameras.frame import Image
from vision.shrink import halved, shrunk


def scene(height: int, width: int) -> Image:
    """A seat's edges and surfaces with a sensor's grain, in any size."""
    picture = cv2.resize(desk_scene(), (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(3).integers(-6, 7, picture.shape)
    grainy: Image = np.clip(picture.astype(int) + grain, 0, 255).astype(np.uint8)
    return grainy


@pytest.mark.parametrize("shape", [(460, 424), (249, 279), (385, 381), (150, 900), (1500, 1300)])
@pytest.mark.parametrize("side", [24, 144])
def test_it_is_nearly_the_mean_over_areas(shape: tuple[int, int], side: int) -> None:
    picture = scene(*shape)
    mean = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
    apart = np.abs(shrunk(picture, (side, side)).astype(int) - mean)
    assert apart.mean() < 1.5
    nearest = cv2.resize(picture, (side, side), interpolation=cv2.INTER_NEAREST)
    assert apart.mean() < 0.4 * np.abs(nearest.astype(int) - mean).mean()


def test_the_half_and_the_quarter_are_the_mean_itself_but_for_rounding() -> None:
    picture = scene(288, 576)
    for size in ((288, 144), (144, 72)):
        mean = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        assert np.abs(shrunk(picture, size).astype(int) - mean).max() <= 1


@pytest.mark.parametrize("shape", [(40, 50), (30, 700), (1, 1), (144, 144)])
def test_what_is_smaller_is_stretched(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), (10, 20, 30), np.uint8)
    square = shrunk(picture, (144, 144))
    assert square.shape == (144, 144, 3)
    assert (square == (10, 20, 30)).all()


def test_the_same_size_is_the_same_picture() -> None:
    picture = scene(144, 144)
    assert (shrunk(picture, (144, 144)) == picture).all()


def test_grey_pictures_stay_grey_pictures() -> None:
    assert shrunk(scene(300, 200)[:, :, 0], (32, 24)).shape == (24, 32)


def test_an_odd_row_is_left_out_of_a_half() -> None:
    picture = np.zeros((5, 4, 3), np.uint8)
    picture[:2], picture[2:4], picture[4] = 10, 20, 99
    assert halved(picture)[:, :, 0].tolist() == [[10, 10], [20, 20]]
