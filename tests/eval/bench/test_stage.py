"""The floor that is measured: as many cameras and seats as asked for, out of few clips."""

from itertools import islice
from pathlib import Path

import pytest

from api.site.faults import SiteFaults
from api.site.load import Site, load_site
from cameras.errors import MissingSource, WrongSize
from cameras.frame import CameraId, Frame
from eval.bench.our_side import ticks
from eval.bench.stage import APART_S, Size, clips_of, set_stage


def test_only_cameras_with_seats_are_clips(site: Site) -> None:
    left, right = clips_of(site)
    assert (left.picture, left.fps, len(left.seats)) == ((320, 180), pytest.approx(8), 2)
    assert (right.picture, right.fps, len(right.seats)) == ((160, 90), pytest.approx(4), 1)
    assert (left.every, right.every) == (4, 2)


def test_as_in_the_clips_where_nothing_is_asked(site: Site, tmp_path: Path) -> None:
    stage = set_stage([site], clips_of(site), Size(), tmp_path)
    cameras = stage.site.settings.cameras
    assert [camera.size for camera in cameras] == [(320, 180), (160, 90)]
    assert stage.site.settings.seats[0].seat == site.settings.seats[0].seat
    assert {camera.fps for camera in cameras} == {2.0}


def test_clips_are_repeated_with_other_offsets_and_scaled(site: Site, tmp_path: Path) -> None:
    stage = set_stage([site], clips_of(site), Size(5, (640, 360), 4), tmp_path)
    settings = stage.site.settings
    assert [camera.size for camera in settings.cameras] == [(640, 360)] * 5
    assert [stage.offsets_s[CameraId(camera.id)] for camera in settings.cameras] == [
        *(0, 0, APART_S, APART_S, 2 * APART_S)
    ]
    for camera in settings.cameras:
        seats = [seat for seat in settings.seats if seat.camera == camera.id]
        assert len(seats) == 4
        assert all(0 <= x <= 640 and 0 <= y <= 360 for seat in seats for x, y in seat.seat)
    first = next(seat for seat in settings.seats if seat.camera == "cam1")
    assert first.seat == tuple((2 * x, 2 * y) for x, y in site.settings.seats[0].seat)


def test_its_cameras_show_pictures_of_the_size_for_longer_than_the_clips(
    site: Site, tmp_path: Path
) -> None:
    stage = set_stage([site], clips_of(site), Size(3, (640, 360), None), tmp_path)
    shown = list(islice(ticks(stage), 12))  # six seconds of clips of three
    assert [tick.time_us for tick in shown] == [500_000 * number for number in range(12)]
    for tick in shown:
        assert len(tick.views) == 3
        assert all(
            isinstance(view, Frame) and view.image.shape == (360, 640, 3) for view in tick.views
        )


def test_the_first_settings_hold_for_all(site: Site, tmp_path: Path) -> None:
    path = site.path
    path.write_text(path.read_text() + "vision: {threads: 1, input: 320}\n")
    stage = set_stage([load_site(path)], clips_of(site), Size(), tmp_path)
    assert stage.site.settings.vision.threads == 1
    assert stage.site.settings.vision.input == 320


def test_a_size_of_another_shape_is_refused_with_one_that_fits(site: Site, tmp_path: Path) -> None:
    with pytest.raises(WrongSize, match=r"320x180.*--size 640x640.*such as 320x180 or 640x360"):
        set_stage([site], clips_of(site), Size(2, (640, 640), None), tmp_path)


def test_a_clip_that_is_not_there_is_named(site: Site) -> None:
    (site.folder / "right.mp4").unlink()
    with pytest.raises(MissingSource, match=r"right\.mp4: there is no such file"):
        clips_of(site)


def test_live_cameras_cannot_be_measured_with(site: Site) -> None:
    path = site.path
    path.write_text(path.read_text().replace("source: left.mp4", "source: device:0"))
    with pytest.raises(SiteFaults, match=r"cameras\[0\]\.source.*live source"):
        clips_of(load_site(path))
