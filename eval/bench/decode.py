"""What decoding costs, ours against OpenCV's and ffmpeg's.

``python -m eval.bench.decode CLIP ...``: everybody reads the same clips in turn, round after round,
at 2 decisions a second. What is compared is CPU time of all threads for each second of video: an
interval that holds 1 is no difference. Decoding is all that is done with the pictures.
"""

import math
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import cv2
import typer

from cameras.decode import open_pictures, open_replay
from cameras.frame import CameraId
from cameras.picture import Picture, Timeouts
from cameras.spec import CameraSpec, SourceUrl
from cameras.survey import Survey, survey
from cameras.thrift import Thrift
from cameras.video import video_pictures
from eval.bench.rounds import Ratio, ratio

DECISIONS_PER_S = 2.0
OURS = "ours, live"
OPENCV = "VideoCapture, read() all"


@dataclass(frozen=True, slots=True)
class Clip:
    """A file and what was measured of it."""

    path: Path
    seen: Survey

    @property
    def spec(self) -> CameraSpec:
        """The clip as a camera."""
        source = SourceUrl(str(self.path))
        return CameraSpec(CameraId("clip"), source, self.seen.size, DECISIONS_PER_S)


def clip_of(path: Path) -> Clip:
    """A clip, looked at from start to end. Raises a SourceError."""
    return Clip(path, survey(SourceUrl(str(path)), math.inf, Timeouts()))


Reader = Callable[[Clip], int]
"""Reads a clip once; how many pictures it handed on."""


def ours_live(clip: Clip) -> int:
    """As a live stream is read."""
    pictures = video_pictures(clip.spec.source, Timeouts(), Thrift(DECISIONS_PER_S))
    return _decide(pictures)


def ours_replay(clip: Clip) -> int:
    """As a recording is read: the same pictures as if all were decoded."""
    return _decide(open_replay(clip.spec))


def ours_all(clip: Clip) -> int:
    """With every picture decoded."""
    return _decide(open_pictures(clip.spec))


def opencv_read(clip: Clip) -> int:
    """As most scripts do it: every picture read, some of them used."""
    return _capture(clip, retrieve_all=True)


def opencv_grab(clip: Clip) -> int:
    """As careful scripts do it: pictures that are not used are not converted."""
    return _capture(clip, retrieve_all=False)


def ffmpeg_all(clip: Clip) -> int:
    """``ffmpeg -i CLIP -f null -``: decoding alone, nothing converted."""
    return _ffmpeg(clip)


def ffmpeg_keys(clip: Clip) -> int:
    """The same with key frames alone; no decision could be made twice a second of it."""
    return _ffmpeg(clip, "-skip_frame", "nokey")


READERS: Mapping[str, Reader] = {
    OURS: ours_live,
    "ours, replay": ours_replay,
    "ours, decode: all": ours_all,
    OPENCV: opencv_read,
    "VideoCapture, grab() and retrieve()": opencv_grab,
    "ffmpeg -f null": ffmpeg_all,
    "ffmpeg -skip_frame nokey -f null": ffmpeg_keys,
}


def _decide(pictures: Iterator[Picture]) -> int:
    shown, due_s, last = 0, 0.0, None
    for picture in pictures:
        while last is not None and picture.pts > due_s + 1e-3:
            last.to_bgr()
            shown, due_s = shown + 1, due_s + 1 / DECISIONS_PER_S
        last = picture
    return shown


def _capture(clip: Clip, retrieve_all: bool) -> int:
    capture = cv2.VideoCapture(str(clip.path), cv2.CAP_FFMPEG)
    every = clip.seen.fps / DECISIONS_PER_S
    shown = number = 0
    try:
        while capture.grab():
            due = number >= math.ceil(shown * every)
            if due or retrieve_all:
                capture.retrieve()
            shown, number = shown + due, number + 1
    finally:
        capture.release()
    return shown


def _ffmpeg(clip: Clip, *options: str) -> int:
    command = ["ffmpeg", "-v", "error", *options, "-i", str(clip.path), "-f", "null", "-"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return 0


def cpu_seconds() -> float:
    """Of this process and of its children that have ended, all threads."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measured(clip: Clip, readers: Mapping[str, Reader], rounds: int) -> dict[str, list[float]]:
    """For each reader its CPU seconds for a second of video, round by round, after one to warm
    up. Every second round goes the other way, so that nobody always follows the same one."""
    costs: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds + 1):
        turns = list(readers.items())
        for name, reader in turns if number % 2 else reversed(turns):
            began = cpu_seconds()
            reader(clip)
            if number:
                costs[name].append((cpu_seconds() - began) / clip.seen.seconds)
    return costs


def main(
    clips: Annotated[list[Path], typer.Argument(help="Videos as cameras send them.")],
    rounds: Annotated[int, typer.Option(min=2, help="How often each clip is read by each.")] = 6,
) -> None:
    """Print CPU ms for each second of video, and how many times ours that is."""
    readers = {k: v for k, v in READERS.items() if shutil.which("ffmpeg") or "ffmpeg" not in k}
    for path in clips:
        clip = clip_of(path)
        costs, seen = measured(clip, readers, rounds), clip.seen
        gop = "none" if seen.gop_s is None else f"{seen.gop_s:.1f} s"
        size = f"{seen.size[0]}x{seen.size[1]}"
        typer.echo(
            f"\n{path.name}: {size}, {seen.fps:.0f} a second, GOP {gop}, {seen.mbit_s:.1f} Mbit/s"
        )
        for name, each in costs.items():
            ms = 1000 * sum(each) / len(each)
            typer.echo(f"{name:38s} {ms:7.1f} ms/s  {_told(ratio(each, costs[OURS]))}")


def _told(value: Ratio) -> str:
    between = value.interval
    shown = "" if between is None else f" ({between.low:.2f} to {between.high:.2f})"
    return f"{value.value:.2f}{shown}"


if __name__ == "__main__":
    typer.run(main)
