"""Packets that are lost, broken, doubled or dated wrongly."""

import time
from collections.abc import Iterator

import pytest
from support.camera_specs import camera
from support.faulty_camera import FaultyCamera, faulty_camera
from support.looking import Looker
from support.rtsp import RtspServer, serve_rtsp
from support.videos import make_video
from support.waiting import wait_until

from cameras.clock import SystemClock
from cameras.frame import Frame
from cameras.live import LiveCameras

BACK_WITHIN_S = 5.0 + 5.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspServer]:
    video = make_video(tmp_path_factory.mktemp("packets") / "v.mp4", frames=15 * 120, fps=15)
    with serve_rtsp(video) as running:
        yield running


@pytest.fixture
def network(server: RtspServer) -> Iterator[FaultyCamera]:
    with faulty_camera(server.port) as between:
        yield between


@pytest.fixture
def look(network: FaultyCamera) -> Iterator[Looker]:
    with LiveCameras([camera(network.url)], SystemClock()) as cameras:
        looker = Looker(cameras)
        wait_until(lambda: looker.reason() == "seen")
        yield looker


def shares(look: Looker, seconds: float) -> dict[str, float]:
    """How often each reason was given."""
    reasons: list[str] = []
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        reasons.append(look.reason())
        time.sleep(0.1)
    return {reason: reasons.count(reason) / len(reasons) for reason in set(reasons)}


def test_packets_sent_twice_change_nothing(network: FaultyCamera, look: Looker) -> None:
    network.faults.repeat = True
    assert shares(look, 4).get("seen", 0) > 0.9


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_camera_that_sets_its_clock(network: FaultyCamera, look: Looker, hours: int) -> None:
    network.faults.step_by = hours * 3600 * 90_000
    began = time.monotonic()
    wait_until(lambda: time.monotonic() - began > 1 and look.reason() == "seen")
    assert time.monotonic() - began < BACK_WITHIN_S
    view = look.views()["cam1"]
    assert isinstance(view, Frame)
    assert shares(look, 3).get("seen", 0) > 0.9, "our clock counts, not the camera's"


@pytest.mark.parametrize("fault", ["drop_every", "corrupt_every"])
def test_nothing_is_seen_where_no_packet_arrives_whole(
    network: FaultyCamera, look: Looker, fault: str
) -> None:
    setattr(network.faults, fault, 1)
    # The demultiplexer may hold back one picture, which is seen a second or two late.
    wait_until(lambda: look.reason() in {"backing_off", "connecting"}, 25)
    assert shares(look, 4).get("seen", 0) == 0
    network.heal()
    assert wait_until(lambda: look.reason() == "seen") < BACK_WITHIN_S
