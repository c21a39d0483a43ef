"""Cameras asked by ONVIF for their streams; the camera is a stand-in of ours (tests/support)."""

import json

import pytest
from support.onvif_camera import PASSWORD, USER, onvif_camera
from support.rtsp import free_port
from typer.testing import CliRunner

from api.cli.main import app
from cameras.onvif import OnvifFailed, OnvifStream, onvif_streams

LOGIN = (USER, PASSWORD)


def test_every_stream_is_told_and_what_a_camera_leaves_out_is_unknown() -> None:
    with onvif_camera() as port:
        main, sub = onvif_streams("127.0.0.1", port, LOGIN)
    assert main == OnvifStream("main", "rtsp://127.0.0.1/p0", "h264", (1920, 1080), 25, 50)
    assert sub == OnvifStream("sub", "rtsp://127.0.0.1/p1")


@pytest.mark.parametrize("login", [(USER, "wr0ng"), None])
def test_a_refused_login_is_told_without_it(login: tuple[str, str] | None) -> None:
    with onvif_camera() as port, pytest.raises(OnvifFailed, match="refuses the login") as refused:
        onvif_streams("127.0.0.1", port, login)
    assert "wr0ng" not in repr(refused.value)


def test_nobody_there_is_told() -> None:
    with pytest.raises(OnvifFailed, match="cannot be reached"):
        onvif_streams("127.0.0.1", free_port(), LOGIN)


def test_the_command_writes_sources_as_a_site_file_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CAM1_LOGIN", f"{USER}:{PASSWORD}")
    ask = ["cameras", "streams", "127.0.0.1", "--login", "CAM1_LOGIN", "--port"]
    with onvif_camera() as port:
        words = CliRunner().invoke(app, [*ask, str(port)])
        told = CliRunner().invoke(app, [*ask, str(port), "--json"])
    assert "main: h264, 1920x1080, 25 pictures a second, a key frame every 50" in words.output
    assert json.loads(told.output)[1]["source"] == "rtsp://${CAM1_LOGIN}@127.0.0.1/p1"
    assert PASSWORD not in words.output + told.output
    monkeypatch.delenv("CAM1_LOGIN")
    missing = CliRunner().invoke(app, [*ask, "1"])
    assert missing.exit_code == 1
    assert "CAM1_LOGIN" in missing.output
