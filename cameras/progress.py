"""How much of a recording was seen, against what its header promises."""

from dataclasses import dataclass

from av.container import InputContainer
from av.video.stream import VideoStream

from cameras.errors import TruncatedSource
from cameras.picture import Picture
from cameras.spec import SourceUrl

# Formats whose header tells the true length; elsewhere libav guesses it from the bit rate.
_KNOWS_ITS_LENGTH = frozenset({"mov", "matroska", "avi"})


@dataclass(slots=True)
class Progress:
    """What came of a source, to tell a recording's end from a break. ``decoded`` of ``packets``
    were not left out."""

    expected: "Length"
    packets: int = 0
    decoded: int = 0
    broken_packets: int = 0
    first_s: float | None = None
    end_s: float = 0.0

    def saw(self, picture: Picture) -> None:
        """Count a picture that came out."""
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
class Length:
    """What a header promises; zero packets and None seconds where it promises nothing."""

    packets: int = 0
    seconds: float | None = None
    tolerance_s: float = 0.5


def promised_length(container: InputContainer, stream: VideoStream) -> Length:
    """What the header of a recording promises of ``stream``."""
    if not _KNOWS_ITS_LENGTH & set(container.format.name.split(",")):
        return Length()
    seconds = None
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration is not None and len(container.streams) == 1:
        seconds = container.duration / 1_000_000  # with a second track it may be that one's
    rate = stream.average_rate
    return Length(stream.frames, seconds, 1.5 / float(rate) if rate else 0.5)
