"""The board: the latest state of the whole floor, and how viewers wait for the next one."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from api.shadow_report import ShadowReport
from cameras.frame import CameraId
from cameras.picture import Decoding
from cameras.state import CameraState
from floor.agent_state import AgentState
from floor.feeds.feed import FeedStatus
from floor.finding import FindingStatus
from floor.layout import PlanPosition, SeatId
from floor.observation import SeatObservation
from floor.time import Instant
from privacy.anonymised import AnonymisedFinding, MaskedPicture, Pseudonym


@dataclass(frozen=True, slots=True)
class SeatCard:
    """A seat as the duty lead sees it.

    ``since`` is when what is shown (sitting, away, standing, unknown) began. ``outline`` holds
    the corners of the seat's polygon in its camera's picture, 0..1.
    """

    seat: SeatId
    camera: CameraId
    position: PlanPosition
    outline: tuple[tuple[float, float], ...]
    observation: SeatObservation
    since: Instant
    agent: Pseudonym | None
    agent_state: AgentState
    finding: FindingStatus | None


@dataclass(frozen=True, slots=True)
class PeopleCard:
    """How many people a camera shows, how many of them are on their feet, and how many stand
    together in each group, the largest first. Numbers alone: who is whom stays in ``vision``."""

    count: int
    on_feet: int
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CameraCounts:
    """What a live camera did since the start: pictures, reconnects, decisions that were due and
    never made, and how often and how many seconds it was in each state; and how it is decoded."""

    frames: int
    reconnects: int
    missed: int
    entries: Mapping[CameraState, int]
    seconds: Mapping[CameraState, float]
    decoding: Decoding | None = None


@dataclass(frozen=True, slots=True)
class CameraCard:
    """A camera as the duty lead sees it.

    ``state`` is one of ``cameras.state.CameraState``, ``since`` is when it began; ``reason`` is a
    short code, empty where all is well. ``picture`` is None while nothing masked can be shown,
    ``people`` while it is not known who is there, ``counts`` for a recording.
    """

    camera: CameraId
    state: str
    reason: str
    frame_age_s: float | None
    picture: MaskedPicture | None
    people: PeopleCard | None = None
    since: Instant | None = None
    counts: CameraCounts | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole floor at one decision."""

    time: Instant
    seats: tuple[SeatCard, ...]
    cameras: tuple[CameraCard, ...]
    findings: tuple[AnonymisedFinding, ...]
    decision_ms: float
    shadow: ShadowReport | None = None
    feeds: tuple[FeedStatus, ...] = ()


class Board:
    """Holds the latest snapshot; safe to publish from one thread and read from many."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._snapshot: Snapshot | None = None
        self._version = 0

    def publish(self, snapshot: Snapshot) -> None:
        """Make ``snapshot`` the latest and wake all that wait."""
        with self._changed:
            self._snapshot = snapshot
            self._version += 1
            self._changed.notify_all()

    def latest(self) -> tuple[int, Snapshot | None]:
        """The version and the snapshot; version 0 and None before the first."""
        with self._changed:
            return self._version, self._snapshot

    def wait_newer(self, version: int, timeout_s: float) -> tuple[int, Snapshot | None]:
        """Wait until a version above ``version`` is there or the time is up; then the latest."""
        with self._changed:
            self._changed.wait_for(lambda: self._version > version, timeout=timeout_s)
            return self._version, self._snapshot
