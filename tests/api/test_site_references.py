"""The site's pictures of the tidy floor become a reference of each seat, static masks included."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from api.site.faults import SiteFaults
from api.site.load import load_site
from api.site.references import seat_rects, seat_references
from floor.layout import SeatId
from floor.time import Instant

SITE = """\
version: 1
site: {{name: Test}}
cameras:
  - id: cam1
    source: "rtsp://10.0.0.1/"
    size: [640, 360]
    masks: [{{name: screen, polygon: [[100, 100], [140, 100], [140, 140], [100, 140]]}}]
    reference: {reference}
  - {{id: cam2, source: "rtsp://10.0.0.2/", size: [640, 360]}}
seats:
  - {{id: A-01, camera: cam1, seat: [[100, 50], [150, 50], [150, 130], [100, 130]]}}
  - {{id: A-02, camera: cam1, seat: [[1, 1], [8, 1], [8, 8]]}}
  - {{id: B-01, camera: cam2, seat: [[100, 50], [150, 50], [150, 130], [100, 130]]}}
"""
A, TINY, B = SeatId("A-01"), SeatId("A-02"), SeatId("B-01")


def site(folder: Path, reference: str):
    path = folder / "floor.yaml"
    path.write_text(SITE.format(reference=reference), "utf-8")
    return load_site(path)


def picture(folder: Path, name: str, level: int, size: tuple[int, int] = (640, 360)) -> None:
    cv2.imwrite(str(folder / name), np.full((size[1], size[0], 3), level, np.uint8))


def test_each_seat_has_its_crop_in_every_light(tmp_path: Path) -> None:
    picture(tmp_path, "day.png", 200)
    picture(tmp_path, "night.png", 60, (1280, 720))
    loaded = site(tmp_path, "[day.png, night.png]")
    references = seat_references(loaded)
    left, top, right, bottom = seat_rects(loaded, "cam1")[A]
    for level in (200, 60):
        crop = np.full((bottom - top, right - left, 3), level, np.uint8)
        best = references.best(A, crop, Instant(level * 1_000_000))
        assert best is not None
        assert best.shape == crop.shape
        assert np.median(best) == level


def test_what_a_static_mask_covers_is_covered_in_the_reference(tmp_path: Path) -> None:
    picture(tmp_path, "day.png", 200)
    loaded = site(tmp_path, "day.png")
    left, top, _, _ = seat_rects(loaded, "cam1")[A]
    (reference,) = seat_references(loaded).of(A)
    assert (reference.crop[120 - top, 120 - left] == 0).all()


def test_seats_that_are_too_small_and_cameras_without_pictures_have_none(tmp_path: Path) -> None:
    picture(tmp_path, "day.png", 200)
    references = seat_references(site(tmp_path, "day.png"))
    assert list(references) == [A]
    assert references.of(B) == references.of(TINY) == ()


def test_a_site_without_pictures_has_no_references(tmp_path: Path) -> None:
    assert list(seat_references(site(tmp_path, "[]"))) == []


def test_all_pictures_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    picture(tmp_path, "tall.png", 200, (360, 640))
    with pytest.raises(SiteFaults) as caught:
        seat_references(site(tmp_path, "[gone.png, tall.png]"))
    one, other = caught.value.faults
    assert (one.line, one.field) == (8, "cameras[0].reference[0]")
    assert "360x640" in other.message
