"""What can be wrong with a source, said so that a duty lead's technician can mend it.

Each message names the source without its credentials, what was found and what would be right.
None of these is ever chained to a decoder's exception, because those carry the whole address.
"""

from typing import ClassVar

from cameras.spec import SourceUrl


class SourceError(Exception):
    """Something is wrong with a source.

    ``reason`` is a short code for programs. ``misconfigured`` says that waiting alone is
    unlikely to help, so that retries are slow.
    """

    reason: ClassVar[str] = "source_error"
    misconfigured: ClassVar[bool] = False

    def __init__(self, source: SourceUrl, found: str, right: str) -> None:
        self.source = source
        self.found = found
        self.right = right
        super().__init__(f"{source}: {found}; {right}")


class MissingSource(SourceError):
    """No such file, folder, device or path on the camera.

    Not "misconfigured": relays such as mediamtx say so of a camera that is starting again.
    """

    reason = "missing"


class NotAVideo(SourceError):
    """There is something, but nothing that can be decoded."""

    reason = "not_a_video"
    misconfigured = True


class NoVideoTrack(SourceError):
    """A container without pictures: only audio, subtitles or data."""

    reason = "no_video_track"
    misconfigured = True


class TruncatedSource(SourceError):
    """A recording that breaks off or is damaged.

    ``lasts_s`` is how long it should have been, in seconds from its first frame; None where
    the recording does not say.
    """

    reason = "truncated"
    misconfigured = True

    def __init__(
        self, source: SourceUrl, found: str, right: str, lasts_s: float | None = None
    ) -> None:
        super().__init__(source, found, right)
        self.lasts_s = lasts_s


class WrongSize(SourceError):
    """The picture has another shape than the one that the polygons were drawn on."""

    reason = "bad_size"
    misconfigured = True


class SourceUnauthorised(SourceError):
    """The camera wants another login."""

    reason = "unauthorised"
    misconfigured = True


class SourceRefused(SourceError):
    """The camera's machine answers, but not with pictures."""

    reason = "refused"


class SourceTimedOut(SourceError):
    """No answer, or no more frames, within the time-out."""

    reason = "timed_out"


class SourceLost(SourceError):
    """A connection that worked and broke."""

    reason = "lost"
