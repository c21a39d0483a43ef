"""The seats of one camera while it is calibrated: when each was clear, and where its chair was."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from api.site.build import seat_regions
from api.site.load import Site
from api.site.model import CameraSection
from api.site.references import seat_rects
from cameras.frame import CameraId, Frame
from floor.layout import SeatId
from floor.observation import Chair
from privacy.boxes import Mask
from privacy.person_free import LEAST, WHOLLY, ClearView, PersonFree, Place, of_photo, share
from vision.chair import free_chair
from vision.detections import Detections
from vision.detector import PERSON
from vision.references import BLANK_SHARE, cut
from vision.seat_crop import Rect
from vision.seat_region import SeatRegion

CORE, AROUND = -0.2, 0.15
"""Of a seat's size, added on each side: the neighbours' wide boxes touch its edge all day, so its
middle must be clear; and who sits there has legs that no box holds."""

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


class SeatsWatched:
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
        boxes = [own_box(each) for each in self.regions if each.seat in self.rects]
        return [Place(_grown(box, CORE), _grown(box, AROUND)) for box in boxes]

    def _count(self, blank: Mask, chairs: Mapping[SeatId, Chair]) -> None:
        for region in self.regions:
            if share(~blank, _grown(own_box(region), CORE)) >= WHOLLY:
                self.empty[region.seat] += 1
                self.chairs[region.seat, chairs[region.seat]] += 1

    def _share(self, blank: Mask, rect: Rect) -> float:
        return float(cut(blank, rect, self.size).mean())


def people_of(found: Detections) -> Detections:
    """Everybody that either network finds, however unsure."""
    return found[found.classes == PERSON]


def own_box(region: SeatRegion) -> Box:
    """The box of a seat and its chair."""
    points = np.array((*region.outline, *(region.chair_home or ())))
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0, y0, x1, y1


def _grown(box: Box, part: float) -> Box:
    """A box with ``part`` of its size more on each side, or less; within the picture."""
    x0, y0, x1, y1 = box
    right, down = part * (x1 - x0), part * (y1 - y0)
    return max(x0 - right, 0.0), max(y0 - down, 0.0), min(x1 + right, 1.0), min(y1 + down, 1.0)


def _normalised(rect: Rect, size: tuple[int, int]) -> Box:
    return rect[0] / size[0], rect[1] / size[1], rect[2] / size[0], rect[3] / size[1]
