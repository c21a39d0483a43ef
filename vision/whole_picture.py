"""What boxes and joints say of a whole picture: who is there, who is on which seat, which chairs
are free."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cameras.frame import CameraId, Frame
from floor.layout import SeatId
from floor.observation import Chair
from floor.time import SECOND
from vision.assignment import assign
from vision.body import Body, bodies_of, with_history
from vision.chair import free_chair
from vision.detections import Detections
from vision.evidence import Evidence, weigh
from vision.seat_region import SeatRegion


@dataclass(frozen=True, slots=True, eq=False)
class WholeLook:
    """Of one picture. ``seated_at`` is what `assign` says of ``bodies`` and the camera's seats;
    ``evidence`` and ``chairs``, those that are free, are of each seat."""

    detections: Detections
    bodies: Sequence[Body]
    seated_at: Mapping[int, tuple[int, float]]
    evidence: Mapping[SeatId, Evidence]
    chairs: Mapping[SeatId, Chair]


class WholePictures:
    """Looks at whole pictures; of each camera it remembers the bodies of the last one."""

    def __init__(self) -> None:
        self._bodies: dict[CameraId, tuple[int, Sequence[Body]]] = {}

    def look(
        self,
        frame: Frame,
        detections: Detections,
        regions: Sequence[SeatRegion],
        seated: Collection[SeatId],
    ) -> WholeLook:
        """What the picture says; ``seated`` are the seats that somebody sat on until now."""
        bodies = self._moving(frame, detections)
        seated_at = assign(bodies, regions)
        chairs = {region.seat: free_chair(region, detections) for region in regions}
        evidence = {}
        for index, region in enumerate(regions):
            sitter = None
            if index in seated_at:
                body, fitted = seated_at[index]
                sitter = bodies[body], fitted
            was_seated = region.seat in seated
            evidence[region.seat] = weigh(region, sitter, bodies, was_seated, chairs[region.seat])
        return WholeLook(detections, bodies, seated_at, evidence, chairs)

    def forget(self, camera: CameraId) -> None:
        """The camera is blind: whoever it shows next was not seen before."""
        self._bodies.pop(camera, None)

    def _moving(self, frame: Frame, detections: Detections) -> Sequence[Body]:
        height, width = frame.image.shape[:2]
        bodies: Sequence[Body] = bodies_of(detections, width / height)
        if frame.camera in self._bodies:
            captured_us, before = self._bodies[frame.camera]
            bodies = with_history(bodies, before, (frame.captured_us - captured_us) / SECOND)
        self._bodies[frame.camera] = (frame.captured_us, bodies)
        return bodies
