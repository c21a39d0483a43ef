"""A replay asks each recording at its decision times and always says the same."""

from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
from support.camera_specs import camera
from support.videos import make_video, number_of, numbered_image

from cameras.errors import MissingSource, TruncatedSource, WrongSize
from cameras.frame import Blind, Frame, Tick
from cameras.picture import Picture, ready_picture
from cameras.replay import replay_ticks
from cameras.spec import CameraSpec

START_US = 1_772_413_200_000_000
SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def shown(ticks: list[Tick], id: str) -> list[tuple[float, int]]:
    """(seconds since the start, number of the picture) at each decision of one camera."""
    return [
        ((tick.time_us - START_US) / 1e6, number_of(view.image))
        for tick in ticks
        for view in tick.views
        if isinstance(view, Frame) and view.camera == id
    ]


def test_each_decision_shows_the_latest_picture(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30, fps=30)
    ticks = list(replay_ticks([camera(video, fps=4)], START_US))
    assert shown(ticks, "cam1") == [(0, 0), (0.25, 7), (0.5, 15), (0.75, 22)]


def test_the_last_picture_lasts_for_its_own_duration(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=11, fps=10)  # shows until 1.1 s
    ticks = list(replay_ticks([camera(video, fps=20)], START_US))
    assert len(ticks) == 22
    assert shown(ticks, "cam1")[-1] == (1.05, 10)


def test_decision_times_are_whole_microseconds_without_drift(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=31, fps=10)
    ticks = list(replay_ticks([camera(video, fps=3)], START_US))
    assert [t.time_us for t in ticks] == [START_US + round(k * 1e6 / 3) for k in range(10)]


def test_a_frame_carries_its_own_times(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=30, fps=30)
    second = list(replay_ticks([camera(video, fps=4)], START_US))[1].views[0]
    assert isinstance(second, Frame)
    assert second.pts == pytest.approx(7 / 30)
    assert second.monotonic == pytest.approx(7 / 30)
    assert second.captured_us == START_US + round(7 / 30 * 1e6)
    assert second.uncertainty_s == 0


def test_cameras_of_different_rates_and_lengths_are_merged(tmp_path: Path) -> None:
    short = make_video(tmp_path / "a.mp4", frames=10, fps=10)
    long = make_video(tmp_path / "b.mp4", frames=20, fps=10)
    specs = [camera(short, "a", fps=2), camera(long, "b", fps=4)]

    ticks = list(replay_ticks(specs, START_US))

    times = [(t.time_us - START_US) / 1e6 for t in ticks]
    assert times == [0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75]
    assert [tuple(v.camera for v in t.views) for t in ticks[:4]] == [
        ("a", "b"),
        ("b",),
        ("a", "b"),
        ("b",),
    ]
    assert all(v.camera == "b" for t in ticks[4:] for v in t.views), "an ended video says no more"


def test_twice_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    specs = [camera(make_video(tmp_path / f"{n}.mp4", frames=40), n) for n in ("a", "b")]

    def said() -> list[tuple[int, str, bytes]]:
        return [
            (t.time_us, v.camera, v.image.tobytes())
            for t in replay_ticks(specs, START_US)
            for v in t.views
            if isinstance(v, Frame)
        ]

    assert said() == said()


def test_only_pictures_that_are_shown_are_converted() -> None:
    converted: list[float] = []

    def opener(spec: CameraSpec) -> Generator[Picture, None, None]:
        for n in range(30):

            def to_bgr(pts: float = n / 30) -> np.ndarray:
                converted.append(pts)
                return numbered_image(3)

            yield Picture(n / 30, 1 / 30, (160, 90), to_bgr)

    list(replay_ticks([camera("x.mp4", fps=2)], 0, opener))
    assert converted == [0.0, 0.5]


def test_a_stream_time_that_does_not_begin_at_zero_changes_nothing() -> None:
    def opener(spec: CameraSpec) -> Generator[Picture, None, None]:
        for n in range(10):
            yield ready_picture(1234.5 + n / 10, 0.1, numbered_image(n))

    ticks = list(replay_ticks([camera("x.mp4", fps=2)], START_US, opener))
    assert shown(ticks, "cam1") == [(0, 0), (0.5, 5)]


def test_bad_pictures_are_blind_and_say_why() -> None:
    black = np.zeros((90, 160, 3), np.uint8)

    def opener(spec: CameraSpec) -> Generator[Picture, None, None]:
        yield ready_picture(0.0, 0.5, numbered_image(1))
        yield ready_picture(0.5, 0.5, black)
        yield ready_picture(1.0, 0.5, numbered_image(1, (100, 100)))
        yield Picture(1.5, 0.5, (160, 90), lambda: numbered_image(1), damaged=True)
        yield ready_picture(2.0, 0.5, numbered_image(1))

    ticks = list(replay_ticks([camera("x.mp4", fps=2)], 0, opener))
    reasons = [v.reason if isinstance(v, Blind) else "" for t in ticks for v in t.views]
    assert reasons == ["", "black", "bad_size", "damaged", ""]


def test_a_missing_recording_stops_the_replay_before_its_first_tick(tmp_path: Path) -> None:
    good = make_video(tmp_path / "v.mp4")
    ticks = replay_ticks([camera(good, "a"), camera(tmp_path / "gone.mp4", "b")], 0)
    with pytest.raises(MissingSource):
        next(ticks)


def test_a_recording_of_another_shape_stops_the_replay_before_its_first_tick(
    tmp_path: Path,
) -> None:
    video = make_video(tmp_path / "v.mp4")
    with pytest.raises(WrongSize):
        next(replay_ticks([camera(video, size=(640, 480))], 0))


def test_a_recording_that_breaks_off_is_blind_until_its_end_and_then_named(tmp_path: Path) -> None:
    cut = make_video(tmp_path / "cut.mp4", frames=90, faststart=True)
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 6 // 10])
    whole = make_video(tmp_path / "whole.mp4", frames=90)
    ticks: list[Tick] = []

    with pytest.raises(TruncatedSource, match=r"cut\.mp4"):
        for tick in replay_ticks([camera(cut, "cut"), camera(whole, "whole")], START_US):
            ticks.append(tick)

    assert len(shown(ticks, "whole")) == 12, "the other camera is not touched"
    views = [v for t in ticks for v in t.views if v.camera == "cut"]
    assert len(views) == 12
    kinds = [v.reason if isinstance(v, Blind) else "seen" for v in views]
    assert set(kinds) == {"seen", "truncated"}
    assert kinds == sorted(kinds), "seen first, then truncated"


def test_a_folder_has_a_decision_per_picture() -> None:
    folder = SHARED / "phone_usage_bwss"
    pictures = next((f for f in sorted(folder.rglob("*")) if any(f.glob("*.jpg"))), None)
    if pictures is None:
        pytest.skip("no shared/data here")
    count = len(list(pictures.glob("*.jpg")))

    def size() -> tuple[int, int]:
        from cameras.decode import open_pictures

        return next(open_pictures(camera(pictures))).size

    ticks = list(replay_ticks([camera(pictures, size=size(), fps=2)], 0))
    assert len(ticks) == count


def test_real_footage_is_seen_at_every_decision() -> None:
    video = SHARED / "seat_videos" / "MINH7.mp4"
    if not video.exists():
        pytest.skip("no shared/data here")
    views = [v for t in replay_ticks([camera(video, size=(856, 480))], 0) for v in t.views]
    assert len(views) == 53  # 13.07 s at 4 per second
    assert all(isinstance(v, Frame) for v in views)
