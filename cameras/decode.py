"""From a camera's spec to its pictures, whatever kind of source it is."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

from cameras.coded import Choice, Everything
from cameras.decoder import VideoPacket
from cameras.device import device_pictures
from cameras.errors import MissingSource, NotAVideo, WrongSize
from cameras.folder import folder_pictures
from cameras.needed import Needed
from cameras.picture import Picture, Timeouts
from cameras.reading import Decode
from cameras.spec import CameraSpec, SourceKind, same_shape
from cameras.thrift import Thrift
from cameras.video import video_pictures

DEFAULT_TIMEOUTS = Timeouts()


def open_pictures(
    spec: CameraSpec, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Generator[Picture, None, None]:
    """All of a camera's pictures in order, not yet converted; close the generator to let go early.

    Nothing is opened before the first picture is asked for. Raises a SourceError: see
    ``cameras.errors``. A recording that breaks off raises TruncatedSource after its last good
    picture.
    """
    yield from _by_kind(spec, timeouts, Everything())


def open_live(
    spec: CameraSpec, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Generator[Picture, None, None]:
    """The same for who looks at the latest picture now and then: some are left out, so that the
    others are at most ``1 / fps`` apart. Of a recording, all."""
    recorded = spec.source.recorded and spec.reading.decode is not Decode.KEYFRAMES
    all_of_it = recorded or spec.reading.decode is Decode.ALL
    yield from _by_kind(spec, timeouts, Everything() if all_of_it else Thrift(spec.fps))


def open_replay(
    spec: CameraSpec, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Generator[Picture, None, None]:
    """The same for decisions at ``k / fps`` seconds from the first picture: those that they show
    are among these, to the last bit. With ``Decode.KEYFRAMES``, some that are as old as ``1 / fps``
    take their place. Of a live stream, all."""
    choice: Choice[VideoPacket] = Everything()
    if spec.source.recorded and spec.reading.decode is Decode.AUTO:
        choice = Needed(spec.fps)
    elif spec.source.recorded and spec.reading.decode is Decode.KEYFRAMES:
        choice = Thrift(spec.fps)
    yield from _by_kind(spec, timeouts, choice)


def _by_kind(
    spec: CameraSpec, timeouts: Timeouts, choice: Choice[VideoPacket]
) -> Iterator[Picture]:
    match spec.source.kind:
        case SourceKind.FOLDER:
            return folder_pictures(spec.source, spec.fps)
        case SourceKind.DEVICE:
            return device_pictures(spec.source, timeouts)
        case SourceKind.PUSH:
            raise MissingSource(spec.source, "stills are pushed to it", "use floorwatch run")
        case SourceKind.FILE if not spec.source.path.exists():
            raise MissingSource(spec.source, "there is no such file or folder", "check the path")
        case _:
            return video_pictures(spec.source, timeouts, choice, spec.reading)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a source turned out to be: its pictures' size (width, height)."""

    size: tuple[int, int]


def probe_source(spec: CameraSpec, timeouts: Timeouts = DEFAULT_TIMEOUTS) -> Probe:
    """Open the source, look at its first picture and let go.

    Raises a SourceError if it cannot be opened or decoded, WrongSize if its shape is not the
    declared one.
    """
    with closing(open_pictures(spec, timeouts)) as pictures:
        first = next(pictures, None)
        if first is None:
            raise NotAVideo(spec.source, "it holds no picture", "give one that does")
        check_shape(spec, first)
        first.to_bgr()
        return Probe(first.size)


def check_shape(spec: CameraSpec, picture: Picture) -> None:
    """Raise WrongSize unless the polygons of ``spec`` fit the picture."""
    if not same_shape(picture.size, spec.size):
        (width, height), (w, h) = picture.size, spec.size
        raise WrongSize(
            spec.source,
            f"its pictures are {width}x{height} but the site file says {w}x{h}",
            f"give a source of that aspect ratio, or size: [{width}, {height}] and draw the "
            "polygons again",
        )
