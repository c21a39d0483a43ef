"""Live cameras: the latest picture or the reason why there is none, each camera for itself."""

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
import pytest
from support.ahead import Ahead
from support.camera_specs import camera
from support.looking import Looker
from support.room import aimed, hidden, noisy, room
from support.videos import make_video, number_of, numbered_image
from support.waiting import wait_until

from cameras.clock import Clock, SystemClock
from cameras.delivery import WINDOW_S
from cameras.errors import SourceLost
from cameras.frame import Blind, Frame
from cameras.frozen import FROZEN_AFTER_S
from cameras.live import LiveCameras
from cameras.picture import Picture, ready_picture
from cameras.sketch import rows_of, sketched
from cameras.spec import CameraSpec
from cameras.state import CameraState, Policy

QUICK = Policy(max_frame_age_s=0.5, first_delay_s=0.05, max_delay_s=0.1, misconfigured_delay_s=0.1)
SYSTEM = SystemClock()
Script = Callable[[CameraSpec], Generator[Picture, None, None]]


def stream(
    number: int = 5, size: tuple[int, int] = (160, 90), clock: Clock = SYSTEM
) -> Generator[Picture, None, None]:
    """A camera that sends one picture every 20 ms for ever, dated by ``clock``."""
    while True:
        yield ready_picture(clock.monotonic(), 0.02, numbered_image(number, size))
        time.sleep(0.02)


def live(script: Script, *specs: CameraSpec, policy: Policy = QUICK) -> LiveCameras:
    return LiveCameras(specs or (camera("rtsp://h/x"),), SystemClock(), script, policy)


def test_nothing_runs_before_it_is_entered_or_after_it_is_left() -> None:
    before = set(threading.enumerate())
    cameras = live(lambda spec: stream())
    assert set(threading.enumerate()) == before
    with cameras:
        assert len(threading.enumerate()) == len(before) + 1
    assert set(threading.enumerate()) == before
    assert cameras.statuses()[0].state is CameraState.STOPPED


def test_a_frame_knows_when_it_was_taken_and_how_surely() -> None:
    with live(lambda spec: stream()) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        frame = look.views()["cam1"]
        assert isinstance(frame, Frame)
        assert abs(frame.captured_us - time.time_ns() // 1000) < 2_000_000
        assert abs(frame.monotonic - time.monotonic()) < 2
        assert 0 < frame.uncertainty_s < 2
        assert number_of(frame.image) == 5


def test_before_the_first_picture_a_camera_is_connecting() -> None:
    go = threading.Event()

    def slow(spec: CameraSpec) -> Generator[Picture, None, None]:
        go.wait(5)
        yield from stream()

    with live(slow) as cameras:
        look = Looker(cameras)
        assert look.reason() == "connecting"
        go.set()
        wait_until(lambda: look.reason() == "seen")


def test_an_old_picture_is_stale_not_shown() -> None:
    go = threading.Event()

    def hangs(spec: CameraSpec) -> Generator[Picture, None, None]:
        yield ready_picture(time.monotonic(), 0.02, numbered_image(1))
        go.wait(5)
        yield from stream()

    with live(hangs) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "stale")
        assert cameras.statuses()[0].state is CameraState.STALLED
        go.set()
        wait_until(lambda: look.reason() == "seen")


def test_a_picture_that_was_held_back_shows_the_past_though_it_came_now() -> None:
    clock, held_back, on = Ahead(), threading.Event(), threading.Event()

    def holds_back(spec: CameraSpec) -> Generator[Picture, None, None]:
        began = time.monotonic()
        yield ready_picture(0.0, 0.04, numbered_image(1))
        held_back.wait(5)
        yield ready_picture(0.04, 0.04, numbered_image(2))
        on.wait(5)
        for picture in stream():
            yield ready_picture(60.04 + picture.pts - began, 0.02, picture.to_bgr())

    with LiveCameras([camera("rtsp://h/x")], clock, holds_back, QUICK) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        clock.by_s = 60.0
        held_back.set()
        wait_until(lambda: cameras.statuses()[0].frames == 2)
        assert look.reason() == "stale"
        assert cameras.statuses()[0].frame_age_s == pytest.approx(60.0, abs=5)
        on.set()
        wait_until(lambda: look.reason() == "seen")


