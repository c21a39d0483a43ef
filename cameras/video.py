"""Pictures out of a stream or a video file, by PyAV. Audio is neither fetched nor decoded."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from cameras.av_errors import opening_error, reading_error
from cameras.errors import NoVideoTrack, SourceError, SourceLost, TruncatedSource
from cameras.frame import Image
from cameras.picture import Picture, Timeouts
from cameras.spec import SourceUrl

# Listening to a floor is forbidden and audio codecs are not on this list, so that not even
# probing can decode a sound. It also keeps rarely tested decoders away from foreign data.
VIDEO_DECODERS = (
    "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mjpeg,mpeg4,mpeg1video,"
    "mpeg2video,h263,flv,msmpeg4v2,msmpeg4,wmv1,wmv2,vc1,theora,prores,dnxhd,ffv1,huffyuv,"
    "ffvhuff,rawvideo,gif,png,apng,webp,bmp,qtrle,utvideo"
)
_STREAM_OPTIONS = {
    "rtsp_transport": "tcp",  # lost UDP packets smear pictures
    "allowed_media_types": "video",  # an audio track is never even requested
    "analyzeduration": "1500000",  # µs; the default of 5 s would break the 5 s to recover
}
_FILE_OPTIONS = {"protocol_whitelist": "file"}  # a playlist in disguise must not reach the network
# Formats whose header tells the true length; elsewhere libav guesses it from the bit rate.
_KNOWS_ITS_LENGTH = frozenset({"mov", "matroska", "avi"})
_PTS_PATIENCE = 5


def video_pictures(source: SourceUrl, timeouts: Timeouts) -> Iterator[Picture]:
    """The pictures of a stream or video file, in order.

    Raises a SourceError: on opening, when a live stream breaks or stops sending for
    ``timeouts.read_s``, and, for a file, after its last good picture if it breaks off early.
    """
    container = _open(source, timeouts)
    with container:
        if not container.streams.video:
            raise NoVideoTrack(source, "there is no video in it", "give one that has pictures")
        stream = container.streams.video[0]
        for other in container.streams:
            if other.index != stream.index:
                other.discard = av.stream.Discard.all
        # Frame threads are faster but hold frames back, which a live camera cannot afford.
        stream.thread_type = "AUTO" if source.recorded else "SLICE"
        progress = _Progress(_length(container, stream))
        frames = _decode(container, stream, source, timeouts, progress)
        yield from _timed(frames, stream.average_rate, progress)
        if source.recorded:
            progress.check(source)


def _open(source: SourceUrl, timeouts: Timeouts) -> InputContainer:
    options = _FILE_OPTIONS if source.recorded else _STREAM_OPTIONS
    began = time.monotonic()
    try:
        return av.open(
            source.reveal(),
            "r",
            options=options | {"codec_whitelist": VIDEO_DECODERS},
            timeout=(timeouts.open_s, timeouts.read_s),
        )
    except (av.FFmpegError, OSError, ValueError) as error:
        failure = opening_error(error, source, time.monotonic() - began, timeouts.open_s)
    # Raised outside the handler: "from None" would still keep the address in __context__.
    raise failure


@dataclass(slots=True)
class _Progress:
    """How much of a recording has been seen, to tell an end from a break."""

    expected: "_Length"
    packets: int = 0
    broken_packets: int = 0
    first_s: float | None = None
    end_s: float = 0.0

    def saw(self, picture: Picture) -> None:
        if self.first_s is None:
            self.first_s = picture.pts
        self.end_s = max(self.end_s, picture.pts + picture.duration_s)

    def check(self, source: SourceUrl) -> None:
        """Raise TruncatedSource unless all that the header promises was there."""
        length, seen_s = self.expected.seconds, self.end_s - (self.first_s or 0.0)
        right = "copy or record it again"
        if self.first_s is None:
            raise TruncatedSource(source, "not one picture in it can be decoded", right, length)
        # Either count alone may differ in a sound file: edit lists hide packets, and the last
        # frame's duration is often a guess.
        short_s = None if length is None else length - seen_s
        too_short = short_s is not None and short_s > self.expected.tolerance_s
        too_few = self.packets < self.expected.packets
        if too_short and (too_few or not self.expected.packets):
            found = f"it breaks off after {seen_s:.1f} s of {length:.1f} s"
            raise TruncatedSource(source, found, right, length)
        if self.broken_packets:
            found = f"{self.broken_packets} of its packets cannot be decoded"
            raise TruncatedSource(source, found, right, length)


@dataclass(frozen=True, slots=True)
class _Length:
    """What a header promises; zero packets and None seconds where it promises nothing."""

    packets: int = 0
    seconds: float | None = None
    tolerance_s: float = field(default=0.5)


def _length(container: InputContainer, stream: VideoStream) -> _Length:
    if not _KNOWS_ITS_LENGTH & set(container.format.name.split(",")):
        return _Length()
    seconds = None
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration is not None and len(container.streams) == 1:
        seconds = container.duration / 1_000_000  # with a second track it may be that one's
    rate = stream.average_rate
    return _Length(stream.frames, seconds, 1.5 / float(rate) if rate else 0.5)


def _decode(
    container: InputContainer,
    stream: VideoStream,
    source: SourceUrl,
    timeouts: Timeouts,
    progress: _Progress,
) -> Iterator[VideoFrame]:
    """Decoded frames; a packet that cannot be decoded is counted and skipped."""
    packets = container.demux(stream)
    last_picture = time.monotonic()
    while True:
        if not source.recorded and time.monotonic() - last_picture > timeouts.picture_s:
            raise SourceLost(
                source,
                f"nothing it sent for {timeouts.picture_s:g} s could be decoded",
                "check the camera's encoder and its network",
            )
        failure: SourceError | None = None
        try:
            packet = next(packets, None)
        except (av.FFmpegError, OSError, ValueError) as error:
            if source.recorded:
                progress.broken_packets += 1
                packet = None
            else:
                failure = reading_error(error, source, timeouts.read_s)
        if failure is not None:
            raise failure
        if packet is None:
            break
        progress.packets += packet.size > 0
        try:
            frames = packet.decode()
        except (av.FFmpegError, ValueError):
            progress.broken_packets += 1
            continue
        for frame in frames:
            yield frame
            last_picture = time.monotonic()  # after the yield: a slow consumer is not its fault
    if source.recorded:
        yield from _flush(stream, progress)


def _flush(stream: VideoStream, progress: _Progress) -> Iterator[VideoFrame]:
    """What the decoder still holds after a break; after a clean end, nothing."""
    try:
        frames = stream.codec_context.decode(None)
    except av.EOFError:
        return
    except (av.FFmpegError, ValueError):
        progress.broken_packets += 1
        return
    yield from frames


def _timed(
    frames: Iterator[VideoFrame], rate: Fraction | None, progress: _Progress
) -> Iterator[Picture]:
    """Pictures with a PTS each.

    An RTSP stream's first frames may come before the server has said how its RTP time maps to
    the stream's: these wait for the first that has one and are counted back from it. A format
    without any time is counted forward.
    """
    step = 1.0 / float(rate) if rate else 0.04
    waiting: list[VideoFrame] = []
    last: float | None = None
    for frame in frames:
        if frame.pts is None and last is None and len(waiting) < _PTS_PATIENCE:
            waiting.append(frame)
            continue
        pts = _seconds(frame)
        if pts is None:
            pts = last + step if last is not None else len(waiting) * step
        for back, early in enumerate(waiting):
            yield _picture(early, pts - (len(waiting) - back) * step, step, progress)
        waiting.clear()
        last = pts
        yield _picture(frame, pts, step, progress)
    for index, frame in enumerate(waiting):
        yield _picture(frame, index * step, step, progress)


def _seconds(frame: VideoFrame) -> float | None:
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)


def _picture(frame: VideoFrame, pts: float, step: float, progress: _Progress) -> Picture:
    duration = float(frame.duration * frame.time_base) if frame.time_base else 0.0
    turns = (frame.rotation // 90) % 4
    size = (frame.height, frame.width) if turns % 2 else (frame.width, frame.height)

    def to_bgr() -> Image:
        image = np.asarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
        return np.ascontiguousarray(np.rot90(image, turns)) if turns else image

    picture = Picture(pts, duration if duration > 0 else step, size, to_bgr, frame.is_corrupt)
    progress.saw(picture)
    return picture
