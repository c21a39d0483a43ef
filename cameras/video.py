"""Pictures out of a stream or a video file, by PyAV. Audio is neither fetched nor decoded."""

import time
from collections.abc import Iterator
from typing import Literal

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from cameras.av_errors import opening_error, reading_error
from cameras.coded import Choice
from cameras.decoder import Decoder, VideoPacket
from cameras.errors import NoVideoTrack, SourceError, SourceLost
from cameras.frame import Image
from cameras.frame_times import dated_on_arrival, timed
from cameras.hardware import accelerator
from cameras.pace import paced
from cameras.picture import Decoding, Picture, Timeouts
from cameras.progress import Progress, promised_length
from cameras.reading import DEFAULT_READING, Reading
from cameras.spec import SourceUrl
from cameras.stream_options import stream_options

# Listening to a floor is forbidden and audio codecs are not on this list, so that not even
# probing can decode a sound. It also keeps rarely tested decoders away from foreign data.
VIDEO_DECODERS = (
    "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mjpeg,mpeg4,mpeg1video,"
    "mpeg2video,h263,flv,msmpeg4v2,msmpeg4,wmv1,wmv2,vc1,theora,prores,dnxhd,ffv1,huffyuv,"
    "ffvhuff,rawvideo,gif,png,apng,webp,bmp,qtrle,utvideo"
)
_ONE_THREAD_PIXELS = 1920 * 1088
# Formats without times, for which libav makes some up from a rate that it guesses.
_GUESS_THEIR_TIMES = frozenset({"mpjpeg", "mjpeg", "h264", "hevc"})
# Formats of which a live source sends some seconds at once.
_COMES_IN_PIECES = frozenset({"hls", "mov"})


def video_pictures(
    source: SourceUrl,
    timeouts: Timeouts,
    choice: Choice[VideoPacket],
    reading: Reading = DEFAULT_READING,
) -> Iterator[Picture]:
    """The pictures of a stream or video file that ``choice`` wants, in order.

    Raises a SourceError: on opening, when a live stream breaks or stops sending for
    ``timeouts.read_s``, and, for a file, after its last good picture if it breaks off early.
    """
    container = open_container(source, timeouts, reading)
    with container:
        if not container.streams.video:
            raise NoVideoTrack(source, "there is no video in it", "give one that has pictures")
        stream = container.streams.video[0]
        for other in container.streams:
            if other.index != stream.index:
                other.discard = av.stream.Discard.all
        stream.thread_type = _threads(stream, choice.at_once or not source.recorded)
        progress = Progress(promised_length(container, stream))
        packets = _packets(container, stream, source, timeouts, progress)
        guessed_times = _is(container, _GUESS_THEIR_TIMES)
        decoder = Decoder(stream, choice, guessed_times, progress)
        step = 1.0 / float(stream.average_rate) if stream.average_rate else 0.04
        decoded = _decode(packets, decoder, source, timeouts)
        dated = guessed_times and not source.recorded
        frames = dated_on_arrival(decoded) if dated else timed(decoded, step)
        pictures = (_picture(frame, pts, step, decoder.decoding) for frame, pts in frames)
        in_pieces = not source.recorded and _is(container, _COMES_IN_PIECES)
        for picture in paced(pictures) if in_pieces else pictures:
            progress.saw(picture)
            yield picture
        if source.recorded:
            progress.check(source)


def open_container(source: SourceUrl, timeouts: Timeouts, reading: Reading) -> InputContainer:
    """The source, opened. Raises a SourceError that shows no login."""
    began = time.monotonic()
    try:
        return av.open(
            source.reveal(),
            "r",
            options=stream_options(source, reading) | {"codec_whitelist": VIDEO_DECODERS},
            timeout=(timeouts.open_s, timeouts.read_s),
            # A recording gives the same pictures on every machine, so the processor decodes it.
            hwaccel=None if source.recorded else accelerator(reading.decode_on),
        )
    except (av.FFmpegError, OSError, ValueError) as error:
        failure = opening_error(error, source, time.monotonic() - began, timeouts.open_s)
    # Raised outside the handler: "from None" would still keep the address in __context__.
    raise failure


def _threads(stream: VideoStream, live: bool) -> Literal["NONE", "SLICE", "AUTO"]:
    """Frame threads hold frames back, which a live camera cannot afford, and cost a fifth more CPU
    time; slice threads a tenth (H.264, 1280x720), so they are for pictures that need them."""
    if not live:
        return "AUTO"
    size = stream.codec_context.width * stream.codec_context.height
    return "SLICE" if size > _ONE_THREAD_PIXELS else "NONE"


def _packets(
    container: InputContainer,
    stream: VideoStream,
    source: SourceUrl,
    timeouts: Timeouts,
    progress: Progress,
) -> Iterator[VideoPacket]:
    """Coded pictures until the end; of a file that is damaged, until there."""
    packets = container.demux(stream)
    while True:
        failure: SourceError | None = None
        packet: VideoPacket | None = None
        try:
            packet = next(packets, None)
        except (av.FFmpegError, OSError, ValueError) as error:
            if source.recorded:
                progress.broken_packets += 1
            else:
                failure = reading_error(error, source, timeouts.read_s)
        if failure is not None:
            raise failure
        if packet is None:
            return
        if packet.size == 0:
            continue  # PyAV's word for the end: the decoder is told by us
        progress.packets += 1
        yield packet


def _decode(
    packets: Iterator[VideoPacket], decoder: Decoder, source: SourceUrl, timeouts: Timeouts
) -> Iterator[VideoFrame]:
    """Decoded frames. A live stream of which nothing can be decoded any more is given up."""
    last_picture = time.monotonic()
    for packet in packets:
        for frame in decoder.frames(packet, time.monotonic()):
            yield frame
            last_picture = time.monotonic()  # after the yield: a slow consumer is not its fault
        if not source.recorded and time.monotonic() - last_picture > timeouts.picture_s:
            raise SourceLost(
                source,
                f"nothing it sent for {timeouts.picture_s:g} s could be decoded",
                "check the camera's encoder and its network",
            )
    yield from decoder.rest()


def _is(container: InputContainer, formats: frozenset[str]) -> bool:
    return bool(formats & set(container.format.name.split(",")))


def _picture(frame: VideoFrame, pts: float, step: float, decoding: Decoding) -> Picture:
    duration = float(frame.duration * frame.time_base) if frame.time_base else 0.0
    turns = (frame.rotation // 90) % 4
    size = (frame.height, frame.width) if turns % 2 else (frame.width, frame.height)

    def to_bgr() -> Image:
        image = np.asarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
        return np.ascontiguousarray(np.rot90(image, turns)) if turns else image

    duration = duration if duration > 0 else step
    return Picture(pts, duration, size, to_bgr, frame.is_corrupt, decoding)
