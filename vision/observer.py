"""Ticks to seat observations: the one place in vision that remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cameras.frame import Blind, CameraId, Frame, Tick
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.time import SECOND, Instant
from vision.assignment import assign
from vision.body import Body, bodies_of, with_history
from vision.chair import free_chair
from vision.detections import Detections
from vision.detector import Detector
from vision.evidence import Sight, weigh
from vision.seat_filter import FilterTimes, SeatMemory, blind, follow, observation
from vision.seat_region import SeatRegion


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a tick gave: an observation per due seat, and the detections of each good frame."""

    observations: tuple[SeatObservation, ...]
    detections: Mapping[CameraId, Detections]


class SeatObserver:
    """Watches the seats of all cameras; frames of one tick go through the network together."""

    def __init__(
        self,
        detector: Detector,
        regions: Sequence[SeatRegion],
        times: FilterTimes | None = None,
    ) -> None:
        self._detector = detector
        self._times = times or FilterTimes()
        self._by_camera: dict[CameraId, list[SeatRegion]] = {}
        for region in regions:
            self._by_camera.setdefault(region.camera, []).append(region)
        self._memory: dict[SeatId, SeatMemory] = {region.seat: SeatMemory() for region in regions}
        self._bodies: dict[CameraId, tuple[int, Sequence[Body]]] = {}

    def observe(self, tick: Tick) -> Seen:
        """The state of every seat of the cameras that are due, in the order of the views."""
        frames = [view for view in tick.views if isinstance(view, Frame)]
        found = self._detector.detect([frame.image for frame in frames])
        detections = {frame.camera: each for frame, each in zip(frames, found, strict=True)}
        observations: list[SeatObservation] = []
        for view in tick.views:
            now = Instant(tick.time_us)
            if isinstance(view, Blind):
                self._be_blind(view, now)
            else:
                self._look(view, detections[view.camera], now)
            observations += [
                observation(region.seat, self._memory[region.seat], now)
                for region in self._by_camera.get(view.camera, [])
            ]
        return Seen(tuple(observations), detections)

    def _be_blind(self, view: Blind, now: Instant) -> None:
        self._bodies.pop(view.camera, None)
        for region in self._by_camera.get(view.camera, []):
            self._memory[region.seat] = blind(self._memory[region.seat], view.reason, now)

    def _look(self, frame: Frame, detections: Detections, now: Instant) -> None:
        regions = self._by_camera.get(frame.camera, [])
        bodies = self._moving_bodies(frame, detections)
        seated_at = assign(bodies, regions)
        for index, region in enumerate(regions):
            memory = self._memory[region.seat]
            sitter = None
            if index in seated_at:
                body, fitted = seated_at[index]
                sitter = bodies[body], fitted
            evidence = weigh(
                region,
                sitter,
                bodies,
                was_seated=memory.reason == Sight.SEATED,
                chair=free_chair(region, detections),
            )
            self._memory[region.seat] = follow(memory, evidence, now, self._times)

    def _moving_bodies(self, frame: Frame, detections: Detections) -> Sequence[Body]:
        height, width = frame.image.shape[:2]
        bodies: Sequence[Body] = bodies_of(detections, width / height)
        if frame.camera in self._bodies:
            captured_us, before = self._bodies[frame.camera]
            bodies = with_history(bodies, before, (frame.captured_us - captured_us) / SECOND)
        self._bodies[frame.camera] = (frame.captured_us, bodies)
        return bodies
