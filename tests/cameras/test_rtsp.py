"""Against a real RTSP server: what cameras do to us in a year, in a minute."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from support.camera_specs import camera
from support.looking import Looker
from support.rtsp import free_port, serve_rtsp
from support.videos import make_video
from support.waiting import wait_until

from cameras.clock import SystemClock
from cameras.decode import open_pictures, probe_source
from cameras.errors import MissingSource, SourceLost, SourceTimedOut, SourceUnauthorised
from cameras.frame import Frame, Tick
from cameras.live import STOP_WITHIN_S, LiveCameras
from cameras.picture import Timeouts
from cameras.replay import replay_ticks
from cameras.spec import CameraSpec
from cameras.state import CameraState

# 5 s is promised; a machine that runs other tests at the same time gets some more.
BACK_WITHIN_S = 5.0 + 5.0
SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture(scope="module")
def long_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_video(tmp_path_factory.mktemp("rtsp") / "v.mp4", frames=30 * 60, fps=30)


@contextmanager
def watching(*specs: CameraSpec) -> Iterator[Looker]:
    """Live cameras whose readers are all gone within the promised time, and no thread left."""
    before = set(threading.enumerate())
    with LiveCameras(specs, SystemClock()) as cameras:
        yield Looker(cameras)
        began = time.monotonic()
    assert time.monotonic() - began < STOP_WITHIN_S + 1
    assert set(threading.enumerate()) <= before


def test_frames_arrive_and_audio_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = make_video(tmp_path / "v.mp4", frames=60, fps=30, audio=True)
    opened: list[set[str]] = []
    really_open = av.open

    def watched(*args: Any, **options: Any) -> Any:
        container = really_open(*args, **options)
        opened.append({stream.type for stream in container.streams})
        return container

    with serve_rtsp(video, audio=True) as server:
        with really_open(server.url(), options={"rtsp_transport": "tcp"}, timeout=5) as offer:
            assert offer.streams.audio, "the camera does offer sound"
        monkeypatch.setattr(av, "open", watched)
        assert len(list(open_pictures(camera(server.url())))) == 60
    assert opened == [{"video"}]


def test_a_stream_and_its_file_have_the_same_decisions(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30, fps=30)
    with serve_rtsp(video) as server:
        streamed = list(replay_ticks([camera(server.url())], 0))
    assert_same(streamed, list(replay_ticks([camera(video)], 0)))


def assert_same(ticks: list[Tick], others: list[Tick]) -> None:
    """The same decision times, all seen, and the same pictures to the last bit."""
    assert [t.time_us for t in ticks] == [t.time_us for t in others]
    for tick, other in zip(ticks, others, strict=True):
        (one,), (two,) = tick.views, other.views
        assert isinstance(one, Frame)
        assert isinstance(two, Frame)
        assert np.array_equal(one.image, two.image)


def test_a_server_that_dies_and_comes_back(long_video: Path) -> None:
    port = free_port()
    with serve_rtsp(long_video) as other:
        specs = [
            camera(f"rtsp://127.0.0.1:{port}/cam", "mortal"),
            camera(other.url(), "other"),
        ]
        with watching(*specs) as look:
            with serve_rtsp(long_video, port=port):
                wait_until(lambda: look.reasons() == {"mortal": "seen", "other": "seen"})

            wait_until(lambda: look.reason("mortal") != "seen")
            down = time.monotonic()
            while time.monotonic() - down < 4:
                now = look.reasons()
                assert now["mortal"] in {"backing_off", "connecting"}
                assert now["other"] == "seen", "one camera's death touches no other"
                time.sleep(0.1)

            with serve_rtsp(long_video, port=port):
                took = wait_until(lambda: look.reason("mortal") == "seen")
            assert took < BACK_WITHIN_S
            mortal, alive = look.cameras.statuses()
            assert mortal.reconnects == 1
            assert alive.reconnects == 0


def test_a_server_that_hangs_goes_stale_and_comes_back(long_video: Path) -> None:
    with serve_rtsp(long_video) as server, watching(camera(server.url())) as look:
        wait_until(lambda: look.reason() == "seen")
        server.freeze()
        wait_until(lambda: look.reason() == "stale")
        wait_until(lambda: look.reason() in {"backing_off", "connecting"})
        server.thaw()
        assert wait_until(lambda: look.reason() == "seen") < BACK_WITHIN_S


def test_stopping_while_the_server_hangs_does_not_hang(long_video: Path) -> None:
    with serve_rtsp(long_video) as server, watching(camera(server.url())) as look:
        wait_until(lambda: look.reason() == "seen")
        server.freeze()
        wait_until(lambda: look.reason() == "stale")


def test_a_wrong_password_is_misconfigured_and_shows_nothing(
    long_video: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with serve_rtsp(long_video, credentials=("viewer", "s3cret")) as server:
        wrong = camera(server.url("viewer", "wr0ng"))
        with pytest.raises(SourceUnauthorised, match="refuses the login") as refused:
            probe_source(wrong)
        assert "wr0ng" not in str(refused.value)
        with watching(wrong, camera(server.url(), "right")) as look:
            wait_until(lambda: look.reasons() == {"cam1": "misconfigured", "right": "seen"})
            status = look.cameras.statuses()[0]
            assert (status.state, status.reason) == (CameraState.MISCONFIGURED, "unauthorised")
    shown = "".join(capfd.readouterr())
    assert "unauthorised" in shown
    assert "wr0ng" not in shown
    assert "s3cret" not in shown


def test_a_path_that_the_camera_does_not_have(long_video: Path) -> None:
    with serve_rtsp(long_video) as server, pytest.raises(MissingSource, match="no such stream"):
        probe_source(camera(server.url().replace("/cam", "/nothing")))


def test_a_decoder_that_lost_its_way_is_given_up(
    long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decode = av.packet.Packet.decode
    packets = iter(range(1_000_000))

    def lost(packet: av.Packet) -> object:
        if next(packets) > 10:
            raise av.InvalidDataError(1094995529, "lost")
        return decode(packet)

    monkeypatch.setattr(av.packet.Packet, "decode", lost)
    with serve_rtsp(long_video) as server:
        seen = 0
        with pytest.raises(SourceLost, match="nothing it sent for 1 s could be decoded"):
            for _ in open_pictures(camera(server.url()), Timeouts(picture_s=1.0)):
                seen += 1
    assert seen > 0


def test_a_machine_that_never_answers_times_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        for scheme in ("rtsp", "http"):
            began = time.monotonic()
            with pytest.raises(SourceTimedOut, match="no answer within 1 s"):
                probe_source(camera(f"{scheme}://127.0.0.1:{port}/cam"), Timeouts(1.0, 1.0))
            assert time.monotonic() - began < 5


def test_real_footage_as_a_stream_has_the_decisions_of_its_file() -> None:
    video = SHARED / "seat_videos" / "MINH7.mp4"
    if not video.exists():
        pytest.skip("no shared/data here")
    four_seconds = 16
    with serve_rtsp(video) as server:
        ticks = replay_ticks([camera(server.url(), size=(856, 480))], 0)
        streamed = list(islice(ticks, four_seconds))
    filed = islice(replay_ticks([camera(video, size=(856, 480))], 0), four_seconds)
    assert_same(streamed, list(filed))
