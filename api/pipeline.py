"""The main job, one tick at a time: views in, observations, findings and a snapshot out.

The rooms do the work; this hands each one's result to the next. Nothing here has a clock, so a
replay and a live floor run the same code.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from api.board import CameraCard, CameraCounts, PeopleCard, SeatCard, Snapshot
from api.shadow import Shadow
from api.site.build import UNIT, neighbour_pairs, off_seat_rule, plan, seat_regions, static_masks
from api.site.load import Site
from cameras.frame import Blind, CameraId, Frame, Tick
from floor.agent_state import AgentEvent
from floor.finding import EpisodeKind, Finding, FindingStatus
from floor.layout import SeatId
from floor.monitor import FloorMonitor
from floor.observation import Occupancy, Posture, SeatObservation
from floor.reasons import Reason
from floor.roster import Roster
from floor.time import SECOND, Instant, seconds_between
from privacy.anonymised import AnonymisedFinding, MaskedPicture
from privacy.gate import Gate
from privacy.keys import DayKeys
from privacy.mask import MaskSettings, PersonMasker
from privacy.static_mask import static_mask
from vision.detections import Detections
from vision.detector import PERSON, Detector
from vision.observer import SeatObserver
from vision.scene import NOT_SEEN, Scene
from vision.seat_network import SeatEyes

SHOWN_AFTER_END_S = 1800.0
"""How long a finding that has ended, and that somebody should look at, stays on the board."""

COVER_EMPTY_S = 30.0
"""A seat is covered in pictures until it was empty for so long, as long as other motion is."""

NOT_SHOWN = frozenset({EpisodeKind.DRINKING, EpisodeKind.FEET_ON_DESK})
"""What no rule is on for unless a site says so (R11, R14) is nobody's business on the board."""

WORTH_A_LOOK = frozenset({FindingStatus.CONFIRMED, FindingStatus.CONFLICT})


@dataclass(frozen=True, slots=True)
class CameraHealth:
    """How a camera does, as far as the board shows it; ``since`` when the state began."""

    state: str
    reason: str
    frame_age_s: float | None
    since: Instant | None = None
    counts: CameraCounts | None = None


NOT_SEEN_YET = CameraHealth("connecting", "connecting", None)


@dataclass(frozen=True, slots=True)
class Step:
    """What a tick gave. ``for_cases`` are findings for people that are new or other than before.
    All findings as they stand are ``FloorPipeline.findings``.

    ``detections`` are of each good frame, before the gate: they are for scores, not for people.
    """

    observations: tuple[SeatObservation, ...]
    detections: Mapping[CameraId, Detections]
    for_cases: tuple[AnonymisedFinding, ...]
    snapshot: Snapshot