def test_a_wall_clock_that_is_set_makes_no_picture_old_or_young() -> None:
    class Set(Ahead):
        def monotonic(self) -> float:
            return time.monotonic()

    clock = Set()
    with LiveCameras([camera("rtsp://h/x")], clock, lambda spec: stream(), QUICK) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        for clock.by_s in (3600.0, -3600.0):
            frames = cameras.statuses()[0].frames
            time.sleep(0.1)
            assert cameras.statuses()[0].frames > frames
            view = look.views()["cam1"]
            assert isinstance(view, Frame)
            assert abs(view.captured_us - clock.utc_us()) < 2_000_000


def test_every_kind_of_failure_is_followed_by_another_try() -> None:
    tries: list[int] = []

    def fails(spec: CameraSpec) -> Generator[Picture, None, None]:
        tries.append(1)
        match len(tries):
            case 1:
                raise SourceLost(spec.source, "it broke", "mend it")
            case 2:
                raise RuntimeError("a decoder's bug")
            case 3:
                return  # the camera hung up
            case 4:
                yield ready_picture(0, 0.02, numbered_image(1))
                raise SourceLost(spec.source, "it broke", "mend it")
            case _:
                yield from stream()

    with live(fails) as cameras:
        look = Looker(cameras)
        wait_until(lambda: len(tries) == 5 and look.reason() == "seen")
        status = cameras.statuses()[0]
        assert status.reconnects == 1
        assert status.entries[CameraState.BACKING_OFF] == 4


def test_a_lost_camera_is_blind_at_once_though_its_last_picture_is_young() -> None:
    def breaks(spec: CameraSpec) -> Generator[Picture, None, None]:
        yield ready_picture(0, 0.02, numbered_image(1))
        raise SourceLost(spec.source, "it broke", "mend it")

    with live(breaks, policy=Policy(first_delay_s=30, max_delay_s=30)) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "backing_off")


def test_one_cameras_death_does_not_touch_another() -> None:
    def script(spec: CameraSpec) -> Generator[Picture, None, None]:
        if spec.id == "dead":
            raise SourceLost(spec.source, "it broke", "mend it")
        yield from stream()

    specs = [camera("rtsp://h/1", "dead"), camera("rtsp://h/2", "well")]
    with live(script, *specs) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason("well") == "seen")
        for _ in range(20):
            views = look.views()
            assert isinstance(views["well"], Frame)
            assert isinstance(views["dead"], Blind)
            time.sleep(0.02)
        well = cameras.statuses()[1]
        assert well.entries[CameraState.LIVE] == 1


def test_another_shape_or_much_smaller_pictures_are_bad_size_until_they_are_right() -> None:
    sizes = iter([(160, 90), (320, 180), (160, 90), (300, 168), (120, 90), (320, 180)])
    change = threading.Event()

    def changes(spec: CameraSpec) -> Generator[Picture, None, None]:
        for picture in stream(size=next(sizes)):
            if change.is_set():
                change.clear()
                raise SourceLost(spec.source, "it broke", "mend it")
            yield picture

    with live(changes) as cameras:
        look = Looker(cameras)

        def width() -> int:
            view = look.views()["cam1"]
            return view.image.shape[1] if isinstance(view, Frame) else 0

        wait_until(lambda: width() == 160)
        change.set()
        for usable, expected in ((True, 320), (False, 160), (True, 300), (False, 120), (True, 320)):
            if usable:
                wait_until(lambda wide=expected: width() == wide)
            else:
                wait_until(lambda: look.reason() == "bad_size")
                status = cameras.statuses()[0]
                assert (status.state, status.reason) == (CameraState.MISCONFIGURED, "bad_size")
            change.set()


