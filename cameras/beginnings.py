"""Where a video can be taken up anew: told from the coded data, not from the container's flag.

Containers and RTSP parsers also flag "recovery points", from which a picture mends itself over a
second (intra refresh), and pictures that later ones look back past (open GOP). After a gap those
give smears. Only pictures after which nothing refers back are counted here.
"""

from collections.abc import Iterator

_H264_IDR, _H264_SLICES = 5, range(1, 6)
_HEVC_IDR, _HEVC_SLICES = (19, 20), range(32)
ALWAYS_CLEAN = frozenset({"mjpeg", "vp8", "vp9"})
"""Of these the flag alone says it."""

MOST_UNITS = 64
"""A picture has a handful of units before its first slice; beyond that something is wrong."""


def length_size(codec: str, extradata: bytes | None) -> int | None:
    """How many bytes say a unit's length (mp4, mkv); None where start codes part units (RTSP)."""
    if not extradata or extradata[0] != 1:
        return None
    place = {"h264": 4, "hevc": 21}.get(codec)
    if place is None or len(extradata) <= place:
        return None
    return (extradata[place] & 3) + 1


def begins_anew(codec: str, data: bytes, size: int | None) -> bool:
    """True if the picture coded in ``data``, flagged as a key frame, needs nothing before it.

    ``size`` is what ``length_size`` said. False for codecs that are not known here.
    """
    if codec in ALWAYS_CLEAN:
        return True
    if codec not in ("h264", "hevc"):
        return False
    for first in _first_bytes(data, size):
        if codec == "h264":
            kind = first & 0x1F
            if kind in _H264_SLICES:
                return kind == _H264_IDR
        else:
            kind = (first >> 1) & 0x3F
            if kind in _HEVC_SLICES:
                return kind in _HEVC_IDR
    return False


def _first_bytes(data: bytes, size: int | None) -> Iterator[int]:
    """The first byte of each unit, which says what it is."""
    at = 0
    for _ in range(MOST_UNITS):
        if size is None:
            found = data.find(b"\0\0\1", at)
            at = found + 3
            if found < 0 or at >= len(data):
                return
            yield data[at]
        else:
            length = int.from_bytes(data[at : at + size])
            if at + size >= len(data):
                return
            yield data[at + size]
            at += size + length
