"""A stream is measured from its packets, not from what it declares."""

from pathlib import Path

import pytest
from support.rtsp import serve_rtsp
from support.videos import SIZE, make_sound, make_video

from cameras.errors import MissingSource, NoVideoTrack, SourceRefused
from cameras.picture import Timeouts
from cameras.spec import SourceUrl
from cameras.survey import survey


def test_a_file(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=100, fps=20, keyframe_every=30)
    seen = survey(SourceUrl(str(video)), 4.0, Timeouts())
    assert (seen.codec, seen.size) == ("h264", SIZE)
    assert seen.fps == pytest.approx(20)
    assert seen.gop_s == pytest.approx(1.5)
    assert not seen.holds_back
    assert seen.clock_offset_s is None, "a file does not tell"
    assert seen.key_ms is not None


def test_one_gop_is_no_measure(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=60, fps=20, keyframe_every=1000)
    assert survey(SourceUrl(str(video)), 3.0, Timeouts()).gop_s is None


def test_a_camera_on_this_machine_has_our_clock(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=250, fps=25, keyframe_every=25)
    with serve_rtsp(video) as server:
        seen = survey(SourceUrl(server.url()), 6.0, Timeouts())
    assert seen.gop_s == pytest.approx(1.0, abs=0.01)
    assert seen.fps == pytest.approx(25, abs=0.5)
    assert seen.clock_offset_s is not None
    assert abs(seen.clock_offset_s) < 1.0


def test_what_is_wrong_is_named_without_the_login(tmp_path: Path) -> None:
    with pytest.raises(NoVideoTrack):
        survey(SourceUrl(str(make_sound(tmp_path / "a.mp4"))), 1.0, Timeouts())
    with pytest.raises(MissingSource):
        survey(SourceUrl(str(tmp_path / "gone.mp4")), 1.0, Timeouts())
    with pytest.raises(SourceRefused) as refused:
        survey(SourceUrl("rtsp://a:s3cret@127.0.0.1:1/x"), 1.0, Timeouts())
    assert "s3cret" not in str(refused.value) + repr(refused.value.__context__)