def test_an_unfit_picture_is_blind_and_says_why() -> None:
    def dark(spec: CameraSpec) -> Generator[Picture, None, None]:
        for picture in stream():
            black = np.zeros((90, 160, 3), np.uint8)
            yield ready_picture(picture.pts, picture.duration_s, black)

    with live(dark) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "black")
        status = cameras.statuses()[0]
        assert (status.state, status.reason) == (CameraState.DEGRADED, "black")


def test_pictures_between_decisions_are_never_converted() -> None:
    converted: list[int] = []

    def lazy(spec: CameraSpec) -> Generator[Picture, None, None]:
        for picture in stream():

            def to_bgr(inner: Picture = picture) -> np.ndarray:
                converted.append(1)
                return inner.to_bgr()

            yield Picture(picture.pts, picture.duration_s, picture.size, to_bgr)

    with live(lazy) as cameras:
        look = Looker(cameras)
        wait_until(lambda: cameras.statuses()[0].frames > 10)
        assert look.reason() == "seen"
        assert len(converted) == 1


def test_a_camera_is_due_once_per_decision_and_misses_are_counted() -> None:
    specs = [camera("rtsp://h/1", "two", fps=2), camera("rtsp://h/2", "four", fps=4)]
    with live(lambda spec: stream(), *specs) as cameras:
        due = {
            time_us: [v.camera for v in cameras.tick(time_us).views]
            for time_us in (0, 100_000, 250_000, 500_000, 750_000, 3_000_000)
        }
        assert due == {
            0: ["two", "four"],
            100_000: [],
            250_000: ["four"],
            500_000: ["two", "four"],
            750_000: ["four"],
            3_000_000: ["two", "four"],
        }
        assert [s.missed for s in cameras.statuses()] == [4, 8]


def test_a_wall_clock_that_is_set_back_blinds_nobody() -> None:
    with live(lambda spec: stream()) as cameras:
        assert cameras.tick(3_600_000_000).views
        assert cameras.tick(0).views
        assert cameras.tick(250_000).views


def test_a_file_as_a_live_camera_plays_in_real_time_and_ends(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30, fps=20)
    clock = SystemClock()
    began = time.monotonic()
    with LiveCameras([camera(video, fps=10)], clock) as cameras:
        numbers = [
            number_of(view.image)
            for tick in cameras.ticks()
            for view in tick.views
            if isinstance(view, Frame)
        ]
        assert cameras.tick(2**60).views == (Blind(camera(video).id, "ended"),)
        assert cameras.statuses()[0].state is CameraState.STOPPED
    assert time.monotonic() - began >= 1.4, "1.5 s of video take 1.5 s"
    assert numbers == sorted(numbers)
    assert len(numbers) >= 5


def test_a_cut_file_as_a_live_camera_ends_as_truncated(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30, fps=30, faststart=True)
    video.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    with LiveCameras([camera(video)], SystemClock()) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "truncated")


def test_stopping_interrupts_waiting() -> None:
    def refused(spec: CameraSpec) -> Generator[Picture, None, None]:
        raise SourceLost(spec.source, "it broke", "mend it")
        yield

    cameras = live(refused, policy=Policy(first_delay_s=600, max_delay_s=600))
    with cameras:
        wait_until(lambda: cameras.statuses()[0].state is CameraState.BACKING_OFF)
        began = time.monotonic()
    assert time.monotonic() - began < 3


def test_errors_are_logged_without_credentials(capsys: pytest.CaptureFixture[str]) -> None:
    def refused(spec: CameraSpec) -> Generator[Picture, None, None]:
        if spec.id == "a":
            raise SourceLost(spec.source, "it broke", "mend it")
        raise RuntimeError(f"cannot open {spec.source.reveal()}")
        yield

    specs = [camera("rtsp://admin:s3cret@h/x", name) for name in ("a", "b")]
    with live(refused, *specs) as cameras:
        wait_until(lambda: all(s.entries[CameraState.BACKING_OFF] for s in cameras.statuses()))
        said = repr(cameras.statuses())
    shown = capsys.readouterr()
    assert "camera_error" in shown.out + shown.err
    assert "s3cret" not in shown.out + shown.err + said