class FloorPipeline:
    """One site's rooms, wired. ``show_pictures`` off leaves the masking out, for replays."""

    def __init__(
        self,
        site: Site,
        detector: Detector,
        roster: Roster,
        keys: DayKeys,
        show_pictures: bool,
        seats: SeatEyes | None = None,
        shadow: Shadow | None = None,
    ) -> None:
        settings = site.settings
        self._zone = ZoneInfo(settings.site.timezone)
        self._gate = Gate(settings.site.name, self._zone, keys)
        self._regions = {region.seat: region for region in seat_regions(site)}
        self._observer = SeatObserver(
            detector, tuple(self._regions.values()), seats, neighbour_pairs(site)
        )
        self._shadow = shadow
        self._roster = roster
        self._rule = off_seat_rule(site)
        self._monitor = FloorMonitor(self._roster, self._rule)
        self._plan = plan(site)
        self._masks: Mapping[CameraId, tuple[UNIT, ...]] = static_masks(site)
        self._show_pictures = show_pictures
        hold = MaskSettings(hold_s=settings.privacy.hold_s)
        self._cameras = tuple(CameraId(camera.id) for camera in settings.cameras)
        self._maskers = {camera: PersonMasker(camera, hold) for camera in self._cameras}
        self._views: dict[CameraId, CameraHealth] = {}
        self._scenes: dict[CameraId, Scene] = {}
        self._pictures: dict[CameraId, MaskedPicture | None] = {}
        self._latest: dict[SeatId, SeatObservation] = {}
        self._since: dict[SeatId, Instant] = {}
        self._told: dict[str, AnonymisedFinding] = {}

    def hear(self, events: Sequence[AgentEvent]) -> None:
        """Take in what the phone system said, in any order."""
        self._monitor.hear(events)

    def use_roster(self, roster: Roster) -> None:
        """Replace the roster; findings are derived anew."""
        self._roster = roster
        self._monitor.use_roster(roster)

    def step(self, tick: Tick, health: Mapping[CameraId, CameraHealth]) -> Step:
        """Decide for one tick. ``health`` is how live cameras do; of others the tick tells."""
        began = time.perf_counter()
        views = tuple(
            self._covered(view) if isinstance(view, Frame) else view for view in tick.views
        )
        seen = self._observer.observe(Tick(tick.time_us, views))
        self._views |= {
            view.camera: _as_seen(view, Instant(tick.time_us), self._views.get(view.camera))
            for view in views
        }
        self._scenes |= seen.scenes
        self._remember(seen.observations)
        self._monitor.observe(seen.observations)
        if self._show_pictures:
            for view in views:
                # People must be found in the very picture that is shown, so between two sweeps
                # of the full-frame networks the last one stays.
                if isinstance(view, Blind) or view.camera in seen.detections:
                    self._picture(view, seen.detections.get(view.camera))
        now = Instant(tick.time_us)
        judged = self._monitor.current(now)
        findings = tuple(self._gate.anonymise(finding) for finding in judged)
        for_cases = tuple(
            each
            for each in findings
            if self._told.get(each.id) != each
            and (each.id in self._told or self._for_people(each, now))
        )
        self._told |= {each.id: each for each in for_cases}
        snapshot = Snapshot(
            time=now,
            seats=self._seat_cards(now, judged),
            cameras=tuple(
                self._camera_card(camera, health.get(camera)) for camera in self._cameras
            ),
            findings=tuple(each for each in findings if self._on_board(each, now)),
            decision_ms=round((time.perf_counter() - began) * 1000, 3),
            shadow=None if self._shadow is None else self._shadow.report(),
        )
        if self._shadow is not None:  # last: it sees what was seen, and nothing comes back
            self._shadow.watch(Tick(tick.time_us, views), seen.observations)
        return Step(seen.observations, seen.detections, for_cases, snapshot)

    def findings(self, now: Instant) -> tuple[AnonymisedFinding, ...]:
        """All findings of the last day, ended or not, as they stand at ``now``."""
        return tuple(self._gate.anonymise(finding) for finding in self._monitor.findings(now))

    def _covered(self, frame: Frame) -> Frame:
        polygons = self._masks[frame.camera]
        return static_mask(frame, polygons) if polygons else frame

    def _remember(self, observations: Sequence[SeatObservation]) -> None:
        for each in observations:
            before = self._latest.get(each.seat)
            if before is None or _shown(before) != _shown(each):
                self._since[each.seat] = each.time
            self._latest[each.seat] = each

    def _picture(self, view: Frame | Blind, detections: Detections | None) -> None:
        people = None
        if detections is not None:
            seats = self._seats_that_may_hold_somebody(view.camera)
            people = detections[detections.classes == PERSON].with_boxes(seats, PERSON)
        self._pictures[view.camera] = self._maskers[view.camera].mask(view, people)

    def _seats_that_may_hold_somebody(self, camera: CameraId) -> NDArray[np.float32]:
        """Boxes (n, 4) of the seats that were not seen empty for a while: the networks miss a
        sitter now and then, in the first picture too, and nobody may be shown for that."""
        boxes = []
        for seat, region in self._regions.items():
            latest = self._latest.get(seat)
            if region.camera != camera or latest is None:
                continue
            empty_s = seconds_between(self._since[seat], latest.time)
            if latest.occupancy is not Occupancy.EMPTY or empty_s < COVER_EMPTY_S:
                boxes.append(region.sitter_box())
        return np.array(boxes, np.float32).reshape(-1, 4)

    def _seat_cards(self, now: Instant, findings: Sequence[Finding]) -> tuple[SeatCard, ...]:
        open_at = {
            seat: finding.status
            for finding in findings
            if finding.episode.end is None and finding.episode.kind is EpisodeKind.OFF_SEAT
            for seat in finding.episode.seats
        }
        cards = []
        for seat, region in self._regions.items():
            latest = self._latest.get(seat)
            if latest is None:
                continue
            agent = self._roster.agent_at(seat, now)
            cards.append(
                SeatCard(
                    seat=seat,
                    camera=region.camera,
                    position=self._plan[seat],
                    outline=region.outline,
                    observation=latest,
                    since=self._since[seat],
                    agent=None if agent is None else self._gate.name_of(agent, now),
                    agent_state=self._monitor.agent_state(agent, now),
                    finding=None if latest.occupancy is Occupancy.UNKNOWN else open_at.get(seat),
                )
            )
        return tuple(cards)

    def _camera_card(self, camera: CameraId, health: CameraHealth | None) -> CameraCard:
        known = health or self._views.get(camera) or NOT_SEEN_YET
        return CameraCard(
            camera=camera,
            state=known.state,
            reason=known.reason,
            frame_age_s=known.frame_age_s,
            picture=self._pictures.get(camera),
            people=people_card(self._scenes.get(camera, NOT_SEEN)),
            since=known.since,
            counts=known.counts,
        )

    def _for_people(self, finding: AnonymisedFinding, now: Instant) -> bool:
        """Confirmed, in conflict, or long enough that its unknown state wants looking into."""
        if finding.status in WORTH_A_LOOK:
            return True
        if finding.status is not FindingStatus.UNKNOWN or finding.reason == Reason.NO_AGENT:
            return False
        seen_s = seconds_between(finding.start, finding.end or now) - finding.blind_s
        return seen_s >= self._rule.confirm_s

    def _on_board(self, finding: AnonymisedFinding, now: Instant) -> bool:
        """Open, or ended a while ago and worth a look; a desk that is nobody's is neither."""
        if finding.reason == Reason.NO_AGENT or finding.kind in NOT_SHOWN:
            return False
        if finding.end is None:
            return True
        recent = seconds_between(finding.end, now) <= SHOWN_AFTER_END_S
        return recent and finding.status in WORTH_A_LOOK


def people_card(scene: Scene) -> PeopleCard | None:
    """A scene in numbers; None where nobody could look."""
    if scene.count is None:
        return None
    groups = sorted((len(group) for group in scene.groups), reverse=True)
    return PeopleCard(scene.count, len(scene.on_feet), tuple(groups))


def _shown(observation: SeatObservation) -> tuple[Occupancy, bool]:
    """What the map tells apart: sitting, away, standing at the seat, unknown."""
    return observation.occupancy, observation.posture is Posture.STANDING


def _as_seen(view: Frame | Blind, now: Instant, before: CameraHealth | None) -> CameraHealth:
    """How a recorded camera does: it shows a picture of some age, or nothing for a reason."""
    state, reason = ("stalled", view.reason) if isinstance(view, Blind) else ("live", "")
    goes_on = before is not None and (before.state, before.reason) == (state, reason)
    since = before.since if before is not None and goes_on else now
    age_s = None if isinstance(view, Blind) else (now - view.captured_us) / SECOND
    return CameraHealth(state, reason, age_s, since)
