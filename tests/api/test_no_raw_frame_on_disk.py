"""P3: raw frames live in memory only. Killed at any moment, nothing of them is on disk."""

import os
import subprocess
import sys
import time
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from support.rtsp import free_port
from support.waiting import wait_until

WINDOW = 48
"""Bytes in a row that a file and a frame must share to count as a leak; noise never does."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A camera that shows coloured noise, which no other file resembles by chance."""
    folder = tmp_path / "site"
    folder.mkdir()
    noise = np.random.default_rng(5)
    with av.open(str(folder / "cam.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 192, "yuv420p"
        for _ in range(100):
            # Soft, of no squares: pictures that have some are too coarse to be judged.
            spots = noise.integers(0, 256, (12, 20, 3), np.uint8)
            picture = cv2.resize(spots, (320, 192), interpolation=cv2.INTER_CUBIC)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    (folder / "floor.yaml").write_text(
        "version: 1\n"
        "site: {name: Noise}\n"
        "cameras: [{id: cam1, source: cam.mp4, size: [320, 192], fps: 5}]\n"
        "seats: [{id: A-01, camera: cam1, seat: [[10, 10], [100, 10], [100, 150], [10, 150]]}]\n"
    )
    return folder


def windows(video: Path) -> set[bytes]:
    """Rows of the decoded frames in the layouts a program might write them in."""
    found = set()
    with av.open(str(video)) as container:
        for index, frame in enumerate(container.decode(video=0)):
            if index % 5:
                continue
            for layout in ("bgr24", "rgb24", "gray"):
                pixels = frame.to_ndarray(format=layout)
                for row in pixels[::24]:
                    data = row.tobytes()
                    found |= {data[at : at + WINDOW] for at in range(0, len(data) - WINDOW, 160)}
    return found


def leaks(folder: Path, frames: set[bytes]) -> list[str]:
    """Files below ``folder`` that hold a stretch of a frame, or any picture at all."""
    bad = []
    for file in folder.rglob("*"):
        if not file.is_file() or file.suffix == ".mp4":
            continue
        data = file.read_bytes()
        picture = data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"BM", b"RIFF"))
        if picture or any(window in data for window in frames):
            bad.append(str(file))
    return bad


def test_the_search_finds_a_frame_that_was_written(site: Path) -> None:
    frames = windows(site / "cam.mp4")
    with av.open(str(site / "cam.mp4")) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="bgr24")
    (site / "core.bin").write_bytes(b"header" + frame.tobytes())
    assert leaks(site, frames) == [str(site / "core.bin")]


@pytest.mark.parametrize("after_s", [0.3, 2.5])
def test_killed_while_running_leaves_no_pixel(site: Path, tmp_path: Path, after_s: float) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    port = free_port()
    log = (tmp_path / "log.txt").open("wb")
    command = [sys.executable, "-m", "api.cli", "run", str(site), "--port", str(port)]
    command += ["--out", str(tmp_path / "out")]
    environment = os.environ | {"TMPDIR": str(temporary)}
    with log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            wait_until(lambda: (tmp_path / "out").exists() or process.poll() is not None, 60)
            assert process.poll() is None, (tmp_path / "log.txt").read_text()
            time.sleep(after_s)
            assert process.poll() is None, "it ended before it was killed"
        finally:
            process.kill()
    frames = windows(site / "cam.mp4")
    assert (site / "floorwatch.db").exists()
    assert len(list((tmp_path / "out").iterdir())) > 0
    assert leaks(tmp_path, frames) == []