def test_a_camera_that_sends_one_picture_for_ever_is_frozen_and_says_so() -> None:
    clock, alive = Ahead(), threading.Event()

    def freezes(spec: CameraSpec) -> Generator[Picture, None, None]:
        for index, picture in enumerate(stream(clock=clock)):
            number = index % 256 if alive.is_set() else 5
            yield ready_picture(picture.pts, picture.duration_s, numbered_image(number))

    with LiveCameras([camera("rtsp://h/x")], clock, freezes, QUICK) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        clock.by_s = FROZEN_AFTER_S
        wait_until(lambda: look.reason() == "frozen")
        status = cameras.statuses()[0]
        assert (status.state, status.reason) == (CameraState.DEGRADED, "frozen")
        alive.set()
        wait_until(lambda: look.reason() == "seen")
        assert cameras.statuses()[0].reason != "frozen"


def test_a_recording_may_show_one_picture_for_ever() -> None:
    clock = Ahead()
    film = camera("drawn.mp4")
    with LiveCameras([film], clock, lambda spec: stream(clock=clock), QUICK) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        clock.by_s = 2 * FROZEN_AFTER_S
        wait_until(lambda: look.reason() == "seen")


def test_a_camera_that_was_turned_while_it_was_away_is_blind_until_it_is_turned_back() -> None:
    views = iter([room(), aimed(room(), 0.3), aimed(room(), 0.02)])
    turn = threading.Event()

    def turned(spec: CameraSpec) -> Generator[Picture, None, None]:
        view = next(views)
        for index, picture in enumerate(stream()):
            if turn.is_set():
                turn.clear()
                raise SourceLost(spec.source, "it broke", "mend it")
            yield ready_picture(picture.pts, picture.duration_s, noisy(view, index))

    with live(turned, camera("rtsp://h/x", size=(640, 360))) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        turn.set()
        wait_until(lambda: look.reason() == "moved")
        status = cameras.statuses()[0]
        assert (status.state, status.reason) == (CameraState.DEGRADED, "moved")
        turn.set()
        wait_until(lambda: look.reason() == "seen")
        assert cameras.statuses()[0].reason == "shifted"
        frame = look.views()["cam1"]
        assert isinstance(frame, Frame)
        off = frame.image[60:-60, 60:-60].astype(int) - room()[60:-60, 60:-60]
        assert np.abs(off).mean() < 8, "the picture is moved back under the polygons"


def test_what_a_camera_should_see_may_be_known_before_it_starts() -> None:
    def elsewhere(spec: CameraSpec) -> Generator[Picture, None, None]:
        for index, picture in enumerate(stream()):
            yield ready_picture(picture.pts, picture.duration_s, noisy(room(2), index))

    spec = camera("rtsp://h/x", size=(640, 360))
    views = {spec.id: [sketched(room(1), rows_of(spec.size))]}
    with LiveCameras([spec], SystemClock(), elsewhere, QUICK, views=views) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "moved")


def test_a_covered_lens_is_blind_for_as_long_as_it_is() -> None:
    hand = threading.Event()

    def covered(spec: CameraSpec) -> Generator[Picture, None, None]:
        for index, picture in enumerate(stream()):
            view = hidden(room(), 0.8) if hand.is_set() else room()
            yield ready_picture(picture.pts, picture.duration_s, noisy(view, index))

    with live(covered, camera("rtsp://h/x", size=(640, 360))) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        hand.set()
        wait_until(lambda: look.reason() == "covered")
        hand.clear()
        wait_until(lambda: look.reason() == "seen")


def test_a_camera_with_too_few_pictures_is_seen_and_degraded() -> None:
    clock = Ahead()
    few = camera("rtsp://h/x", fps=100)
    with LiveCameras([few], clock, lambda spec: stream(clock=clock)) as cameras:
        look = Looker(cameras)
        wait_until(lambda: look.reason() == "seen")
        assert cameras.statuses()[0].state is CameraState.LIVE, "so early nobody knows"
        clock.by_s = WINDOW_S
        wait_until(lambda: cameras.statuses()[0].state is CameraState.DEGRADED)
        assert cameras.statuses()[0].reason == "few"
        assert look.reason() == "seen"
