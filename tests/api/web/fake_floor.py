"""A floor of 14 seats and 2 cameras, made up: what the web's tests and ``try_page.py`` show."""

from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

import cv2
import numpy as np

from api.board import CameraCard, CameraCounts, PeopleCard, SeatCard, Snapshot
from cameras.frame import CameraId
from cameras.state import CameraState
from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Finding, FindingStatus
from floor.layout import PlanPosition, SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, plus
from privacy.anonymised import AnonymisedFinding, MaskedPicture, Pseudonym
from privacy.gate import Gate
from privacy.keys import DerivedKeys

START = Instant(1_772_413_200_000_000)  # 2026-03-02 09:00 in Shanghai
CAMERAS = (CameraId("cam1"), CameraId("cam2"))
GATE = Gate("fake", ZoneInfo("Asia/Shanghai"), DerivedKeys(b"public: a made-up floor"))
ROWS = {"A": (1.6, 180.0), "B": (3.5, 0.0)}


def seat_id(i: int) -> SeatId:
    return SeatId(f"{'AB'[i // 7]}-{i % 7 + 1:02d}")


def position(i: int) -> PlanPosition:
    y, facing = ROWS["AB"[i // 7]]
    return PlanPosition(1.2 + 1.6 * (i % 7), y, facing)


def camera_of(i: int) -> CameraId:
    return CAMERAS[0] if i % 7 < 4 else CAMERAS[1]


def outline(i: int) -> tuple[tuple[float, float], ...]:
    column = i % 7 if i % 7 < 4 else i % 7 - 4
    left, top = 0.06 + 0.235 * column, 0.22 if i < 7 else 0.58
    return ((left, top), (left + 0.18, top), (left + 0.2, top + 0.3), (left - 0.02, top + 0.3))


def card(
    i: int,
    occupancy: Occupancy = Occupancy.OCCUPIED,
    *,
    time: Instant = START,
    since_s: float = 600,
    posture: Posture = Posture.SEATED,
    reason: str = "person_seated",
    agent_state: AgentState = AgentState.ON_CONTACT,
    finding: FindingStatus | None = None,
) -> SeatCard:
    seen = SeatObservation(
        time, seat_id(i), occupancy, Chair.UNKNOWN, posture, 0.9 + 0.007 * i, reason
    )
    agent = None if agent_state is AgentState.LOGGED_OFF else Pseudonym(f"p-{0x7F3A + 97 * i:x}")
    return SeatCard(
        seat_id(i),
        camera_of(i),
        position(i),
        outline(i),
        seen,
        plus(time, -since_s),
        agent,
        agent_state,
        finding,
    )


def empty(i: int, agent_state: AgentState, since_s: float, finding: FindingStatus) -> SeatCard:
    return card(
        i,
        Occupancy.EMPTY,
        since_s=since_s,
        posture=Posture.UNKNOWN,
        reason="nobody",
        agent_state=agent_state,
        finding=finding,
    )


def finding(
    number: int,
    status: FindingStatus,
    seats: tuple[int, ...],
    *,
    kind: EpisodeKind = EpisodeKind.OFF_SEAT,
    age_s: float = 95,
    agent_state: AgentState = AgentState.AVAILABLE,
    reason: str = "expected_at_seat",
    rule: str | None = "R27",
) -> AnonymisedFinding:
    episode = Episode(
        kind, tuple(seat_id(i) for i in seats), plus(START, -age_s), None, 0.97 - 0.02 * number
    )
    key = AgentKey(f"agent-{seats[0]}")
    return GATE.anonymise(
        Finding(episode, status, rule, key, agent_state, max(0.0, age_s - 20), reason)
    )


@cache
def jpeg(shade: int, width: int = 1280, height: int = 720) -> bytes:
    """A room without anyone, and flat silhouettes in it: what a masked picture looks like."""
    image = np.full((height, width, 3), (112, 118, 122), np.uint8)
    cv2.rectangle(image, (0, 0), (width, int(height * 0.16)), (140, 146, 150), -1)
    for i in range(8):
        left, top = int(width * (0.06 + 0.235 * (i % 4))), int(height * (0.36 if i < 4 else 0.72))
        cv2.rectangle(image, (left, top), (left + 230, top + 70), (90, 104, 122), -1)
        if (i * 7 + shade) % 5:
            cv2.circle(image, (left + 115, top - 52), 30, (200, 186, 170), -1, cv2.LINE_AA)
            cv2.ellipse(
                image,
                (left + 115, top + 14),
                (62, 56),
                0,
                180,
                360,
                (200, 186, 170),
                -1,
                cv2.LINE_AA,
            )
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 82])[1].tobytes()


