"""Ticks to seat observations: the one place in vision that remembers.

Two scales. The whole picture goes through the full-frame networks now and then (`vision.sweep`);
each seat's crop goes through the seat network whenever it changed (`vision.change`). Without a
seat network every picture is swept, and boxes and joints decide alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cameras.frame import Blind, CameraId, Frame, Tick
from floor.layout import SeatId
from floor.observation import Chair, SeatObservation
from floor.time import SECOND, Instant
from vision.assignment import assign
from vision.body import Body, bodies_of, with_history
from vision.chair import free_chair
from vision.change import Glance, cells_of, is_due
from vision.chats import chats
from vision.detections import Detections
from vision.detector import PERSON, Detector
from vision.evidence import Evidence, Sight, weigh
from vision.fusion import FusionSettings, Situation
from vision.refresh import is_clear, is_tidy
from vision.seat_input import SeatWindow, unstretched
from vision.seat_look import POSTURES, SeatLook
from vision.seat_memory import (
    OF_SIGHT,
    SeatMemory,
    blind,
    looked,
    observation,
    sight_weight,
    situation,
    unchanged,
)
from vision.seat_network import SeatEyes, SeatSight
from vision.seat_region import SeatRegion
from vision.sweep import Sweeps, is_sweep_due, swept
from vision.trust import Trust
from vision.windows import window_of

SURE_LOOK = 0.5
"""A look that sees less of its seat, times its sureness, is no test of the network."""

SAYS = {Sight.NOBODY: "none", Sight.SEATED: "seated", Sight.STANDING: "standing"}

Neighbours = Sequence[tuple[SeatId, SeatId]]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a tick gave: an observation per due seat, and the detections of each frame that was
    swept: those of a frame that was not are not known."""

    observations: tuple[SeatObservation, ...]
    detections: Mapping[CameraId, Detections]


