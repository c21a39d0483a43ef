"""A login may stand outside of the site file, and is shown nowhere, whatever goes wrong."""

import io
import logging
import pickle
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest
from support.camera_specs import camera
from support.http_camera import serve_http
from support.rtsp import free_port, serve_rtsp
from support.videos import make_video

from cameras.clock import SystemClock
from cameras.decode import open_live, probe_source
from cameras.live import LiveCameras
from cameras.spec import CameraSpec, resolve_source

SECRET = "s3cr/t@#"
HIDDEN = ("s3cr", "s3cr%2Ft%40%23")


def test_from_the_environment_encoded(tmp_path: Path) -> None:
    source = resolve_source("rtsp://${LOGIN}@h/x", tmp_path, {"LOGIN": f"viewer:{SECRET}"})
    assert source.reveal() == "rtsp://viewer:s3cr%2Ft%40%23@h/x"
    assert str(source) == "rtsp://***@h/x"


def test_from_a_file_beside_the_site_file(tmp_path: Path) -> None:
    (tmp_path / "cam1").write_text("viewer:abc\nnotes\n")
    assert (
        resolve_source("rtsp://${file:cam1}@h/x", tmp_path, {}).reveal() == "rtsp://viewer:abc@h/x"
    )


def test_a_token_in_a_query(tmp_path: Path) -> None:
    source = resolve_source("http://h/x?token=${TOKEN}", tmp_path, {"TOKEN": "a&b"})
    assert source.reveal() == "http://h/x?token=a%26b"


@pytest.mark.parametrize(
    ("place", "says"),
    [("${GONE}", "GONE"), ("${file:gone}", "gone"), ("${1}", "write"), ("${}", "write")],
)
def test_what_is_not_there_is_named(tmp_path: Path, place: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        resolve_source(f"rtsp://{place}@h/x", tmp_path, {})


def test_a_file_name_is_left_as_it_is(tmp_path: Path) -> None:
    assert resolve_source("a${b}.mp4", tmp_path, {}).path.name == "a${b}.mp4"


@contextmanager
def everything_said(capfd: pytest.CaptureFixture[str]) -> Iterator[io.StringIO]:
    """All that is printed and logged, libav's own log at its loudest included."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        out, err = capfd.readouterr()
        said.write(out + err)


def test_whatever_goes_wrong_the_secret_is_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30)
    (tmp_path / "text.mp4").write_text("no video")
    with (
        serve_rtsp(video, credentials=("viewer", "right")) as server,
        serve_http(tmp_path) as address,
        everything_said(capfd) as said,
    ):
        places = {
            "wrong password": f"rtsp://${{LOGIN}}@127.0.0.1:{server.port}/cam",
            "no such path": f"rtsp://${{LOGIN}}@127.0.0.1:{server.port}/gone",
            "nobody there": f"rtsp://${{LOGIN}}@127.0.0.1:{free_port()}/cam",
            "no such host": "rtsp://${LOGIN}@nowhere.invalid/cam",
            "no TLS": f"rtsps://${{LOGIN}}@127.0.0.1:{server.port}/cam",
            "missing": address.replace("//", "//${LOGIN}@") + "/gone.mp4?token=${LOGIN}",
            "no video": address.replace("//", "//${LOGIN}@") + "/text.mp4",
        }
        for name, place in places.items():
            source = resolve_source(place, tmp_path, {"LOGIN": f"viewer:{SECRET}"})
            spec = CameraSpec(camera("x").id, source, (160, 90), 2)
            shown = [str(source), repr(spec)]
            try:
                probe_source(spec)
            except Exception as error:
                shown += [*_all_of(error), "".join(traceback.format_exception(error))]
                shown.append(str(pickle.dumps(str(error))))
            else:
                pytest.fail(f"{name}: nothing went wrong")
            with LiveCameras([spec], SystemClock(), open_live) as cameras:
                for _ in range(20):
                    shown.append(repr(cameras.tick(0)) + repr(cameras.statuses()))
            for text in shown:
                assert not any(part in text for part in HIDDEN), f"{name}: {text}"
    assert "camera_error" in said.getvalue(), "something was logged"
    assert not any(part in said.getvalue() for part in HIDDEN)
    assert av.logging.get_level() is None or av.logging.get_level() <= av.logging.ERROR


def _all_of(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield str(error)
        yield repr(error)
        yield repr(error.args)
        error = error.__cause__ or error.__context__
