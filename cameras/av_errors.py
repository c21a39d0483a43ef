"""A decoder's error as one of ours: its kind is kept, its text, which holds the address, is not."""

import av

from cameras.errors import (
    MissingSource,
    NotAVideo,
    SourceError,
    SourceLost,
    SourceRefused,
    SourceTimedOut,
    SourceUnauthorised,
    TruncatedSource,
)
from cameras.spec import SourceKind, SourceUrl

_TIMED_OUT = (av.ExitError, av.TimeoutError)
_UNAUTHORISED = (av.HTTPUnauthorizedError, av.HTTPForbiddenError)
_BROKEN_OFF = (OSError, av.HTTPError, av.EOFError)
_MISSING = (av.FileNotFoundError, av.HTTPNotFoundError)
_CERTIFICATE = (
    ", and that this machine trusts its certificate (SSL_CERT_FILE names a file of authorities; "
    "tls_verify: false trusts anybody)"
)


def opening_error(
    error: Exception, source: SourceUrl, elapsed_s: float, limit_s: float
) -> SourceError:
    """Why a source could not be opened.

    ``elapsed_s`` decides before the error's type does: when libav's own interrupt ends a
    read half-way, it often calls what it has so far "invalid data".
    """
    live = source.kind is SourceKind.STREAM
    if isinstance(error, _TIMED_OUT) or (live and elapsed_s >= 0.95 * limit_s):
        return SourceTimedOut(
            source,
            f"no answer within {limit_s:g} s",
            "check that the camera has power and network, and the address",
        )
    if isinstance(error, _UNAUTHORISED):
        return SourceUnauthorised(
            source, "the camera refuses the login", "give the user and password that it accepts"
        )
    if isinstance(error, _MISSING):
        found = "the camera has no such stream" if live else "there is no such file"
        return MissingSource(source, found, "check the path")
    if isinstance(error, PermissionError | av.PermissionError):
        return NotAVideo(source, "it may not be read", "give this program the right to read it")
    if live and isinstance(error, _BROKEN_OFF + _rtsp_garbled(source)):
        return SourceRefused(
            source,
            "the connection was refused or broken off",
            "check that the camera is on and that the address and port are right"
            + (_CERTIFICATE if source.scheme in ("rtsps", "https") else ""),
        )
    if live:
        return NotAVideo(
            source, "what answers sends no video that can be read", "give a stream's address"
        )
    return _unreadable_file(source)


def _rtsp_garbled(source: SourceUrl) -> tuple[type[Exception], ...]:
    """What libav calls invalid data is, for RTSP, mostly a camera that reboots half-way."""
    return (av.InvalidDataError,) if source.reveal().lower().startswith("rtsp") else ()


def _unreadable_file(source: SourceUrl) -> SourceError:
    try:
        with source.path.open("rb") as file:
            head = file.read(12)
    except OSError:
        head = b""
    if not head:
        return NotAVideo(source, "the file is empty", "give a video, or copy it again")
    if head[4:8] == b"ftyp":
        return TruncatedSource(
            source,
            "the file begins as an mp4 but its index cannot be read: it was cut off or damaged",
            "copy or record it again",
        )
    return NotAVideo(
        source,
        "the file is no video that can be read",
        "give a video (mp4, mkv, avi, gif ...) or a folder of pictures",
    )


def reading_error(error: Exception, source: SourceUrl, limit_s: float) -> SourceError:
    """Why no further frame could be read from a live stream that was open."""
    if isinstance(error, _TIMED_OUT):
        return SourceTimedOut(
            source, f"no frame for {limit_s:g} s", "check the camera and its network"
        )
    return SourceLost(source, "the connection broke", "check the camera and its network")
