"""Every way in which pictures come, each from a real server on this machine."""

import time
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path

import av
import pytest
from support.camera_specs import camera
from support.http_camera import serve_http
from support.rtsp import serve_rtsp
from support.tls import make_certificate, tls_in_front
from support.videos import make_video, number_of

from cameras.decode import open_live, open_pictures, probe_source
from cameras.errors import MissingSource, SourceError, SourceRefused
from cameras.reading import Reading, Transport
from cameras.spec import CameraSpec
from cameras.stream_options import stream_options


def read_as(spec: CameraSpec, reading: Reading) -> CameraSpec:
    return CameraSpec(spec.id, spec.source, spec.size, spec.fps, reading)


def make_hls(folder: Path, seconds: int = 6) -> Path:
    """A playlist with parts of a second, as camera relays make them."""
    video = make_video(folder / "v.mp4", frames=25 * seconds, fps=25, keyframe_every=25)
    options = {"hls_time": "1", "hls_list_size": "0", "hls_playlist_type": "vod"}
    with (
        av.open(str(video)) as source,
        av.open(str(folder / "a.m3u8"), "w", options=options) as hls,
    ):
        stream = hls.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                hls.mux(packet)
    return folder / "a.m3u8"


def test_mjpeg_over_http(tmp_path: Path) -> None:
    with (
        serve_http(tmp_path) as address,
        closing(open_pictures(camera(f"{address}/mjpeg"))) as pictures,
    ):
        came = [(picture.pts, number_of(picture.to_bgr())) for picture in islice(pictures, 5)]
    assert [number for _, number in came] == list(range(came[0][1], came[0][1] + 5))
    # It has no times of its own, and those of a rate that libav guesses would run away.
    assert came[-1][0] - came[1][0] > 0.2


def test_of_mjpeg_only_the_pictures_of_the_cadence_are_decoded(tmp_path: Path) -> None:
    times, part = [], 1.0
    with (
        serve_http(tmp_path, mjpeg_fps=20) as address,
        closing(open_live(camera(f"{address}/mjpeg", fps=2))) as pictures,
    ):
        for picture in islice(pictures, 8):
            times.append(time.monotonic())
            part = picture.decoding.part if picture.decoding is not None else 1.0
    gaps = [later - earlier for earlier, later in pairwise(times[3:])]
    assert all(0.3 < gap < 0.8 for gap in gaps)
    assert part < 0.5


def test_a_video_over_http_plays_in_its_own_time(tmp_path: Path) -> None:
    make_video(tmp_path / "v.mp4", frames=25 * 3, fps=25, faststart=True)
    with serve_http(tmp_path) as address:
        began = time.monotonic()
        pictures = list(open_pictures(camera(f"{address}/v.mp4")))
    assert len(pictures) == 75
    assert 2.5 < time.monotonic() - began < 8


def test_hls(tmp_path: Path) -> None:
    make_hls(tmp_path)
    with serve_http(tmp_path) as address:
        pictures = list(islice(open_pictures(camera(f"{address}/a.m3u8")), 40))
    assert [number_of(picture.to_bgr()) for picture in pictures[:33]] == list(range(33))


@pytest.mark.parametrize("where", ["file:///{file}", "/{file}", "concat:{file}", "subfile:{file}"])
def test_a_playlist_reaches_no_file(tmp_path: Path, where: str) -> None:
    video = make_video(tmp_path / "secret.ts")
    part = where.format(file=str(video).lstrip("/"))
    served = tmp_path / "served"
    served.mkdir()
    (served / "a.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{part}\n#EXT-X-ENDLIST\n"
    )
    with serve_http(served) as address, pytest.raises(SourceError):
        next(open_pictures(camera(f"{address}/a.m3u8")))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with serve_http(tmp_path) as address, pytest.raises(MissingSource):
        probe_source(camera(f"{address}/gone.mp4"))


@pytest.mark.parametrize("transport", list(Transport))
def test_rtsp_over_tcp_and_udp(tmp_path: Path, transport: Transport) -> None:
    video = make_video(tmp_path / "v.mp4", frames=50, fps=25)
    with serve_rtsp(video) as server:
        spec = read_as(camera(server.url()), Reading(transport=transport))
        with closing(open_pictures(spec)) as pictures:
            numbers = [number_of(picture.to_bgr()) for picture in islice(pictures, 20)]
    assert numbers == list(range(20))


def test_rtsps_with_a_certificate_that_is_trusted_and_one_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = make_video(tmp_path / "v.mp4", frames=100, fps=25)
    certificate, key = make_certificate(tmp_path)
    with serve_rtsp(video) as server, tls_in_front(server.port, certificate, key) as port:
        spec = camera(f"rtsps://127.0.0.1:{port}/cam")
        with pytest.raises(SourceRefused, match="tls_verify"):
            probe_source(spec)
        assert probe_source(read_as(spec, Reading(tls_verify=False))).size == (160, 90)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert probe_source(spec).size == (160, 90)


def test_what_a_source_may_talk_to() -> None:
    """No stream may make us open a file, and https leads to nothing that is not encrypted."""
    for address in ("rtsp://h/x", "rtsps://h/x", "http://h/x", "https://h/x"):
        allowed = stream_options(camera(address).source, Reading())["protocol_whitelist"].split(",")
        assert not {"file", "pipe", "data", "concat", "subfile", "ftp"} & set(allowed)
    assert "http" not in allowed


def test_a_certificate_is_looked_at_unless_told_otherwise() -> None:
    for address in ("rtsps://h/x", "https://h/x"):
        source = camera(address).source
        assert stream_options(source, Reading())["tls_verify"] == "1"
        assert stream_options(source, Reading(tls_verify=False))["tls_verify"] == "0"
