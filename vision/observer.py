"""Ticks to seat observations: the one place in vision that remembers.

Two scales. The whole picture goes through the full-frame networks now and then (`vision.sweep`);
each seat's crop goes through the seat network whenever it changed (`vision.close_looks`). Without
a seat network every picture is swept, and boxes and joints decide alone. Who is in the room
beyond its seats, the sweeps alone tell (`vision.people_watch`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cameras.frame import Blind, CameraId, Frame, Tick, View
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, SeatObservation
from floor.time import Instant
from vision.close_looks import CloseLooks
from vision.company import with_company
from vision.detections import Detections
from vision.detector import Detector
from vision.evidence import Evidence
from vision.fusion import FusionSettings, Situation
from vision.partners import in_one_picture, partners
from vision.people_watch import PeopleWatch
from vision.scene import Scene
from vision.seat_look import Looks
from vision.seat_memory import (
    BELIEVED,
    SeatMemory,
    blind,
    looked,
    observation,
    situation,
    unchanged,
)
from vision.seat_network import SeatEyes
from vision.seat_region import SeatRegion
from vision.sweep import Sweeps, is_sweep_due, swept
from vision.trust import Trust, compared
from vision.whole_picture import WholeLook, WholePictures

Neighbours = Sequence[tuple[SeatId, SeatId]]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a tick gave: an observation per due seat; the detections of each frame that was swept,
    with who is whom: those of a frame that was not are not known; and of each camera what it
    shows of people, as of its last sweep while that is fresh."""

    observations: tuple[SeatObservation, ...]
    detections: Mapping[CameraId, Detections]
    scenes: Mapping[CameraId, Scene] = field(default_factory=dict)


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
        self._close = None if seats is None else CloseLooks(seats)
        self._settings = settings or FusionSettings()
        self._regions = {region.seat: region for region in regions}
        self._by_camera: dict[CameraId, list[SeatRegion]] = {}
        for region in regions:
            self._by_camera.setdefault(region.camera, []).append(region)
        cameras = tuple(self._by_camera)
        self._phases = {camera: place / len(cameras) for place, camera in enumerate(cameras)}
        self._neighbours = in_one_picture(neighbours, self._regions)
        self._memory: dict[SeatId, SeatMemory] = {region.seat: SeatMemory() for region in regions}
        self._chairs: dict[SeatId, Chair] = {}
        self._whole = WholePictures()
        self._people = PeopleWatch()
        self._trust: dict[CameraId, Trust] = {}
        self._sweeps: dict[CameraId, Sweeps] = {}

    def observe(self, tick: Tick) -> Seen:
        """The state of every seat of the cameras that are due, in the order of the views."""
        now = Instant(tick.time_us)
        frames = [view for view in tick.views if isinstance(view, Frame)]
        wholes = self._sweep([frame for frame in frames if self._is_due(frame.camera, now)], now)
        looks: Looks = {}
        if self._close is not None:
            looks = self._close.look([(frame, self._of(frame)) for frame in frames], now)
        for view in tick.views:
            if isinstance(view, Blind):
                self._be_blind(view, now)
            else:
                self._decide(view, wholes.get(view.camera), looks, now)
        observations = self._observations(tick.views, now)
        self._see_people(wholes, observations, now)
        scenes = {view.camera: self._people.latest(view.camera, now) for view in tick.views}
        detections = {camera: whole.detections for camera, whole in wholes.items()}
        return Seen(with_company(observations, scenes.values()), detections, scenes)

    def _of(self, view: View) -> Sequence[SeatRegion]:
        return self._by_camera.get(view.camera, ())

    def _is_due(self, camera: CameraId, now: Instant) -> bool:
        trust = 0.0 if self._close is None else self._trust_in(camera).weight
        sweeps, phase = self._sweeps.get(camera), self._phases.get(camera, 0.0)
        return is_sweep_due(sweeps, trust, now, phase)

    def _trust_in(self, camera: CameraId) -> Trust:
        return self._trust.get(camera) or Trust()

    def _sweep(self, frames: Sequence[Frame], now: Instant) -> dict[CameraId, WholeLook]:
        found = self._detector.detect([frame.image for frame in frames])
        wholes = {}
        for frame, detections in zip(frames, found, strict=True):
            self._sweeps[frame.camera] = swept(self._sweeps.get(frame.camera), now)
            followed = self._people.follow(frame.camera, detections, now)
            regions = self._of(frame)
            seats = [region.seat for region in regions]
            seated = {seat for seat in seats if situation(self._memory[seat]) is Situation.SEATED}
            wholes[frame.camera] = self._whole.look(frame, followed, regions, seated)
        return wholes

    def _be_blind(self, view: Blind, now: Instant) -> None:
        self._whole.forget(view.camera)
        self._people.be_blind(view.camera)
        self._sweeps.pop(view.camera, None)
        for region in self._of(view):
            self._memory[region.seat] = blind(view.reason, now)
            self._chairs.pop(region.seat, None)
            if self._close is not None:
                self._close.forget(region.seat)

    def _decide(self, frame: Frame, whole: WholeLook | None, looks: Looks, now: Instant) -> None:
        regions = self._of(frame)
        evidence: Mapping[SeatId, Evidence] = {}
        if whole is not None:
            evidence = whole.evidence
            self._chairs |= whole.chairs
            trust = compared(self._trust_in(frame.camera), evidence, looks)
            self._trust[frame.camera] = trust
            if self._close is not None and trust.weight < BELIEVED:
                found = whole.detections
                self._chairs |= self._close.chairs_at_home(frame, regions, found, now)
        for region in regions:
            self._memory[region.seat] = self._after(frame, region, evidence, looks, now)
        if self._close is not None and whole is not None:
            seats = [(region, self._memory[region.seat]) for region in regions]
            self._close.offer(frame, whole.detections, seats, now)

    def _after(
        self,
        frame: Frame,
        region: SeatRegion,
        evidence: Mapping[SeatId, Evidence],
        looks: Looks,
        now: Instant,
    ) -> SeatMemory:
        memory = self._memory[region.seat]
        said, look = evidence.get(region.seat), looks.get(region.seat)
        if look is None and said is None and memory.looked is not None:
            return unchanged(memory, now)
        gaze = (0.0, 0.0)
        if self._close is not None and look is not None:
            gaze = self._close.gaze(region, frame, look)
        trust = self._trust_in(frame.camera).weight
        return looked(memory, said, look, gaze, trust, now, self._settings)

    def _observations(self, views: Sequence[View], now: Instant) -> list[SeatObservation]:
        talk = partners(self._memory, self._regions, self._neighbours)
        return [
            observation(
                region.seat,
                self._memory[region.seat],
                self._chairs.get(region.seat, Chair.UNKNOWN),
                talk.get(region.seat, ()),
                now,
                self._settings,
            )
            for view in views
            for region in self._of(view)
        ]

    def _see_people(
        self,
        wholes: Mapping[CameraId, WholeLook],
        observations: Sequence[SeatObservation],
        now: Instant,
    ) -> None:
        occupied = {o.seat for o in observations if o.occupancy is Occupancy.OCCUPIED}
        for camera, whole in wholes.items():
            regions = self._by_camera.get(camera, ())
            self._people.see(camera, whole.bodies, whole.seated_at, regions, occupied, now)
