"""What cameras should see is known by the site's pictures of the empty floor."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from support.room import noisy, room

from api.site.faults import SiteFaults
from api.site.load import Site, load_site
from api.site.views import site_views
from cameras.frame import CameraId
from cameras.sketch import rows_of, sketched
from cameras.view import Moved, Same, view_of

SITE = """\
version: 1
site: {{name: Test}}
cameras:
  - {{id: cam1, source: "rtsp://10.0.0.1/", size: [640, 360], reference: {reference}}}
  - {{id: cam2, source: "rtsp://10.0.0.2/", size: [640, 360]}}
seats:
  - {{id: A-01, camera: cam1, seat: [[100, 50], [150, 50], [150, 130], [100, 130]]}}
"""


def site(folder: Path, reference: str) -> Site:
    path = folder / "floor.yaml"
    path.write_text(SITE.format(reference=reference), "utf-8")
    return load_site(path)


def test_a_camera_is_known_by_each_of_its_pictures(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "day.png"), room())
    cv2.imwrite(str(tmp_path / "large.png"), cv2.resize(room(), (1280, 720)))
    views = site_views(site(tmp_path, "[day.png, large.png]"))
    assert list(views) == [CameraId("cam1")]
    rows = rows_of((640, 360))
    for view in views[CameraId("cam1")]:
        assert isinstance(view_of(view, sketched(noisy(room(), 1), rows)), Same)
        assert view_of(view, sketched(room(2), rows)) == Moved()


def test_a_picture_without_anything_in_it_is_left_out(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "wall.png"), np.full((360, 640, 3), 120, np.uint8))
    assert site_views(site(tmp_path, "[wall.png]")) == {}


def test_a_picture_that_is_not_there_is_a_fault_of_the_site_file(tmp_path: Path) -> None:
    with pytest.raises(SiteFaults, match=r"gone\.png"):
        site_views(site(tmp_path, "[gone.png]"))
