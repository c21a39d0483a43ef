"""Pictures of all sizes share one input shape, and points come back from it unharmed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.letterbox import PAD, input_shape, letterbox_batch, place
from vision.yolo import _normalise

sides = st.integers(32, 4096)


@given(width=sides, height=sides)
def test_a_picture_fills_its_letterbox_in_one_direction_and_never_leaves_it(
    width: int, height: int
) -> None:
    at = place((width, height), (384, 640))
    assert at.left >= 0 and at.left + at.width <= 640
    assert at.top >= 0 and at.top + at.height <= 384
    assert at.width >= 639 or at.height >= 383


def test_a_site_of_wide_cameras_gets_a_wide_input() -> None:
    assert input_shape([(1280, 720), (640, 360)]) == (384, 640)
    assert input_shape([(1280, 720), (640, 480)]) == (480, 640)
    assert input_shape([(720, 1280)]) == (640, 384)


def test_a_site_without_cameras_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one camera"):
        input_shape([])


def test_the_picture_is_rgb_in_0_to_1_with_grey_around_it() -> None:
    blue = np.zeros((100, 100, 3), np.uint8)
    blue[:] = (255, 0, 0)  # BGR
    batch, (at,) = letterbox_batch([blue], (64, 128))
    assert batch.shape == (1, 3, 64, 128)
    assert batch[0, :, 32, 64].tolist() == [0.0, 0.0, 1.0]
    assert batch[0, :, 32, 0].tolist() == pytest.approx([PAD / 255] * 3)
    corners = np.array([[at.left, at.top], [at.left + at.width, at.top + at.height]], np.float32)
    assert _normalise(corners, at).tolist() == [[0.0, 0.0], [1.0, 1.0]]
