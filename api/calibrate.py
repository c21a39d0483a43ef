"""References of a floor from its own cameras: watch for a while, keep what nobody is in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from api.site.build import camera_specs, seat_regions, static_masks
from api.site.load import Site
from api.site.model import CameraSection
from api.site.references import seat_rects
from cameras.clock import Clock
from cameras.frame import CameraId, Frame, Image, Tick
from cameras.live import LiveCameras
from cameras.replay import replay_ticks
from floor.layout import SeatId
from floor.observation import Chair
from floor.time import SECOND, Instant, seconds_between
from privacy.boxes import Mask
from privacy.person_free import (
    LEAST,
    WHOLLY,
    ClearView,
    PersonFree,
    Place,
    blanked,
    of_photo,
    share,
    without,
)
from privacy.reference_store import write_picture
from privacy.static_mask import static_mask
from vision.chair import free_chair
from vision.detections import Detections
from vision.detector import PERSON, Detector
from vision.references import BLANK_SHARE, cut
from vision.seat_crop import Rect
from vision.seat_region import SeatRegion

LOOKS_PER_S = 1.0
"""Motion is seen between pictures that are at most 1.5 s apart."""

Box = tuple[float, float, float, float]


class Verdict(StrEnum):
    """What a seat's reference is worth."""

    TIDY = "tidy"
    CHAIR_UNSURE = "chair_unsure"
    CHAIR_OUT = "chair_out"
    NEVER_EMPTY = "never_empty"


@dataclass(frozen=True, slots=True)
class SeatReport:
    """A seat's verdict; ``empty_looks`` pictures showed it with nobody near it, and in so many of
    them its chair was seen at home, or out."""

    seat: SeatId
    camera: CameraId
    verdict: Verdict
    empty_looks: int
    chair_in: int
    chair_out: int


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


class _Watch:
    """One camera watched: its clear view, and how its seats were seen in it."""

    def __init__(self, camera: CameraSection, site: Site) -> None:
        self.camera = CameraId(camera.id)
        self.size = camera.size
        self.rects = seat_rects(site, camera.id)
        self.regions = [each for each in seat_regions(site) if each.camera == camera.id]
        self.view = ClearView(self.camera)
        self.empty: Counter[SeatId] = Counter()
        self.chairs: Counter[tuple[SeatId, Chair]] = Counter()

    def look(self, frame: Frame, found: Detections) -> None:
        """Take in a picture with what the networks found in it."""
        chairs = {each.seat: free_chair(each, found) for each in self.regions}
        untidy = [
            _normalised(rect, self.size)
            for seat, rect in self.rects.items()
            if chairs[seat] is Chair.OUT
        ]
        clear = self.view.look(frame, people_of(found), untidy, self._places())
        self._count(~clear, chairs)

    def photo(self, frame: Frame, found: Detections) -> PersonFree:
        """The picture that somebody took of the tidy, empty floor."""
        picture = of_photo(frame, people_of(found))
        chairs = {each.seat: free_chair(each, found) for each in self.regions}
        self._count(picture.blank, chairs)
        return picture

    def report(self, region: SeatRegion, blank: Mask | None, photo: bool) -> SeatReport:
        """What ``region`` is worth in a picture that is ``blank`` in some places."""
        seat, rect = region.seat, self.rects.get(region.seat)
        inside, outside = self.chairs[seat, Chair.IN], self.chairs[seat, Chair.OUT]
        if rect is None or blank is None or self._share(blank, rect) > BLANK_SHARE:
            verdict = Verdict.NEVER_EMPTY
        elif inside >= (1 if photo else LEAST):
            verdict = Verdict.TIDY
        elif outside >= LEAST:
            verdict = Verdict.CHAIR_OUT
        else:
            verdict = Verdict.CHAIR_UNSURE
        return SeatReport(seat, self.camera, verdict, self.empty[seat], inside, outside)

    def _places(self) -> list[Place]:
        return [
            Place(_own(each), _normalised(self.rects[each.seat], self.size))
            for each in self.regions
            if each.seat in self.rects
        ]

    def _count(self, blank: Mask, chairs: Mapping[SeatId, Chair]) -> None:
        for region in self.regions:
            if share(~blank, _own(region)) >= WHOLLY:
                self.empty[region.seat] += 1
                self.chairs[region.seat, chairs[region.seat]] += 1

    def _share(self, blank: Mask, rect: Rect) -> float:
        return float(cut(blank, rect, self.size).mean())


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
    watches = {CameraId(each.id): _Watch(each, site) for each in site.settings.cameras}
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


def people_of(found: Detections) -> Detections:
    """Everybody that either network finds, however unsure."""
    return found[found.classes == PERSON]


def _of_photo(
    watch: _Watch, photo: Frame, detector: Detector
) -> tuple[PersonFree, list[SeatReport]]:
    picture = watch.photo(photo, detector.detect([photo.image])[0])
    return picture, [watch.report(each, picture.blank, True) for each in watch.regions]


def _of_watching(watch: _Watch, detector: Detector) -> tuple[PersonFree | None, list[SeatReport]]:
    picture = watch.view.picture()
    if picture is None:
        return None, [watch.report(each, None, False) for each in watch.regions]
    picture = without(picture, people_of(detector.detect([picture.image])[0]))
    reports = [watch.report(each, picture.blank, False) for each in watch.regions]
    out = {each.seat for each in reports if each.verdict is Verdict.CHAIR_OUT}
    boxes = [_own(each) for each in watch.regions if each.seat in out]
    return blanked(picture, boxes), reports


def _kept(watch: _Watch, picture: PersonFree | None, out: Path) -> CameraReport:
    if picture is None:
        return CameraReport(watch.camera, None, 0, 1.0)
    path = write_picture(out, picture)
    return CameraReport(watch.camera, path, watch.view.looks, float(picture.blank.mean()))


def _own(region: SeatRegion) -> Box:
    """The box of a seat and its chair."""
    points = np.array((*region.outline, *(region.chair_home or ())))
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0, y0, x1, y1


def _normalised(rect: Rect, size: tuple[int, int]) -> Box:
    return rect[0] / size[0], rect[1] / size[1], rect[2] / size[0], rect[3] / size[1]


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
