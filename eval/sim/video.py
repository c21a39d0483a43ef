"""Frames into H.264 files, and files of the same kind end to end."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.video.reformatter import ColorRange
from numpy.typing import NDArray

KEY_EVERY_S = 10


class VideoWriter:
    """Writes RGB frames (height, width, 3) at a fixed rate to an MP4. Use in `with`.

    Renders are to be equal to the byte, so x264 has one thread, since its output depends on how
    many there are, and no macroblock tree, whose code for AVX2 gives other bytes each time.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, crf: int) -> None:
        options = {"crf": str(crf), "preset": "slow", "x264-params": "mbtree=0"}
        self._file = _Encoder(path, size, fps, "yuv420p", options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close(whole=kind is None)

    def write(self, picture: NDArray[np.uint8]) -> None:
        """Append a frame."""
        self._file.add(av.VideoFrame.from_ndarray(picture, format="rgb24"))


class MaskWriter:
    """Writes grey pictures (height, width) whose values come back exactly. Use in `with`.

    `fps` may be a fraction: only some of a video's frames have a mask.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: Fraction) -> None:
        self._file = _Encoder(path, size, fps, "gray", {"qp": "0", "preset": "fast", "bf": "0"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close(whole=kind is None)

    def write(self, mask: NDArray[np.uint8]) -> None:
        """Append a frame."""
        self._file.add(av.VideoFrame.from_ndarray(mask, format="gray"))


class _Encoder:
    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: Fraction | int,
        pixels: str,
        options: dict[str, str],
    ) -> None:
        self._container = av.open(str(path), "w", options=_container_options(path))
        stream = self._container.add_stream("libx264", rate=fps)
        stream.width, stream.height = size
        stream.pix_fmt = pixels
        # A reader that takes grey for studio range would stretch a mask's numbers.
        self._range = ColorRange.JPEG if pixels == "gray" else ColorRange.UNSPECIFIED
        stream.codec_context.color_range = self._range
        self._time_base = 1 / Fraction(fps)
        stream.time_base = stream.codec_context.time_base = self._time_base
        stream.codec_context.thread_count = 1
        stream.codec_context.gop_size = max(1, round(KEY_EVERY_S * fps))
        stream.options = dict[str, object](options)
        self._stream = stream
        self._count = 0

    def add(self, frame: av.VideoFrame) -> None:
        frame.color_range = self._range
        frame.pts = self._count
        # Not the stream's: that becomes the container's own once its header is written.
        frame.time_base = self._time_base
        self._container.mux(self._stream.encode(frame))
        self._count += 1

    def close(self, whole: bool) -> None:
        if whole:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def join_videos(
    parts: Sequence[Path], lengths: Sequence[int], fps: Fraction | int, path: Path
) -> None:
    """Put `parts` of one encoder end to end into `path`, bit by bit as they are.

    `lengths` are their numbers of frames, `fps` the rate of all. Every part starts with a key
    frame and knows nothing of the ones before, so the joined file plays as if it had been written
    in one go.
    """
    rate, done = Fraction(fps), 0
    with av.open(str(path), "w", options=_container_options(path)) as joined:
        stream: av.VideoStream | None = None
        for part, length in zip(parts, lengths, strict=True):
            with av.open(str(part)) as source:
                own = source.streams.video[0]
                if stream is None:
                    stream = joined.add_stream_from_template(own)
                    stream.time_base = 1 / rate
                for packet in source.demux(own):
                    if packet.pts is None:
                        continue  # the flush at the end
                    # Matroska keeps no order of decoding; in masks, which have no frames that
                    # look ahead, it is that of showing.
                    decoded = packet.pts if packet.dts is None else packet.dts
                    # Files keep times in units of their own, which only nearly hold the rate's.
                    base = Fraction(packet.time_base)
                    packet.pts = round(packet.pts * base * rate) + done
                    packet.dts = round(decoded * base * rate) + done
                    packet.duration = 1
                    packet.time_base = 1 / rate
                    packet.stream = stream
                    joined.mux(packet)
            done += length


def _container_options(path: Path) -> dict[str, str]:
    """MP4 with its index ahead; Matroska without the random numbers it puts into each file."""
    if path.suffix == ".mp4":
        return {"movflags": "+faststart"}
    return {"fflags": "+bitexact"}