class SeatObserver:
    """Watches the seats of all cameras; what is due in one tick goes through the networks
    together. ``neighbours`` are pairs of seats whose people might talk."""

    def __init__(
        self,
        detector: Detector,
        regions: Sequence[SeatRegion],
        seats: SeatEyes | None = None,
        neighbours: Neighbours = (),
        settings: FusionSettings | None = None,
    ) -> None:
        self._detector = detector
        self._eyes = seats
        self._settings = settings or FusionSettings()
        self._regions = {region.seat: region for region in regions}
        self._by_camera: dict[CameraId, list[SeatRegion]] = {}
        for region in regions:
            self._by_camera.setdefault(region.camera, []).append(region)
        self._phases = {
            camera: number / len(self._by_camera) for number, camera in enumerate(self._by_camera)
        }
        self._neighbours = neighbours
        self._memory: dict[SeatId, SeatMemory] = {region.seat: SeatMemory() for region in regions}
        self._chairs: dict[SeatId, Chair] = {}
        self._bodies: dict[CameraId, tuple[int, Sequence[Body]]] = {}
        self._windows: dict[tuple[SeatId, tuple[int, int]], SeatWindow | None] = {}
        self._trust: dict[CameraId, Trust] = {}
        self._sweeps: dict[CameraId, Sweeps] = {}

    def observe(self, tick: Tick) -> Seen:
        """The state of every seat of the cameras that are due, in the order of the views."""
        now = Instant(tick.time_us)
        frames = [view for view in tick.views if isinstance(view, Frame)]
        detections = self._sweep([frame for frame in frames if self._is_due(frame.camera, now)])
        looks = self._look(frames, now)
        for view in tick.views:
            if isinstance(view, Blind):
                self._be_blind(view, now)
            else:
                self._decide(view, detections.get(view.camera), looks, now)
        return Seen(tuple(self._observations(tick.views, now)), detections)

    def _is_due(self, camera: CameraId, now: Instant) -> bool:
        trust = 0.0 if self._eyes is None else self._trust_in(camera).weight
        phase = self._phases.get(camera, 0.0)
        return is_sweep_due(self._sweeps.get(camera), trust, now, phase)

    def _trust_in(self, camera: CameraId) -> Trust:
        return self._trust.get(camera) or Trust()

    def _sweep(self, frames: Sequence[Frame]) -> dict[CameraId, Detections]:
        found = self._detector.detect([frame.image for frame in frames])
        return {frame.camera: each for frame, each in zip(frames, found, strict=True)}

    def _look(self, frames: Sequence[Frame], now: Instant) -> dict[SeatId, SeatLook]:
        """The seat network's looks at all seats that changed, or were not looked at for long."""
        eyes = self._eyes
        if eyes is None:
            return {}
        due: list[tuple[SeatId, SeatSight]] = []
        for frame in frames:
            for region in self._by_camera.get(frame.camera, []):
                window = self._window(region, frame)
                if window is None:
                    continue
                crop = window.crop(frame.image)
                cells, memory = cells_of(crop), self._memory[region.seat]
                if not is_due(memory.glance, cells, now):
                    continue
                reference = eyes.references.best(region.seat, crop, now)
                sight = SeatSight(frame.image, window, eyes.traits_of(region.seat, reference))
                due.append((region.seat, sight))
                self._memory[region.seat] = replace(memory, glance=Glance(cells, now))
        looks = eyes.network.look([sight for _, sight in due])
        return {seat: look for (seat, _), look in zip(due, looks, strict=True)}

    def _window(self, region: SeatRegion, frame: Frame) -> SeatWindow | None:
        height, width = frame.image.shape[:2]
        key = region.seat, (width, height)
        if key not in self._windows:
            self._windows[key] = window_of(region, (width, height))
        return self._windows[key]

    def _be_blind(self, view: Blind, now: Instant) -> None:
        self._bodies.pop(view.camera, None)
        self._sweeps.pop(view.camera, None)
        for region in self._by_camera.get(view.camera, []):
            self._memory[region.seat] = blind(view.reason, now)
            self._chairs.pop(region.seat, None)

    def _decide(
        self,
        frame: Frame,
        detections: Detections | None,
        looks: Mapping[SeatId, SeatLook],
        now: Instant,
    ) -> None:
        regions = self._by_camera.get(frame.camera, [])
        evidence: dict[SeatId, Evidence] = {}
        if detections is not None:
            self._sweeps[frame.camera] = swept(self._sweeps.get(frame.camera), now)
            evidence = self._weighed(frame, detections, regions)
            self._compare(frame.camera, evidence, looks)
        trust = self._trust_in(frame.camera).weight
        for region in regions:
            memory = self._memory[region.seat]
            look, said = looks.get(region.seat), evidence.get(region.seat)
            if look is None and said is None and memory.looked is not None:
                self._memory[region.seat] = unchanged(memory, now)
                continue
            gaze = (0.0, 0.0)
            window = self._window(region, frame)
            if look is not None and window is not None:
                gaze = unstretched((look.value("gaze_x"), look.value("gaze_y")), window.rect)
            self._memory[region.seat] = looked(memory, said, look, gaze, trust, now, self._settings)
        if detections is not None:
            self._offer(frame, detections, regions, now)

    def _offer(
        self,
        frame: Frame,
        detections: Detections,
        regions: Sequence[SeatRegion],
        now: Instant,
    ) -> None:
        """Offer the crops of seats that are surely tidy as references of this light."""
        if self._eyes is None:
            return
        references = self._eyes.references
        people = detections.boxes[detections.classes == PERSON]
        height, width = frame.image.shape[:2]
        for region in regions:
            window = self._window(region, frame)
            if window is None:
                continue
            clear = is_clear(window.rect, people, (width, height))
            if clear and is_tidy(self._memory[region.seat]):
                references.offer(region.seat, window.crop(frame.image), now)
            else:
                references.interrupt(region.seat)

    def _weighed(
        self, frame: Frame, detections: Detections, regions: Sequence[SeatRegion]
    ) -> dict[SeatId, Evidence]:
        bodies = self._moving_bodies(frame, detections)
        seated_at = assign(bodies, regions)
        found = {}
        for index, region in enumerate(regions):
            sitter = None
            if index in seated_at:
                body, fitted = seated_at[index]
                sitter = bodies[body], fitted
            was_seated = situation(self._memory[region.seat]) is Situation.SEATED
            chair = free_chair(region, detections)
            self._chairs[region.seat] = chair
            found[region.seat] = weigh(region, sitter, bodies, was_seated, chair)
        return found

    def _compare(
        self,
        camera: CameraId,
        evidence: Mapping[SeatId, Evidence],
        looks: Mapping[SeatId, SeatLook],
    ) -> None:
        """Where boxes and joints are sure, does the network say the same?"""
        trust = self._trust_in(camera)
        for seat, said in evidence.items():
            look = looks.get(seat)
            if look is None or said.sight not in OF_SIGHT:
                continue
            best = max(look.choice("posture", word) for word in POSTURES)
            if sight_weight(look) * best >= SURE_LOOK:
                trust = trust.after(look.best("posture") == SAYS[said.sight])
        self._trust[camera] = trust

    def _moving_bodies(self, frame: Frame, detections: Detections) -> Sequence[Body]:
        height, width = frame.image.shape[:2]
        bodies: Sequence[Body] = bodies_of(detections, width / height)
        if frame.camera in self._bodies:
            captured_us, before = self._bodies[frame.camera]
            bodies = with_history(bodies, before, (frame.captured_us - captured_us) / SECOND)
        self._bodies[frame.camera] = (frame.captured_us, bodies)
        return bodies

    def _observations(self, views: Sequence[Frame | Blind], now: Instant) -> list[SeatObservation]:
        partners = self._partners(views)
        return [
            observation(
                region.seat,
                self._memory[region.seat],
                self._chairs.get(region.seat, Chair.UNKNOWN),
                partners.get(region.seat, ()),
                now,
                self._settings,
            )
            for view in views
            for region in self._by_camera.get(view.camera, [])
        ]

    def _partners(self, views: Sequence[Frame | Blind]) -> dict[SeatId, tuple[SeatId, ...]]:
        cameras = {view.camera for view in views if isinstance(view, Frame)}
        facings = {
            seat: memory.facing
            for seat, memory in self._memory.items()
            if memory.facing is not None
            and self._regions[seat].camera in cameras
            and situation(memory) is not Situation.ABSENT
        }
        places = {seat: self._regions[seat].centre for seat in facings}
        found: dict[SeatId, tuple[SeatId, ...]] = {}
        for a, b in sorted(chats(facings, places, self._of_one_picture())):
            found[a] = (*found.get(a, ()), b)
            found[b] = (*found.get(b, ()), a)
        return found

    def _of_one_picture(self) -> Neighbours:
        return [
            (a, b)
            for a, b in self._neighbours
            if self._regions[a].camera == self._regions[b].camera
        ]
