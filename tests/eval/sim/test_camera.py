"""Projection and polygons."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sim.camera import Camera, area, clip_to_frame

CAMERA = Camera("c", (3.0, 2.6, 0.2), (2.0, 0.6, 4.0), 70.0, (640, 360))
metres = st.floats(-20, 20)


def test_the_target_is_in_the_middle() -> None:
    pixels, depth = CAMERA.project([CAMERA.target])
    assert pixels[0] == pytest.approx((320, 180))
    assert depth[0] == pytest.approx(np.linalg.norm(np.subtract(CAMERA.target, CAMERA.eye)))


def test_the_angle_of_view_spans_the_width() -> None:
    level = Camera("c", (0, 0, 0), (0, 0, -1), 90.0, (640, 360))
    pixels, _ = level.project([(-1, 0, -1), (1, 0, -1)])
    assert pixels[:, 0] == pytest.approx((0, 640))


def test_higher_is_higher_in_the_frame_and_pixels_are_square() -> None:
    level = Camera("c", (0, 1, 0), (0, 1, -5), 60.0, (640, 360))
    pixels, _ = level.project([(0, 1, -5), (0, 2, -5), (1, 1, -5)])
    up, right = pixels[0] - pixels[1], pixels[2] - pixels[0]
    assert up[1] > 0
    assert up[1] == pytest.approx(right[0])


def test_widened_sees_the_same_smaller() -> None:
    point = np.array([2.5, 1.0, 3.0, 1.0])
    usual, wide = CAMERA.matrix() @ point, CAMERA.matrix(2.0) @ point
    assert wide[:2] / wide[3] == pytest.approx(usual[:2] / usual[3] / 2)


@given(st.lists(st.tuples(metres, st.floats(0, 3), metres), min_size=1, max_size=12))
def test_outlines_stay_in_the_frame(points: list[tuple[float, float, float]]) -> None:
    outline = CAMERA.outline(points)
    assert outline.shape[1] == 2
    if len(outline):
        assert outline.min() >= -1e-6
        assert (outline <= np.array(CAMERA.size) + 1e-6).all()


def test_what_lies_behind_has_no_outline() -> None:
    assert len(CAMERA.outline([(3, 1, -3), (4, 1, -3), (3, 2, -3)])) == 0


def test_clipping_keeps_what_is_inside_and_cuts_the_rest() -> None:
    square = np.array([(-10.0, -10), (10, -10), (10, 10), (-10, 10)])
    assert area(clip_to_frame(square, (640, 360))) == pytest.approx(100)
    assert area(clip_to_frame(square + 50, (640, 360))) == pytest.approx(400)
    assert len(clip_to_frame(square - 50, (640, 360))) == 0


@given(
    st.tuples(st.floats(-9, 9), st.floats(-3, 3), st.floats(-9, 9)),
    st.floats(0.1, 2.0),
    st.sampled_from([(0.0, 0.0), (-0.2, 0.02), (0.1, 0.0)]),
)
def test_what_is_in_the_frame_may_be_seen(
    point: tuple[float, float, float], radius: float, distortion: tuple[float, float]
) -> None:
    camera = Camera("cam", (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 80.0, (640, 360), distortion)
    centre = np.array(point)
    turns = np.linspace(0, 2 * np.pi, 12)
    around = centre + 0.99 * radius * np.stack([np.cos(turns), np.sin(turns), 0 * turns], axis=1)
    pixels, depths = camera.project(around)
    inside = (depths > 0.05) & (pixels > 0).all(axis=1) & (pixels < camera.size).all(axis=1)
    assert camera.may_see(centre, radius) or not inside.any()


def test_what_is_behind_or_far_beside_is_not_seen() -> None:
    camera = Camera("cam", (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 80.0, (640, 360))
    assert not camera.may_see((0, 0, -3), 1.0)
    assert not camera.may_see((9, 0, 3), 1.0)
    assert camera.may_see((3, 0, 3), 1.0)


BENT = st.sampled_from([(-0.25, 0.05), (-0.1, 0.0), (0.15, 0.0), (0.3, -0.05)])


def bent(distortion: tuple[float, float], fov: float = 80.0) -> Camera:
    return Camera("cam", (0.0, 0.0, 0.0), (0.0, 0.0, -1.0), fov, (640, 360), distortion)


@given(BENT, st.floats(0.05, 1.0))
def test_barrels_draw_in_and_pincushions_push_out(
    distortion: tuple[float, float], across: float
) -> None:
    point = [(0.7 * across, 0.3 * across, -1.0)]
    (curved,), (straight,) = (
        bent(lens).project(point)[0] - (320, 180) for lens in (distortion, (0.0, 0.0))
    )
    further = np.linalg.norm(curved) > np.linalg.norm(straight)
    assert further == (distortion[0] > 0)
    assert curved[0] * straight[1] == pytest.approx(curved[1] * straight[0], abs=1e-6)


@pytest.mark.parametrize("distortion", [(-0.25, 0.05), (0.15, 0.0)])
def test_the_lens_map_leads_to_where_the_straight_camera_sees_the_same(
    distortion: tuple[float, float],
) -> None:
    camera = bent(distortion)
    columns, rows = camera.lens_map()
    points = np.array([(0.4, 0.2, -1.0), (-0.6, -0.3, -1.0), (0.0, 0.35, -1.0)])
    straight, _ = camera.ideal().project(points)
    for (x, y), expected in zip(camera.project(points)[0].astype(int), straight, strict=True):
        # the map is of the pixel's middle, as cv2.remap has it
        assert (columns[y, x] + 0.5, rows[y, x] + 0.5) == pytest.approx(expected, abs=1.5)


@pytest.mark.parametrize("distortion", [(-0.25, 0.05), (0.15, 0.0)])
def test_the_straight_picture_holds_all_that_the_bent_one_shows(
    distortion: tuple[float, float],
) -> None:
    camera = bent(distortion)
    (wide, high), (columns, rows) = camera.ideal().size, camera.lens_map()
    assert columns.min() >= -0.5 and columns.max() <= wide - 0.5
    assert rows.min() >= -0.5 and rows.max() <= high - 0.5


@pytest.mark.parametrize(
    ("distortion", "fov", "said"),
    [((-0.6, 0.0), 80.0, "folds"), ((0.2, -0.5), 95.0, "folds"), ((-0.1, 0.004), 140.0, "")],
)
def test_lenses_that_cannot_be_drawn_are_refused_with_their_numbers(
    distortion: tuple[float, float], fov: float, said: str
) -> None:
    with pytest.raises(ValueError, match=f"{distortion[0]}.*{said}"):
        bent(distortion, fov)
