"""Recordings: what is left out changes no decision by a single bit."""

import itertools
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from support.camera_specs import camera
from support.videos import SIZE, numbered_image

from cameras.decode import open_pictures, open_replay
from cameras.frame import Frame, Tick
from cameras.needed import decision_us, last_decision_before
from cameras.reading import Decode, Reading
from cameras.replay import replay_ticks
from cameras.spec import CameraSpec

FPS, PICTURES = 25, 130


def encoded(path: Path, codec: str, options: dict[str, str], step: int = 1) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=FPS)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        if codec == "mjpeg":
            stream.pix_fmt = "yuvj420p"
        stream.options = options
        for number in range(PICTURES):
            frame = av.VideoFrame.from_ndarray(numbered_image(number % 32), format="bgr24")
            frame = frame.reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = number * step, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


KINDS = {
    "a camera's": ("v.mp4", "libx264", {"g": "25", "tune": "zerolatency", "sc_threshold": "0"}),
    "short GOPs": ("v.mp4", "libx264", {"g": "7", "tune": "zerolatency"}),
    "B-frames": ("v.mkv", "libx264", {"g": "25", "bf": "3", "preset": "medium"}),
    "one GOP": ("v.mp4", "libx264", {"g": "1000"}),
    "open GOPs": ("v.mp4", "libx264", {"g": "25", "bf": "3", "x264-params": "open-gop=1"}),
    "intra refresh": ("v.mp4", "libx264", {"g": "25", "intra-refresh": "1"}),
    "HEVC": ("v.mp4", "libx265", {"x265-params": "keyint=25:log-level=0"}),
    "HEVC, closed": ("v.ts", "libx265", {"x265-params": "keyint=25:no-open-gop=1:log-level=0"}),
    "VP9": ("v.webm", "libvpx-vp9", {"g": "20", "deadline": "realtime", "cpu-used": "8"}),
    "MJPEG": ("v.avi", "mjpeg", {}),
    "MPEG-4": ("v.avi", "mpeg4", {"g": "20"}),
}


def ticks_of(spec: CameraSpec, thrifty: bool) -> list[Tick]:
    return list(replay_ticks([spec], 0, open_replay if thrifty else open_pictures))


@pytest.mark.parametrize("kind", KINDS)
def test_every_decision_shows_the_very_same_picture(tmp_path: Path, kind: str) -> None:
    name, codec, options = KINDS[kind]
    video = encoded(tmp_path / name, codec, options)
    for fps in (0.3, 1.0, 2.0, 3.0, 7.0, 25.0):
        spec = camera(video, fps=fps)
        plain, thrifty = ticks_of(spec, False), ticks_of(spec, True)
        assert [t.time_us for t in plain] == [t.time_us for t in thrifty]
        for tick, other in zip(plain, thrifty, strict=True):
            (one,), (two,) = tick.views, other.views
            assert isinstance(one, Frame)
            assert isinstance(two, Frame)
            assert one.pts == two.pts
            assert np.array_equal(one.image, two.image)


@pytest.mark.parametrize(
    ("kind", "most"), [("a camera's", 0.7), ("MJPEG", 0.2), ("short GOPs", 0.6)]
)
def test_and_much_is_left_out(tmp_path: Path, kind: str, most: float) -> None:
    name, codec, options = KINDS[kind]
    video = encoded(tmp_path / name, codec, options)
    *_, last = open_replay(camera(video, fps=2))
    assert last.decoding is not None
    assert 0 < last.decoding.part < most


def test_a_site_may_ask_for_all(tmp_path: Path) -> None:
    name, codec, options = KINDS["a camera's"]
    video = encoded(tmp_path / name, codec, options)
    spec = camera(video, fps=2)
    spec = CameraSpec(spec.id, spec.source, spec.size, spec.fps, Reading(decode=Decode.ALL))
    assert len(list(open_replay(spec))) == PICTURES


def test_key_frames_by_word_are_at_most_a_cadence_old(tmp_path: Path) -> None:
    name, codec, options = KINDS["a camera's"]
    video = encoded(tmp_path / name, codec, options)
    spec = camera(video, fps=1)
    spec = CameraSpec(spec.id, spec.source, spec.size, spec.fps, Reading(decode=Decode.KEYFRAMES))
    pictures = [picture.pts for picture in open_replay(spec)]
    assert len(pictures) < PICTURES / 2
    assert max(b - a for a, b in itertools.pairwise(pictures)) <= 1.0 + 1e-6


@pytest.mark.parametrize("fps", [0.3, 1.0, 3.0, 7.0, 29.97])
def test_the_last_decision_before_a_picture(fps: float) -> None:
    for time_s in (0.0005, 0.5, 1.0, 1.001, 1.0011, 3.3333, 100.0):
        number = last_decision_before(time_s, fps)
        after = 0 if number is None else number + 1
        assert decision_us(after, fps) / 1e6 + 1e-3 >= time_s, "the next shows it, or a later one"
        if number is not None:
            assert decision_us(number, fps) / 1e6 + 1e-3 < time_s
