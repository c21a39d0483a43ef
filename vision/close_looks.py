"""The seats of all cameras, looked at closely whenever they changed; and their references kept
fresh."""

from collections.abc import Sequence

from cameras.frame import Frame
from floor.layout import SeatId
from floor.observation import Chair
from floor.time import Instant
from vision.chair_home import chair_at_home
from vision.change import Cells, Glance, cells_of, glanced, has_stirred, is_due
from vision.detail_looks import DetailLooks
from vision.detections import Detections
from vision.detector import PERSON
from vision.refresh import is_clear, is_tidy
from vision.seat_input import unstretched
from vision.seat_look import Looks, SeatLook
from vision.seat_memory import SeatMemory
from vision.seat_network import SeatEyes, SeatSight
from vision.seat_region import SeatRegion
from vision.windows import Windows


class CloseLooks:
    """Decides which seats are due, and packs them into batches, whichever camera shows them."""

    def __init__(self, eyes: SeatEyes) -> None:
        self._eyes = eyes
        self._details = None if eyes.detail is None else DetailLooks(eyes.detail)
        self._glances: dict[SeatId, Glance] = {}
        self._windows = Windows()

    def look(self, views: Sequence[tuple[Frame, Sequence[SeatRegion]]], now: Instant) -> Looks:
        """Looks at the seats of these frames that changed, or were not looked at for long; and the
        last looks of those that changed too little to look again."""
        due: list[tuple[SeatId, Cells, SeatSight]] = []
        again: dict[SeatId, SeatLook] = {}
        for frame, regions in views:
            for region in regions:
                window = self._windows.of(region, frame)
                if window is None:
                    continue
                crop = window.crop(frame.image)
                cells = cells_of(crop)
                glance = self._glances.get(region.seat)
                if not is_due(glance, cells, now):
                    if glance is not None and has_stirred(glance, cells):
                        again[region.seat] = glance.look
                    continue
                reference = self._eyes.references.best(region.seat, crop, now)
                traits = self._eyes.traits_of(region.seat, reference)
                due.append((region.seat, cells, SeatSight(frame.image, window, traits)))
        found = self._eyes.network.look([sight for _, _, sight in due])
        looks: Looks = {seat: look for (seat, _, _), look in zip(due, found, strict=True)}
        if self._details is not None:
            looks = self._details.refined(views, looks, now)
        for seat, cells, _ in due:
            self._glances[seat] = glanced(self._glances.get(seat), cells, looks[seat], now)
        return {**again, **looks}

    def forget(self, seat: SeatId) -> None:
        """The camera is blind: whatever it shows next is new."""
        self._glances.pop(seat, None)
        if self._details is not None:
            self._details.forget(seat)
        self._eyes.references.interrupt(seat)

    def gaze(self, region: SeatRegion, frame: Frame, look: SeatLook) -> tuple[float, float]:
        """Where the face of a look points in the picture, right and down."""
        window = self._windows.of(region, frame)
        if window is None:
            return 0.0, 0.0
        return unstretched((look.value("gaze_x"), look.value("gaze_y")), window.rect)

    def chairs_at_home(
        self, frame: Frame, regions: Sequence[SeatRegion], detections: Detections, now: Instant
    ) -> dict[SeatId, Chair]:
        """Which chairs stand as their seats' references show, without the network's word. Seats
        without a reference, or of which nothing can be said, are left out."""
        chairs: dict[SeatId, Chair] = {}
        for region in regions:
            window = self._windows.of(region, frame)
            if window is None:
                continue
            reference = self._eyes.references.best(region.seat, window.crop(frame.image), now)
            if reference is not None:
                chair = chair_at_home(region, window.rect, reference, frame.image, detections)
                if chair is not Chair.UNKNOWN:
                    chairs[region.seat] = chair
        return chairs

    def offer(
        self,
        frame: Frame,
        detections: Detections,
        seats: Sequence[tuple[SeatRegion, SeatMemory]],
        now: Instant,
    ) -> None:
        """Offer the crops of seats that are surely tidy as references of this light. People were
        looked for in this very frame."""
        people = detections.boxes[detections.classes == PERSON]
        height, width = frame.image.shape[:2]
        for region, memory in seats:
            window = self._windows.of(region, frame)
            if window is None:
                continue
            if is_tidy(memory) and is_clear(window.rect, people, (width, height)):
                self._eyes.references.offer(region.seat, window.crop(frame.image), now)
            else:
                self._eyes.references.interrupt(region.seat)
