"""References of a floor from its own cameras: watch for a while, keep what nobody is in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from api.seats_watched import SeatReport, SeatsWatched, Verdict, own_box, people_of
from api.site.build import camera_specs, static_masks
from api.site.load import Site
from cameras.clock import Clock
from cameras.frame import CameraId, Frame, Image, Tick
from cameras.live import LiveCameras
from cameras.replay import replay_ticks
from floor.time import SECOND, Instant, seconds_between
from privacy.person_free import PersonFree, blanked, without
from privacy.reference_store import write_picture
from privacy.static_mask import static_mask
from vision.detector import Detector

LOOKS_PER_S = 1.0
"""Motion is seen between pictures that are at most 1.5 s apart."""


@dataclass(frozen=True, slots=True)
class CameraReport:
    """A camera's picture, None where it showed nothing fit; ``looks`` is how many went into it,
    ``blank`` the part of it, 0..1, that stayed grey."""

    camera: CameraId
    picture: Path | None
    looks: int
    blank: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a calibration gave."""

    cameras: tuple[CameraReport, ...]
    seats: tuple[SeatReport, ...]


def calibrate(
    site: Site,
    detector: Detector,
    ticks: Iterable[Tick],
    photos: Mapping[CameraId, Image],
    out: Path,
    progress: Callable[[float], None] = lambda seconds: None,
) -> Calibration:
    """Make a picture of the tidy, empty floor for each camera and write it into ``out``.

    ``ticks`` show the cameras, ``LOOKS_PER_S`` times a second; cameras with a photo need not be in
    them. ``progress`` is told the seconds watched. Nothing is written before all is seen. Raises
    what ``ticks`` raises, and ``OSError`` where ``out`` cannot be used.
    """
    masks = static_masks(site)
    watches = {CameraId(each.id): SeatsWatched(each, site) for each in site.settings.cameras}
    start: Instant | None = None
    for tick in ticks:
        start = Instant(tick.time_us) if start is None else start
        frames = [
            static_mask(view, masks[view.camera])
            for view in tick.views
            if isinstance(view, Frame) and view.camera not in photos
        ]
        found = detector.detect([frame.image for frame in frames])
        for frame, each in zip(frames, found, strict=True):
            watches[frame.camera].look(frame, each)
        progress(seconds_between(start, Instant(tick.time_us)))
    results: list[tuple[PersonFree | None, list[SeatReport]]] = []
    for name, watch in watches.items():
        if name in photos:
            photo = static_mask(Frame(name, photos[name], 0, 0.0, 0.0), masks[name])
            results.append(_of_photo(watch, photo, detector))
        else:
            results.append(_of_watching(watch, detector))
    cameras = [
        _kept(watch, picture, out)
        for watch, (picture, _) in zip(watches.values(), results, strict=True)
    ]
    return Calibration(tuple(cameras), tuple(seat for _, seats in results for seat in seats))


def _of_photo(
    watch: SeatsWatched, photo: Frame, detector: Detector
) -> tuple[PersonFree, list[SeatReport]]:
    picture = watch.photo(photo, detector.detect([photo.image])[0])
    return picture, [watch.report(each, picture.blank, True) for each in watch.regions]


def _of_watching(
    watch: SeatsWatched, detector: Detector
) -> tuple[PersonFree | None, list[SeatReport]]:
    picture = watch.view.picture()
    if picture is None:
        return None, [watch.report(each, None, False) for each in watch.regions]
    picture = without(picture, people_of(detector.detect([picture.image])[0]))
    reports = [watch.report(each, picture.blank, False) for each in watch.regions]
    out = {each.seat for each in reports if each.verdict is Verdict.CHAIR_OUT}
    boxes = [own_box(each) for each in watch.regions if each.seat in out]
    return blanked(picture, boxes), reports


def _kept(watch: SeatsWatched, picture: PersonFree | None, out: Path) -> CameraReport:
    if picture is None:
        return CameraReport(watch.camera, None, 0, 1.0)
    path = write_picture(out, picture)
    return CameraReport(watch.camera, path, watch.view.looks, float(picture.blank.mean()))


def watching(
    site: Site, minutes: float, photos: Mapping[CameraId, Image], clock: Clock
) -> Iterator[Tick]:
    """The cameras without a photo: recordings to their end but for ``minutes`` at most, live ones
    for ``minutes``. Raises ``SourceError`` for a recording that cannot be read, and ``ValueError``
    where a site mixes both."""
    specs = [replace(spec, fps=LOOKS_PER_S) for spec in camera_specs(site) if spec.id not in photos]
    if not specs:
        return
    recorded = {spec.source.recorded for spec in specs}
    if recorded == {True}:
        for tick in replay_ticks(specs, 0):
            if tick.time_us > minutes * 60 * SECOND:
                return
            yield tick
    elif recorded == {False}:
        end = clock.monotonic() + minutes * 60
        with LiveCameras(specs, clock) as cameras:
            yield from cameras.ticks(lambda: clock.monotonic() < end)
    else:
        raise ValueError("some cameras are recordings and some are live; calibrate them apart")