def camera(i: int, time: Instant = START, state: str = "live", reason: str = "") -> CameraCard:
    picture = MaskedPicture(CAMERAS[i], time, jpeg(i + time // 2_000_000 % 5), 1280, 720)
    return CameraCard(
        CAMERAS[i],
        state,
        reason,
        0.2 if state == "live" else 42.0,
        picture if state == "live" else None,
        PeopleCard(8 - i, 4 * i, (3,) * i) if state == "live" else None,
        plus(time, -125),
        CameraCounts(
            frames=900,
            reconnects=2,
            missed=i,
            entries={each: len(each) for each in CameraState},
            seconds={each: len(each) / 2 for each in CameraState},
        ),
    )


def quiet_floor(time: Instant = START) -> Snapshot:
    """All seats taken, nothing found."""
    seats = tuple(card(i, since_s=300 + 71 * i) for i in range(14))
    return Snapshot(time, seats, (camera(0, time), camera(1, time)), (), 18.4)


def busy_floor(time: Instant = START) -> Snapshot:
    """A bit of everything."""
    status = FindingStatus
    seats = {i: card(i, since_s=300 + 171 * i) for i in range(14)}
    seats[1] = empty(1, AgentState.AVAILABLE, 95, status.CONFIRMED)
    seats[5] = empty(5, AgentState.ON_CONTACT, 48, status.CONFLICT)
    seats[8] = empty(8, AgentState.BREAK, 410, status.CANDIDATE)
    seats[3] = card(
        3,
        since_s=22,
        posture=Posture.STANDING,
        reason="standing_beside",
        agent_state=AgentState.AFTER_CONTACT_WORK,
    )
    seats[10] = empty(10, AgentState.LOGGED_OFF, 5000, status.CANDIDATE)
    seats[10] = replace(seats[10], finding=None)
    seats[12] = card(
        12,
        Occupancy.UNKNOWN,
        since_s=130,
        posture=Posture.UNKNOWN,
        reason="occluded",
        agent_state=AgentState.UNKNOWN,
        finding=status.UNKNOWN,
    )
    seats[6] = card(6, since_s=812, agent_state=AgentState.AVAILABLE)
    seats[9] = card(9, since_s=3900, agent_state=AgentState.BUSY, finding=status.CONFIRMED)
    findings = (
        finding(1, status.CONFIRMED, (1,)),
        finding(
            2,
            status.CONFLICT,
            (5,),
            age_s=48,
            agent_state=AgentState.ON_CONTACT,
            reason="on_call",
            rule=None,
        ),
        finding(
            3,
            status.CANDIDATE,
            (8,),
            age_s=410,
            agent_state=AgentState.BREAK,
            reason="on_break",
            rule=None,
        ),
        finding(
            4,
            status.CONFIRMED,
            (9,),
            kind=EpisodeKind.PHONE_USE,
            age_s=31,
            agent_state=AgentState.BUSY,
            reason="below_threshold",
            rule="R31",
        ),
        finding(
            5,
            status.UNKNOWN,
            (12,),
            age_s=130,
            agent_state=AgentState.UNKNOWN,
            reason="state_unknown",
            rule=None,
        ),
    )
    return Snapshot(
        time, tuple(seats[i] for i in range(14)), (camera(0, time), camera(1, time)), findings, 21.7
    )


def moved(snapshot: Snapshot, time: Instant) -> Snapshot:
    """The same floor at another time, with new pictures."""
    return replace(snapshot, time=time, cameras=(camera(0, time), camera(1, time)))
