"""Whether cameras are independent: many at once, half of them misbehaving.

``python -m eval.bench.sources CLIP``: so many readers as ``floorwatch run`` has them watch the
clip, which is decoded as a live stream is. First all are well, then each second one stalls, breaks,
refuses, floods, sends damage or changes its size. What is compared is how many decisions a second
saw each healthy one, in a picture that was not too old. Networks and RTSP are left out: what is
measured is readers, decoders and decisions in one process.
"""

import itertools
import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import structlog
import typer

from cameras.clock import SystemClock
from cameras.coded import Everything
from cameras.errors import SourceLost, SourceRefused
from cameras.frame import CameraId, Frame
from cameras.live import LiveCameras
from cameras.picture import Picture, Timeouts
from cameras.spec import CameraSpec, SourceUrl
from cameras.thrift import Thrift
from cameras.video import video_pictures

STALL_S = 3.0
FLOOD = 10
"""Times as many pictures as the camera should send."""

Fault = Callable[[CameraSpec], Generator[Picture, None, None]]


def well(spec: CameraSpec) -> Generator[Picture, None, None]:
    """The clip again and again, at its own pace, decoded as a live stream is."""
    passed_s = 0.0
    began = time.monotonic()
    while True:
        last = 0.0
        pictures = video_pictures(spec.source, Timeouts(), Thrift(spec.fps), spec.reading)
        with closing(_generator(pictures)) as each_time:
            for picture in each_time:
                pts, last = passed_s + picture.pts, picture.pts + picture.duration_s
                time.sleep(max(0.0, began + pts - time.monotonic()))
                yield replace(picture, pts=pts)
        passed_s += last


def stalls(spec: CameraSpec) -> Generator[Picture, None, None]:
    """A second of pictures, then silence."""
    for picture in well(spec):
        yield picture
        if picture.pts > 1.0:
            time.sleep(STALL_S)
            raise SourceLost(spec.source, "it stalled", "look at its network")


def breaks(spec: CameraSpec) -> Generator[Picture, None, None]:
    """Half a second of pictures, then the end of the connection."""
    for picture in well(spec):
        yield picture
        if picture.pts > 0.5:
            raise SourceLost(spec.source, "it broke", "look at its network")


def refuses(spec: CameraSpec) -> Generator[Picture, None, None]:
    """Never a picture."""
    raise SourceRefused(spec.source, "it refuses", "look at its settings")
    yield


def floods(spec: CameraSpec) -> Generator[Picture, None, None]:
    """Every picture is decoded, and many times as many come as there should."""
    while True:
        for picture in video_pictures(spec.source, Timeouts(), Everything(), spec.reading):
            time.sleep(picture.duration_s / FLOOD)
            yield replace(picture, pts=time.monotonic())


def sends_damage(spec: CameraSpec) -> Generator[Picture, None, None]:
    """Nothing that can be looked at."""
    for picture in well(spec):
        yield replace(picture, damaged=True)


def changes_size(spec: CameraSpec) -> Generator[Picture, None, None]:
    """Another shape from the first picture on."""
    for picture in well(spec):
        yield replace(picture, size=(picture.size[0], 2 * picture.size[1]))


FAULTS: tuple[Fault, ...] = (stalls, breaks, refuses, floods, sends_damage, changes_size)


def _generator(pictures: Iterator[Picture]) -> Generator[Picture, None, None]:
    yield from pictures


@dataclass(frozen=True, slots=True)
class Cadence:
    """Decisions a second that saw each camera, and CPU seconds a second."""

    seen_per_s: Mapping[CameraId, float]
    cpu: float

    def of(self, cameras: list[CameraId]) -> tuple[float, float]:
        """The mean and the least of some cameras."""
        found = [self.seen_per_s[each] for each in cameras]
        return sum(found) / len(found), min(found)


def watched(
    specs: list[CameraSpec], faults: Mapping[CameraId, Fault], seconds: float, settle_s: float = 3.0
) -> Cadence:
    """Watch for ``seconds`` after ``settle_s``; cameras that have no fault are well."""

    def opened(spec: CameraSpec) -> Generator[Picture, None, None]:
        return faults.get(spec.id, well)(spec)

    seen = dict.fromkeys((spec.id for spec in specs), 0)
    with LiveCameras(specs, SystemClock(), opened) as cameras:
        began = time.monotonic() + settle_s
        cpu = 0.0
        for tick in cameras.ticks(lambda: time.monotonic() < began + seconds):
            counts = time.monotonic() >= began
            cpu = cpu or (time.process_time() if counts else 0.0)
            for view in tick.views:
                if isinstance(view, Frame):
                    seen[view.camera] += counts
        used = time.process_time() - cpu
    return Cadence({id: count / seconds for id, count in seen.items()}, used / seconds)


def main(
    clip: Annotated[Path, typer.Argument(help="A video as cameras send it.")],
    size: Annotated[tuple[int, int], typer.Option(help="Its width and height.")],
    sources: Annotated[int, typer.Option(min=2, help="How many cameras.")] = 32,
    fps: Annotated[float, typer.Option(help="Decisions a second.")] = 2.0,
    seconds: Annotated[float, typer.Option(help="How long each of the two is watched.")] = 30.0,
) -> None:
    """Print how many decisions a second saw the healthy half, without and with faults."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    specs = [
        CameraSpec(CameraId(f"c{number}"), SourceUrl(str(clip.absolute())), size, fps)
        for number in range(sources)
    ]
    healthy, others = [s.id for s in specs[::2]], [s.id for s in specs[1::2]]
    faults = dict(zip(others, itertools.cycle(FAULTS), strict=False))
    for what, broken in (("all well", {}), ("half misbehaving", faults)):
        cadence = watched(specs, broken, seconds)
        mean, least = cadence.of(healthy)
        typer.echo(
            f"{what}: healthy half {mean:.2f} a second, the worst {least:.2f}; "
            f"{cadence.cpu:.2f} CPU s a second"
        )


if __name__ == "__main__":
    typer.run(main)
