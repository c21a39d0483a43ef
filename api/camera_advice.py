"""What an operator should change at a camera, from what its stream was measured to be."""

from collections.abc import Iterator

from cameras.beginnings import ALWAYS_CLEAN
from cameras.survey import Survey

WIDE = 1920
FAST = 15.5
LONG_GOP_S = 2.5
CLOCK_S = 1.0


def advice(seen: Survey, decisions_per_s: float) -> Iterator[str]:
    """Sentences, the most telling first; none where nothing would be gained."""
    if seen.codec not in {"h264", "hevc", *ALWAYS_CLEAN}:
        yield f"{seen.codec} is decoded whole; H.264 would cost less"
    if seen.size[0] > WIDE:
        yield "the picture is larger than any network looks at; take the sub-stream"
    if seen.holds_back:
        yield "it has B-frames, so pictures come late and all are decoded; turn them off"
    elif seen.gop_s is None:
        yield (
            f"no second key frame came within {seen.seconds:.0f} s: a connection may show nothing "
            "for as long, and all is decoded; set a key frame every second, and no smart codec"
        )
    elif seen.gop_s > LONG_GOP_S:
        yield (
            f"key frames are {seen.gop_s:.1f} s apart: nearly all is decoded; one every "
            f"{max(1.0, 1 / decisions_per_s):g} s would halve it or better"
        )
    if seen.fps > FAST and seen.codec not in ALWAYS_CLEAN:
        yield f"{seen.fps:.0f} pictures a second come and {decisions_per_s:g} are looked at; set 10"
    if seen.clock_offset_s is not None and abs(seen.clock_offset_s) > CLOCK_S:
        yield f"its clock is {seen.clock_offset_s:+.1f} s off; set it by NTP"
