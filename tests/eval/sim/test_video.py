"""The video's clock is the script's; masks keep their numbers; parts joined are as one file."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from eval.sim.video import MaskWriter, VideoWriter, join_videos

Pictures = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def pictures(count: int) -> Pictures:
    shades = np.random.default_rng(1).integers(0, 255, (count, 8, 8, 3), dtype=np.uint8)
    return np.kron(shades, np.ones((1, 8, 8, 1), np.uint8))


def write(path: Path, frames: Pictures, fps: int = 6) -> None:
    with VideoWriter(path, (64, 64), fps=fps, crf=20) as writer:
        for frame in frames:
            writer.write(frame)


def times_of(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return [float(frame.pts * frame.time_base) for frame in container.decode(stream)]


def read(path: Path, pixels: str) -> list[Pictures]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format=pixels) for frame in container.decode(video=0)]


def test_frames_come_back_at_their_times(tmp_path: Path) -> None:
    write(tmp_path / "v.mp4", pictures(150))
    with av.open(str(tmp_path / "v.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
    assert times_of(tmp_path / "v.mp4") == pytest.approx(np.arange(150) / 6)


def test_parts_joined_play_like_one_file(tmp_path: Path) -> None:
    frames = pictures(70)
    cuts = [0, 30, 60, 70]
    parts = [tmp_path / f"{number}.mp4" for number in range(3)]
    for part, first, last in zip(parts, cuts[:-1], cuts[1:], strict=True):
        write(part, frames[first:last])
    join_videos(parts, [30, 30, 10], 6, tmp_path / "all.mp4")
    assert times_of(tmp_path / "all.mp4") == pytest.approx(np.arange(70) / 6)
    apart = [picture for part in parts for picture in read(part, "rgb24")]
    assert np.array_equal(apart, read(tmp_path / "all.mp4", "rgb24"))  # nothing encoded again
    with av.open(str(tmp_path / "all.mp4")) as container:
        assert container.streams.video[0].average_rate == 6
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        keys = {round(each.pts * each.time_base * 6) for each in packets if each.is_keyframe}
        assert keys >= {0, 30, 60}


def test_joining_gives_the_same_bytes_again(tmp_path: Path) -> None:
    for number in (0, 1):
        write(tmp_path / f"{number}.mp4", pictures(20))
        with MaskWriter(tmp_path / f"{number}.mkv", (64, 64), Fraction(3, 2)) as writer:
            for frame in pictures(20):
                writer.write(frame[:, :, 0])
    for kind, rate in (("mp4", Fraction(6)), ("mkv", Fraction(3, 2))):
        parts = [tmp_path / f"{number}.{kind}" for number in (0, 1)]
        joined = [tmp_path / f"joined{number}.{kind}" for number in (0, 1)]
        for path in joined:
            join_videos(parts, [20, 20], rate, path)
        assert joined[0].read_bytes() == joined[1].read_bytes()


def test_every_number_of_a_mask_comes_back(tmp_path: Path) -> None:
    masks = np.random.default_rng(2).integers(0, 256, (25, 36, 64), dtype=np.uint8)
    masks[0] = np.arange(36 * 64).reshape(36, 64) % 256
    parts = [tmp_path / "a.mkv", tmp_path / "b.mkv"]
    for part, some in zip(parts, (masks[:20], masks[20:]), strict=True):
        with MaskWriter(part, (64, 36), Fraction(7, 3)) as writer:
            for mask in some:
                writer.write(mask)
    join_videos(parts, [20, 5], Fraction(7, 3), tmp_path / "all.mkv")
    assert np.array_equal(read(tmp_path / "all.mkv", "gray"), masks)
    opened = cv2.VideoCapture(str(tmp_path / "all.mkv"))
    assert np.array_equal(opened.read()[1][:, :, 0], masks[0])  # no reader stretches the range
    opened.release()


def test_parts_of_a_few_slow_frames_join_too(tmp_path: Path) -> None:
    masks = np.random.default_rng(3).integers(0, 9, (13, 36, 64), dtype=np.uint8)
    parts = [tmp_path / f"{number}.mkv" for number in range(4)]
    counts = [4, 3, 3, 3]
    for number, part in enumerate(parts):
        first = sum(counts[:number])
        with MaskWriter(part, (64, 36), Fraction(1, 3)) as writer:
            for mask in masks[first : first + counts[number]]:
                writer.write(mask)
    join_videos(parts, counts, Fraction(1, 3), tmp_path / "all.mkv")
    assert np.array_equal(read(tmp_path / "all.mkv", "gray"), masks)
    assert times_of(tmp_path / "all.mkv") == pytest.approx(3 * np.arange(13))
