"""Pictures come out of files in order and with their times; what is wrong is named."""

import gc
import itertools
import traceback
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from support.camera_specs import camera
from support.videos import SIZE, make_sound, make_video, number_of, numbered_image

from cameras.decode import open_pictures, probe_source
from cameras.errors import (
    MissingSource,
    NotAVideo,
    NoVideoTrack,
    SourceError,
    SourceRefused,
    TruncatedSource,
    WrongSize,
)
from cameras.picture import Picture


def test_a_video_gives_its_pictures_with_their_times(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=25, fps=25)
    pictures = list(open_pictures(camera(video)))

    assert [p.pts for p in pictures] == pytest.approx([n / 25 for n in range(25)])
    assert [number_of(p.to_bgr()) for p in pictures] == list(range(25))
    assert {p.size for p in pictures} == {SIZE}
    assert pictures[-1].duration_s == pytest.approx(1 / 25)


def test_an_audio_track_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = make_video(tmp_path / "v.mp4", audio=True)
    with av.open(str(video)) as container:
        assert container.streams.audio, "the test's video has a sound track"

    seen: list[str] = []
    decode = av.packet.Packet.decode

    def watched(packet: av.Packet) -> object:
        seen.append(packet.stream.type)
        return decode(packet)

    try:
        monkeypatch.setattr(av.packet.Packet, "decode", watched)
    except TypeError:
        pytest.skip("this PyAV cannot be watched from outside")
    assert len(list(open_pictures(camera(video)))) == 30
    assert set(seen) == {"video"}


def test_a_gif_is_a_video(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("gif", rate=5)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "rgb8"
        for n in range(10):
            frame = av.VideoFrame.from_ndarray(numbered_image(n * 5), format="bgr24")
            container.mux(stream.encode(frame.reformat(format="rgb8")))
        container.mux(stream.encode(None))

    assert len(list(open_pictures(camera(path)))) == 10


def test_a_folder_gives_a_picture_per_decision_in_counting_order(tmp_path: Path) -> None:
    for number in (10, 9, 1):
        cv2.imwrite(str(tmp_path / f"frame{number}.png"), numbered_image(number))
    (tmp_path / "notes.txt").write_text("not a picture")

    pictures = list(open_pictures(camera(tmp_path, fps=2)))

    assert [number_of(p.to_bgr()) for p in pictures] == [1, 9, 10]
    assert [p.pts for p in pictures] == [0, 0.5, 1.0]


def test_probing_another_resolution_is_fine(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4")
    assert probe_source(camera(video, size=(1920, 1080))).size == SIZE


def test_probing_another_shape_says_both_sizes(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4")
    with pytest.raises(WrongSize, match=r"160x90.*640x480.*\[160, 90\]"):
        probe_source(camera(video, size=(640, 480)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"gone\.mp4.*no such file.*check the path"):
        probe_source(camera(tmp_path / "gone.mp4"))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="no picture"):
        probe_source(camera(tmp_path))


@pytest.mark.parametrize("content", [b"", b"hello, I am a text file\n" * 50, bytes(4096)])
def test_what_is_no_video_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "v.mp4"
    path.write_bytes(content)
    with pytest.raises(NotAVideo, match=r"v\.mp4"):
        probe_source(camera(path))


def test_a_file_that_only_sounds_has_no_video(tmp_path: Path) -> None:
    with pytest.raises(NoVideoTrack):
        probe_source(camera(make_sound(tmp_path / "a.mp4")))


def test_a_playlist_in_disguise_reaches_no_network(tmp_path: Path) -> None:
    path = tmp_path / "v.mp4"
    path.write_text("#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(SourceError):
        probe_source(camera(path))


def test_a_video_cut_before_its_index_is_called_cut(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=60)
    video.write_bytes(video.read_bytes()[:-2000])
    with pytest.raises(TruncatedSource, match="cut off or damaged"):
        probe_source(camera(video))


def drained(path: Path) -> tuple[list[Picture], SourceError | None]:
    pictures: list[Picture] = []
    try:
        for picture in open_pictures(camera(path)):
            pictures.append(picture)
    except SourceError as error:
        return pictures, error
    return pictures, None


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_video_that_breaks_off_gives_what_it_has_and_then_says_so(
    tmp_path: Path, part: float
) -> None:
    video = make_video(tmp_path / "v.mp4", frames=90, faststart=True)
    whole = video.read_bytes()
    video.write_bytes(whole[: int(len(whole) * part)])

    pictures, error = drained(video)

    assert 0 < len(pictures) < 90
    assert isinstance(error, TruncatedSource)
    assert error.lasts_s == pytest.approx(3.0)
    assert "of 3.0 s" in str(error)


def test_a_video_damaged_in_the_middle_is_not_taken_for_whole(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=90, faststart=True)
    content = bytearray(video.read_bytes())
    middle = len(content) * 2 // 3
    content[middle : middle + 3000] = bytes(itertools.islice(itertools.cycle(b"\xff\x00"), 3000))
    video.write_bytes(content)

    pictures, error = drained(video)

    assert isinstance(error, TruncatedSource) or any(p.damaged for p in pictures)


def test_a_sound_video_is_never_called_cut(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.mkv", "a.avi", "a.mov", "a.ts"):
        pictures, error = drained(make_video(tmp_path / name, frames=37, fps=25, audio=False))
        assert error is None, name
        assert len(pictures) == 37, name


def test_an_unreadable_picture_of_a_folder_is_named(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), numbered_image(1))
    (tmp_path / "b.png").write_bytes(b"no")
    pictures, error = drained(tmp_path)
    assert len(pictures) == 1
    assert isinstance(error, TruncatedSource)
    assert "b.png" in str(error)


def test_a_refused_connection_shows_no_login_anywhere() -> None:
    password, token = "s3cret", "t0ken"
    with pytest.raises(SourceRefused) as refused:
        probe_source(camera(f"rtsp://admin:{password}@127.0.0.1:1/cam?token={token}"))
    error: BaseException | None = refused.value
    assert password not in "".join(traceback.format_exception(refused.value))
    while error is not None:
        assert password not in str(error) + repr(error)
        assert token not in str(error) + repr(error)
        error = error.__cause__ or error.__context__


def test_leaving_early_closes_the_file(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4").resolve()
    pictures = open_pictures(camera(video))
    next(pictures)
    pictures.close()
    gc.collect()
    held = [Path(link).resolve() for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert video not in held


def test_the_image_is_bgr_bytes(tmp_path: Path) -> None:
    red = np.zeros((90, 160, 3), np.uint8)
    red[..., 2] = 200
    video = make_video(tmp_path / "v.mp4", images=iter([red] * 3))
    image = next(open_pictures(camera(video))).to_bgr()
    assert image.dtype == np.uint8
    assert image.shape == (90, 160, 3)
    assert image[..., 2].mean() > 150 > 50 > image[..., 0].mean()
