"""Clips that never end, each camera from another second on."""

from itertools import islice
from pathlib import Path

from support.videos import make_video, number_of

from cameras.frame import CameraId
from cameras.spec import CameraSpec, SourceUrl
from eval.bench.endless import EndlessClips

NAME = CameraId("cam1")


def spec_of(path: Path, size: tuple[int, int] = (160, 90)) -> CameraSpec:
    return CameraSpec(NAME, SourceUrl(str(path)), size, 2.0)


def test_after_the_last_picture_comes_the_first_and_time_goes_on(tmp_path: Path) -> None:
    spec = spec_of(make_video(tmp_path / "clip.mp4", frames=4, fps=2))
    pictures = list(islice(EndlessClips({NAME: 0.0})(spec), 10))
    assert [number_of(picture.to_bgr()) for picture in pictures] == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]
    assert [picture.pts for picture in pictures] == [number / 2 for number in range(10)]


def test_a_camera_begins_at_its_offset_even_beyond_the_end(tmp_path: Path) -> None:
    spec = spec_of(make_video(tmp_path / "clip.mp4", frames=4, fps=2))
    (picture,) = islice(EndlessClips({NAME: 2.5})(spec), 1)
    assert number_of(picture.to_bgr()) == 1


def test_pictures_are_scaled_to_the_cameras_size(tmp_path: Path) -> None:
    spec = spec_of(make_video(tmp_path / "clip.mp4", frames=4, fps=2), (320, 180))
    (picture,) = islice(EndlessClips({NAME: 0.0})(spec), 1)
    assert picture.size == (320, 180)
    assert picture.to_bgr().shape == (180, 320, 3)
