"""P5: static masks are constant before anything sees the picture."""

import numpy as np
import pytest

from cameras.frame import CameraId, Frame
from privacy.static_mask import COLOUR, static_mask

SQUARE = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]


def frame(seed: int = 1, size: tuple[int, int] = (100, 200)) -> Frame:
    image = np.random.default_rng(seed).integers(1, 256, (*size, 3)).astype(np.uint8)
    return Frame(CameraId("cam1"), image, 1, 2.0, 3.0, 0.5)


@pytest.mark.parametrize("size", [(100, 200), (720, 1280), (357, 641)])
def test_the_pixels_inside_are_constant_whatever_was_there(size):
    height, width = size
    for seed in range(3):
        image = static_mask(frame(seed, size), [SQUARE]).image
        inside = image[height // 4 : -(-height * 3 // 4), width // 4 : -(-width * 3 // 4)]
        assert (inside == COLOUR).all()


def test_the_rest_stays():
    before = frame()
    after = static_mask(before, [SQUARE])
    assert (after.image[:20] == before.image[:20]).all()
    assert (after.image[:, :45] == before.image[:, :45]).all()
    assert (after.camera, after.captured_us, after.monotonic, after.pts, after.uncertainty_s) == (
        "cam1",
        1,
        2.0,
        3.0,
        0.5,
    )


def test_the_input_is_not_modified():
    before = frame()
    copy = before.image.copy()
    after = static_mask(before, [SQUARE])
    assert (before.image == copy).all() and after.image is not before.image
    assert static_mask(before, []).image is not before.image


def test_a_read_only_picture_can_be_masked():
    before = frame()
    before.image.setflags(write=False)
    assert (static_mask(before, [SQUARE]).image[50, 100] == COLOUR).all()


def test_several_masks_and_one_to_the_edges():
    whole = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert (static_mask(frame(), [SQUARE, whole]).image == 0).all()


@pytest.mark.parametrize(
    "polygon",
    [
        [],
        [(0.1, 0.1), (0.2, 0.2)],
        [(0.1, 0.1), (0.2, 0.2), (np.nan, 0.3)],
        [(0.0, 0.0), (200.0, 0.0), (200.0, 90.0)],
        [(-0.1, 0.0), (0.5, 0.0), (0.5, 0.5)],
    ],
    ids=["empty", "line", "nan", "pixels", "outside"],
)
def test_a_mask_that_is_none_is_refused(polygon):
    with pytest.raises(ValueError, match="mask"):
        static_mask(frame(), [polygon])
