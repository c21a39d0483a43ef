"""A camera's address never shows how to log in."""

import pickle
from pathlib import Path

import pytest

from cameras.spec import CameraSpec, SourceKind, SourceUrl, resolve_source, same_shape

SECRET = "s3cret"


@pytest.mark.parametrize(
    "address",
    [
        f"rtsp://admin:{SECRET}@10.0.0.7:554/cam",
        f"RTSP://admin:{SECRET}@10.0.0.7/cam",
        f"rtsp://admin:p@ss/w?{SECRET}#x@10.0.0.7/cam",
        f"rtsp://{SECRET}@10.0.0.7/cam",
        f"http://10.0.0.7/video?user=admin&pwd={SECRET}",
        f"http://10.0.0.7/video?k={SECRET}&channel=1",
        f"http://10.0.0.7/video?{SECRET}",
        f"rtsp://10.0.0.7/user=admin&password={SECRET}&channel=1&stream=0.sdp",
        f"rtsp://10.0.0.7/user=admin_password={SECRET}_channel=1_stream=0.sdp",
        f"https://10.0.0.7/video#token={SECRET}",
        f"admin:{SECRET}@10.0.0.7/cam",
    ],
)
def test_no_credentials_are_shown(address: str) -> None:
    source = SourceUrl(address)
    spec = CameraSpec("c", source, (1, 1), 1)  # type: ignore[arg-type]

    for shown in (str(source), repr(source), f"{source}", repr(spec), repr([source])):
        assert SECRET not in shown
        assert "10.0.0.7" in shown, "the camera can still be told from others"
    assert source.reveal() == address


def test_what_says_which_picture_is_shown() -> None:
    source = SourceUrl(f"rtsp://a:{SECRET}@10.0.0.7:554/cam?channel=2&subtype=1&x={SECRET}")
    assert str(source) == "rtsp://***@10.0.0.7:554/cam?channel=2&subtype=1&x=***"


def test_an_unknown_scheme_is_refused_without_showing_the_login() -> None:
    with pytest.raises(ValueError, match="ftp:// is not supported") as refused:
        SourceUrl(f"ftp://admin:{SECRET}@10.0.0.7/cam")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("address", ["", "  ", "device:", "device:x", "device:-1", "device:²"])
def test_nonsense_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        SourceUrl(address)


def test_kinds(tmp_path: Path) -> None:
    assert SourceUrl("rtsps://h/x").kind is SourceKind.STREAM
    assert SourceUrl("http://h/x").kind is SourceKind.STREAM
    assert SourceUrl("device:2").kind is SourceKind.DEVICE
    assert SourceUrl("device:2").device == 2
    assert SourceUrl(str(tmp_path)).kind is SourceKind.FOLDER
    assert SourceUrl(str(tmp_path / "a.mp4")).kind is SourceKind.FILE


def test_relative_paths_are_taken_from_the_site_files_folder(tmp_path: Path) -> None:
    assert resolve_source("a/cam1.mp4", tmp_path).path == tmp_path / "a" / "cam1.mp4"
    assert resolve_source("/elsewhere/cam1.mp4", tmp_path).path == Path("/elsewhere/cam1.mp4")
    assert resolve_source("rtsp://h/x", tmp_path).reveal() == "rtsp://h/x"
    assert resolve_source("device:0", tmp_path).kind is SourceKind.DEVICE


def test_a_source_survives_the_way_to_another_process() -> None:
    source = SourceUrl(f"rtsp://a:{SECRET}@h/x")
    assert pickle.loads(pickle.dumps(source)) == source


@pytest.mark.parametrize("size", [(0, 10), (10, -1)])
def test_a_camera_has_a_size(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="size"):
        CameraSpec("c", SourceUrl("a.mp4"), size, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("fps", [0, -1, float("nan"), float("inf")])
def test_a_camera_is_looked_at_now_and_then(fps: float) -> None:
    with pytest.raises(ValueError, match="fps"):
        CameraSpec("c", SourceUrl("a.mp4"), (1, 1), fps)  # type: ignore[arg-type]


def test_another_resolution_fits_and_another_shape_does_not() -> None:
    assert same_shape((640, 360), (1920, 1080))
    assert same_shape((640, 338), (1280, 674))
    assert not same_shape((640, 480), (1920, 1080))
    assert not same_shape((1280, 800), (1280, 720))
    assert not same_shape((720, 1280), (1280, 720))
