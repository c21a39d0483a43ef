"""Against a real RTSP server: half of a GOP of 1 s is left out at 2 decisions a second."""

from itertools import islice, pairwise
from pathlib import Path

from support.camera_specs import camera
from support.grown_gop import make_grown_gop
from support.rtsp import serve_rtsp
from support.videos import make_video, number_of

from cameras.decode import open_live, open_pictures


def test_pictures_are_half_a_second_apart_at_most_and_whole(tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=25 * 6, fps=25, keyframe_every=25)
    every = {round(p.pts, 2): number_of(p.to_bgr()) for p in open_pictures(camera(video))}
    with serve_rtsp(video) as server:
        pictures = list(open_live(camera(server.url(), fps=2)))
    times = [picture.pts for picture in pictures]
    assert max(later - earlier for earlier, later in pairwise(times)) <= 0.5 + 1 / 25
    decoding = pictures[-1].decoding
    assert decoding is not None
    assert decoding.gop_s is not None
    assert abs(decoding.gop_s - 1.0) < 0.01
    assert 3 * 13 <= sum(2 <= time_s < 5 for time_s in times) <= 3 * 15, "of 3 times 25"
    assert not any(picture.damaged for picture in pictures)
    for picture in pictures[::7]:
        assert number_of(picture.to_bgr()) == every[round(picture.pts, 2)]


def test_a_gop_that_grows_leaves_no_hole(tmp_path: Path) -> None:
    """Key frames every second, then none for four."""
    video = make_grown_gop(tmp_path / "v.mp4", short=4, long_s=4)
    with serve_rtsp(video) as server:
        times = [picture.pts for picture in islice(open_live(camera(server.url(), fps=2)), 500)]
    assert max(later - earlier for earlier, later in pairwise(times)) <= 0.5 + 1 / 25
