"""What a network and a camera do to us on a bad day: never seen when nothing comes, soon back."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from support.camera_specs import camera
from support.faulty_camera import FaultyCamera, faulty_camera
from support.looking import Looker
from support.rtsp import RtspServer, serve_rtsp
from support.videos import make_video
from support.waiting import wait_until

from cameras.clock import SystemClock
from cameras.live import LiveCameras

# 5 s is promised; a machine that runs other tests at the same time gets some more.
BACK_WITHIN_S = 5.0 + 5.0
NOTICED_WITHIN_S = 15.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspServer]:
    video = make_video(tmp_path_factory.mktemp("faults") / "v.mp4", frames=15 * 120, fps=15)
    with serve_rtsp(video) as running:
        yield running


@contextmanager
def watched(server: RtspServer) -> Iterator[tuple[FaultyCamera, Looker]]:
    """A camera behind a network that works, seen already."""
    before = set(threading.enumerate())
    with (
        faulty_camera(server.port) as network,
        LiveCameras([camera(network.url)], SystemClock()) as cameras,
    ):
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        yield network, look
    wait_until(lambda: set(threading.enumerate()) <= before, 10)


def never_seen_for(look: Looker, seconds: float) -> None:
    """Look again and again: nothing may be taken for a picture of now."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        assert look.reason() != "seen"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "fail",
    [
        pytest.param(FaultyCamera.stall, id="stall"),
        pytest.param(FaultyCamera.refuse, id="refuse"),
        pytest.param(FaultyCamera.hang, id="half-open"),
    ],
)
def test_given_up_and_blind_as_long_as_nothing_comes_and_soon_back(
    server: RtspServer, fail: Callable[[FaultyCamera], None]
) -> None:
    with watched(server) as (network, look):
        fail(network)
        wait_until(lambda: look.reason() in {"backing_off", "connecting"}, NOTICED_WITHIN_S)
        never_seen_for(look, 4)
        network.heal()
        assert wait_until(lambda: look.reason() == "seen") < BACK_WITHIN_S


@pytest.mark.parametrize("reset", [False, True], ids=["fin", "rst"])
def test_a_cut_connection_is_made_anew(server: RtspServer, reset: bool) -> None:
    with watched(server) as (network, look):
        before = network.connections
        network.cut(reset)
        took = wait_until(lambda: network.connections > before and look.reason() == "seen")
        assert took < BACK_WITHIN_S
        assert look.cameras.statuses()[0].reconnects >= 1
