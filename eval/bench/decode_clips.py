"""Clips as cameras send them, made from a recording: H.264 without B-frames, key frames on time."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame

from cameras.frame import Image

SIZE = (1280, 720)
GRAIN = 3.0
"""Standard deviation of the sensor's noise that is added, in levels: what is scaled up is smooth,
and what is smooth is decoded too cheaply."""


def make_clip(path: Path, recording: Path, seconds: int, fps: int, gop_s: int) -> Path:
    """``recording`` over and over at 1280x720, a key frame every ``gop_s`` s; returns ``path``."""
    random = np.random.default_rng(1)
    grains = [random.normal(0, GRAIN, (SIZE[1], SIZE[0], 1)).astype(np.int16) for _ in range(8)]
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("libx264", rate=fps)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.options = {
            "g": str(gop_s * fps),
            "keyint_min": str(gop_s * fps),
            "sc_threshold": "0",
            "bf": "0",
            "preset": "veryfast",
            "maxrate": "4M",
            "bufsize": "4M",
            "crf": "23",
        }
        pictures = islice(_endless(recording), seconds * fps)
        for number, image in enumerate(pictures):
            noisy = np.clip(image + grains[number % len(grains)], 0, 255).astype(np.uint8)
            frame = VideoFrame.from_ndarray(noisy, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode(None))
    return path


def _endless(recording: Path) -> Iterator[Image]:
    while True:
        with av.open(str(recording)) as container:
            for frame in container.decode(video=0):
                image = frame.to_ndarray(format="bgr24", width=SIZE[0], height=SIZE[1])
                yield image.astype(np.uint8, copy=False)
