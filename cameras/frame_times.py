"""A time for every decoded frame, also where the stream does not say it."""

import time
from collections.abc import Iterator

from av.video.frame import VideoFrame

_PATIENCE = 5


def timed(frames: Iterator[VideoFrame], step: float) -> Iterator[tuple[VideoFrame, float]]:
    """Frames with a PTS each, in seconds; ``step`` is how far apart they are.

    An RTSP stream's first frames may come before the server has said how its RTP time maps to
    the stream's: these wait for the first that has one and are counted back from it. A format
    without any time is counted forward.
    """
    waiting: list[VideoFrame] = []
    last: float | None = None
    for frame in frames:
        if frame.pts is None and last is None and len(waiting) < _PATIENCE:
            waiting.append(frame)
            continue
        pts = pts_of(frame)
        if pts is None:
            pts = last + step if last is not None else len(waiting) * step
        for back, early in enumerate(waiting):
            yield early, pts - (len(waiting) - back) * step
        waiting.clear()
        last = pts
        yield frame, pts
    for index, frame in enumerate(waiting):
        yield frame, index * step


def dated_on_arrival(frames: Iterator[VideoFrame]) -> Iterator[tuple[VideoFrame, float]]:
    """Frames of a live stream without any times, in seconds of this machine's monotonic clock: a
    rate that was guessed wrongly would make each later than the one before."""
    for frame in frames:
        yield frame, time.monotonic()


def pts_of(frame: VideoFrame) -> float | None:
    """The frame's own PTS in seconds, if it has one."""
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)
