"""What a stream is, measured for a few seconds from its packets, and what it costs to decode."""

import struct
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from cameras.av_errors import reading_error
from cameras.beginnings import begins_anew, length_size
from cameras.decoder import VideoPacket
from cameras.errors import NotAVideo, NoVideoTrack, SourceError
from cameras.picture import Timeouts
from cameras.reading import DEFAULT_READING, Reading
from cameras.spec import SourceUrl
from cameras.video import open_container

MOST_PACKETS = 5000


@dataclass(frozen=True, slots=True)
class Survey:
    """A stream as it was seen.

    ``fps`` and ``gop_s`` are measured; ``gop_s`` is the longest time between pictures from which
    decoding can begin, None where fewer than two came. ``ms`` and ``key_ms`` are CPU milliseconds
    to decode a picture and a key frame on one thread. ``clock_offset_s`` is how far the camera's
    clock is ahead of ours, up to the time that pictures are on the way; None where the stream does
    not tell the camera's time (all but RTSP with sender reports). ``holds_back``: B-frames.
    """

    codec: str
    size: tuple[int, int]
    fps: float
    mbit_s: float
    gop_s: float | None
    holds_back: bool
    ms: float
    key_ms: float | None
    clock_offset_s: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """One packet: PTS, bytes, whether decoding can begin there, its cost, the camera's lead."""

    pts: float | None
    bytes: int
    begins: bool
    cost_s: float
    pictures: int
    ahead_s: float | None


def survey(
    source: SourceUrl,
    seconds: float,
    timeouts: Timeouts,
    reading: Reading = DEFAULT_READING,
) -> Survey:
    """Read a stream or a video file for ``seconds`` of its own time.

    Raises a SourceError where it cannot be opened or holds no video.
    """
    with open_container(source, timeouts, reading) as container:
        if not container.streams.video:
            raise NoVideoTrack(source, "there is no video in it", "give one that has pictures")
        stream = container.streams.video[0]
        stream.thread_type = "NONE"
        context = stream.codec_context
        size = length_size(context.name, context.extradata)
        seen: list[_Seen] = []
        for packet in _packets(container, stream, source, timeouts):
            seen.append(_look(packet, context.name, size))
            if len(seen) >= MOST_PACKETS or _lasted(seen) >= seconds:
                break
        if not any(each.pictures for each in seen) or _lasted(seen) <= 0:
            raise NotAVideo(source, "it holds no pictures with times", "give one that does")
        return _summed(seen, context.name, (context.width, context.height))


def _packets(
    container: InputContainer, stream: VideoStream, source: SourceUrl, timeouts: Timeouts
) -> Iterator[VideoPacket]:
    packets = container.demux(stream)
    failure: SourceError | None = None
    while failure is None:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.FFmpegError, OSError, ValueError) as error:
            failure = reading_error(error, source, timeouts.read_s)
        else:
            if packet.size:
                yield packet
    raise failure  # outside of the handler: what libav raised holds the address


def _look(packet: VideoPacket, codec: str, size: int | None) -> _Seen:
    ahead_s = _ahead_of_us(packet, time.time())
    began = time.thread_time()
    try:
        pictures = len(packet.decode())
    except (av.FFmpegError, ValueError):
        pictures = 0
    cost_s = time.thread_time() - began
    begins = packet.is_keyframe and begins_anew(codec, bytes(packet), size)
    pts = None if packet.pts is None else float(packet.pts * packet.time_base)
    return _Seen(pts, packet.size, begins, cost_s, pictures, ahead_s)


def _ahead_of_us(packet: VideoPacket, now: float) -> float | None:
    """The camera's wall time of a picture less ours; RTSP tells it after its first report."""
    if not packet.has_sidedata("prft"):
        return None
    (wall_us,) = struct.unpack_from("<q", bytes(packet.get_sidedata("prft")))
    return float(wall_us / 1_000_000 - now)


def _lasted(seen: Sequence[_Seen]) -> float:
    times = [each.pts for each in seen if each.pts is not None]
    return max(times) - min(times) if times else 0.0


def _summed(seen: Sequence[_Seen], codec: str, size: tuple[int, int]) -> Survey:
    times = sorted(each.pts for each in seen if each.pts is not None)
    beginnings = [each.pts for each in seen if each.begins and each.pts is not None]
    seconds = times[-1] - times[0]
    ahead = [each.ahead_s for each in seen if each.ahead_s is not None]
    keys = [each.cost_s for each in seen if each.begins]
    return Survey(
        codec=codec,
        size=size,
        fps=(len(times) - 1) / seconds,
        mbit_s=8 * sum(each.bytes for each in seen) / seconds / 1e6,
        gop_s=max((b - a for a, b in pairwise(beginnings)), default=None),
        holds_back=any(not each.pictures for each in seen[:1]) or _out_of_order(seen),
        ms=1000 * sum(each.cost_s for each in seen) / len(seen),
        key_ms=1000 * median(keys) if keys else None,
        # The quickest picture waited least: its lead is the least wrong.
        clock_offset_s=max(ahead, default=None),
        seconds=seconds,
    )


def _out_of_order(seen: Sequence[_Seen]) -> bool:
    times = [each.pts for each in seen if each.pts is not None]
    return any(later < earlier for earlier, later in pairwise(times))
