"""The decoder, fed with what a choice lets through."""

from collections.abc import Iterator
from typing import TypeAlias

import av
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from cameras.beginnings import begins_anew, length_size
from cameras.coded import Choice, Coded
from cameras.frame_times import pts_of
from cameras.picture import Decoding
from cameras.progress import Progress

VideoPacket: TypeAlias = "Packet[VideoStream]"


class Decoder:
    """Decodes one connection's packets; one that cannot be decoded is counted and skipped.

    ``guessed_times``: the stream has none of its own, so pictures are dated by when they came.
    """

    def __init__(
        self,
        stream: VideoStream,
        choice: Choice[VideoPacket],
        guessed_times: bool,
        progress: Progress,
    ) -> None:
        self._stream = stream
        self._choice = choice
        self._guessed_times = guessed_times
        self._progress = progress
        self._length_size = length_size(stream.codec_context.name, stream.codec_context.extradata)

    @property
    def decoding(self) -> Decoding:
        """How it goes."""
        part = self._progress.decoded / max(1, self._progress.packets)
        on = "hardware" if self._stream.codec_context.is_hwaccel else "cpu"
        return Decoding(part, self._choice.gop_s, on)

    def frames(self, packet: VideoPacket, now: float) -> Iterator[VideoFrame]:
        """What comes out now that ``packet`` came, at ``now`` of the monotonic clock."""
        for coded in self._choice.take(self._coded(packet, now)):
            yield from self._decoded(coded)

    def rest(self) -> Iterator[VideoFrame]:
        """At the end: what was not decoded yet, and what the decoder still holds."""
        for coded in self._choice.rest():
            yield from self._decoded(coded)
        end = av.Packet()  # unlike None, it says in which unit times are
        end.time_base = self._stream.time_base or end.time_base
        try:
            frames = self._stream.codec_context.decode(end)
        except av.EOFError:
            return
        except (av.FFmpegError, ValueError):
            self._progress.broken_packets += 1
            return
        yield from frames

    def _coded(self, packet: VideoPacket, now: float) -> Coded[VideoPacket]:
        time_s = None if packet.pts is None else float(packet.pts * packet.time_base)
        begins = packet.is_keyframe and begins_anew(
            self._stream.codec_context.name, bytes(packet), self._length_size
        )
        return Coded(packet, now if self._guessed_times else time_s, now, begins)

    def _decoded(self, coded: Coded[VideoPacket]) -> list[VideoFrame]:
        context = self._stream.codec_context
        context.skip_frame = "NONREF" if self._choice.skips_unreferenced else "DEFAULT"
        self._progress.decoded += 1
        frames: list[VideoFrame] = []
        try:
            frames = coded.payload.decode()
        except (av.FFmpegError, ValueError):
            self._progress.broken_packets += 1
        own = coded.time_s
        times = [own if self._guessed_times else pts_of(frame) for frame in frames]
        self._choice.gave(coded, times)
        return frames
