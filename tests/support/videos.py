"""Small videos made on the spot, so that a test shows all it needs."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

SIZE = (160, 90)

_QUICK = {"crf": "20", "preset": "ultrafast", "tune": "zerolatency"}
ENCODERS = {
    "h264": ("libx264", "yuv420p", _QUICK),
    "h265": ("libx265", "yuv420p", _QUICK | {"x265-params": "log-level=error"}),
    "mjpeg": ("mjpeg", "yuvj420p", {"qmin": "3", "qmax": "3"}),
}
"""For each codec the encoder, how it has pixels, and its options."""


def numbered_image(number: int, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """A picture whose left half is as bright as its number (0..32) says, with some edges."""
    width, height = size
    image = np.full((height, width, 3), 60, np.uint8)
    image[:, : width // 2] = 40 + (number * 6) % 198
    image[height // 4 : height // 2, width // 2 :: 8] = 220
    image[-height // 4 :, width // 2 :] = 150
    return image


def number_of(image: NDArray[np.uint8]) -> int:
    """The number that ``numbered_image`` drew, give or take what compression does."""
    height, width = image.shape[:2]
    corner = image[height // 8 : height // 3, 4 : width // 2 - 8]
    return round((float(corner.mean()) - 38) / 6)


def make_video(
    path: Path,
    frames: int = 30,
    fps: int = 30,
    size: tuple[int, int] = SIZE,
    audio: bool = False,
    faststart: bool = False,
    keyframe_every: int = 10,
    images: Iterator[NDArray[np.uint8]] | None = None,
    codec: str = "h264",
) -> Path:
    """A video of numbered pictures, as H.264 or another of ``ENCODERS``; returns ``path``."""
    options = {"movflags": "faststart"} if faststart else {}
    with av.open(str(path), "w", options=options) as container:
        encoder, pixels, more = ENCODERS[codec]
        stream = container.add_stream(encoder, rate=fps)
        stream.width, stream.height = size
        stream.pix_fmt = pixels
        stream.options = {"g": str(keyframe_every), **more}
        sound = container.add_stream("aac", rate=48000) if audio else None
        pictures = images or (numbered_image(n, size) for n in range(frames))
        for index, image in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = index, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound is not None:
            samples = 1024
            for index in range(int(frames / fps * 48000 / samples)):
                tone = np.random.default_rng(index).normal(0, 0.1, (1, samples))
                piece = av.AudioFrame.from_ndarray(tone.astype(np.float32), "fltp", "mono")
                piece.sample_rate, piece.pts = 48000, index * samples
                piece.time_base = Fraction(1, 48000)
                container.mux(sound.encode(piece))
            container.mux(sound.encode(None))
    return path


def make_sound(path: Path) -> Path:
    """A file with a tone and no picture; returns ``path``."""
    with av.open(str(path), "w") as container:
        sound = container.add_stream("aac", rate=48000)
        for index in range(20):
            piece = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
            piece.sample_rate, piece.pts = 48000, index * 1024
            container.mux(sound.encode(piece))
        container.mux(sound.encode(None))
    return path
