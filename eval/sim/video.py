"""Frames into an H.264 file."""

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from numpy.typing import NDArray

KEY_EVERY_S = 10


class VideoWriter:
    """Writes RGB frames (height, width, 3) at a fixed rate to an MP4. Use in `with`.

    One encoder thread: x264's output depends on how many there are, and renders are to be equal
    to the byte.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, crf: int) -> None:
        self._container = av.open(str(path), "w", options={"movflags": "+faststart"})
        stream = self._container.add_stream("libx264", rate=fps)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        self._time_base = Fraction(1, fps)
        stream.time_base = stream.codec_context.time_base = self._time_base
        stream.codec_context.thread_count = 1
        stream.codec_context.gop_size = KEY_EVERY_S * fps
        stream.options = {"crf": str(crf), "preset": "slow"}
        self._stream = stream
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()

    def write(self, picture: NDArray[np.uint8]) -> None:
        """Append a frame."""
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts = self._count
        # Not the stream's: that becomes the container's own once its header is written.
        frame.time_base = self._time_base
        self._container.mux(self._stream.encode(frame))
        self._count += 1
