"""A video whose key frames come every second at first, and then for a while not at all."""

from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import PictureType
from support.videos import SIZE, numbered_image

FPS = 25


def make_grown_gop(path: Path, short: int, long_s: int) -> Path:
    """``short`` GOPs of 1 s and one of ``long_s``; returns ``path``."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = {"g": "10000", "preset": "ultrafast", "tune": "zerolatency"}
        for number in range((short + long_s) * FPS):
            frame = av.VideoFrame.from_ndarray(numbered_image(number % 32), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            if number % FPS == 0 and number <= short * FPS:
                frame.pict_type = PictureType.I
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
