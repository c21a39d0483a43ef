"""A flag in the container is not enough: where a video begins anew is read from its data."""

from fractions import Fraction
from pathlib import Path

import av
import pytest
from support.videos import SIZE, numbered_image

from cameras.beginnings import begins_anew, length_size


def flagged(path: Path, codec: str, options: dict[str, str]) -> list[bool]:
    """For each picture that is flagged as a key frame, whether it begins anew."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = options
        for number in range(60):
            frame = av.VideoFrame.from_ndarray(numbered_image(number % 32), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        size = length_size(context.name, context.extradata)
        return [
            begins_anew(context.name, bytes(packet), size)
            for packet in container.demux(video=0)
            if packet.is_keyframe and packet.size
        ]


@pytest.mark.parametrize("name", ["v.mp4", "v.mkv", "v.ts", "v.avi"])
@pytest.mark.parametrize(
    ("codec", "options"),
    [
        ("libx264", {"g": "20", "preset": "ultrafast", "sc_threshold": "0"}),
        ("libx264", {"g": "20", "preset": "fast", "bf": "3", "sc_threshold": "0"}),
        (
            "libx265",
            {"x265-params": "keyint=20:min-keyint=20:no-open-gop=1:scenecut=0:log-level=0"},
        ),
    ],
)
def test_closed_gops_begin_anew(
    tmp_path: Path, name: str, codec: str, options: dict[str, str]
) -> None:
    if codec == "libx265" and name == "v.avi":
        pytest.skip("no HEVC in AVI")
    assert flagged(tmp_path / name, codec, options) == [True] * 3


@pytest.mark.parametrize("name", ["v.mp4", "v.mkv", "v.ts"])
@pytest.mark.parametrize(
    ("codec", "options"),
    [
        ("libx264", {"g": "20", "bf": "3", "x264-params": "open-gop=1:scenecut=0"}),
        ("libx265", {"x265-params": "keyint=20:min-keyint=20:open-gop=1:scenecut=0:log-level=0"}),
    ],
)
def test_open_gops_do_not_begin_anew(
    tmp_path: Path, name: str, codec: str, options: dict[str, str]
) -> None:
    found = flagged(tmp_path / name, codec, options)
    assert found[0]
    assert not any(found[1:])


def test_a_recovery_point_is_no_beginning(tmp_path: Path) -> None:
    options = {"g": "20", "preset": "ultrafast", "intra-refresh": "1"}
    assert flagged(tmp_path / "v.mp4", "libx264", options).count(True) == 1


def test_every_picture_of_mjpeg_begins_anew() -> None:
    assert begins_anew("mjpeg", b"\xff\xd8", None)


@pytest.mark.parametrize("data", [b"", b"\0\0\1", bytes(1000), b"\0\0\1\x67" * 1000])
def test_nonsense_begins_nothing(data: bytes) -> None:
    for codec in ("h264", "hevc", "mpeg4"):
        assert not begins_anew(codec, data, None)
        assert not begins_anew(codec, data, 4)
