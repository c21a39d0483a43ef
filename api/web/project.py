"""From the board's snapshot to the wire, and from two of them to what changed. Pure."""

from pydantic import BaseModel

from api.board import CameraCard, SeatCard, Snapshot
from api.web.seat_parts import seat_parts
from api.web.services import WebCase
from api.web.wire import (
    CameraOut,
    CaseOut,
    FindingOut,
    FloorOut,
    PartOut,
    PeopleOut,
    PictureOut,
    SeatOut,
)
from privacy.anonymised import AnonymisedFinding


def seats_out(snapshot: Snapshot) -> list[SeatOut]:
    """All seats, each with what its camera's health says of it."""
    cameras = {camera.camera: camera for camera in snapshot.cameras}
    return [seat_out(card, cameras[card.camera]) for card in snapshot.seats]


def seat_out(card: SeatCard, camera: CameraCard) -> SeatOut:
    """A seat's card; the confidence in whole percents, so that noise alone is no change."""
    seen = card.observation
    return SeatOut(
        id=card.seat,
        camera=card.camera,
        x=card.position.x,
        y=card.position.y,
        facing=card.position.facing,
        outline=[(round(x, 4), round(y, 4)) for x, y in card.outline],
        occupancy=seen.occupancy,
        posture=seen.posture,
        chair=seen.chair,
        confidence=round(seen.confidence, 2),
        reason=seen.reason,
        since=card.since,
        said=[PartOut(key=part.key, values=dict(part.values)) for part in seat_parts(card, camera)],
        agent=card.agent,
        agent_state=card.agent_state,
        finding=card.finding,
    )


def camera_out(card: CameraCard) -> CameraOut:
    """A camera's card; the bytes of its picture stay behind."""
    picture, people = card.picture, card.people
    return CameraOut(
        id=card.camera,
        state=card.state,
        reason=card.reason,
        since=card.since,
        frame_age_s=None if card.frame_age_s is None else round(card.frame_age_s, 1),
        picture=(
            None
            if picture is None
            else PictureOut(v=picture.time, width=picture.width, height=picture.height)
        ),
        people=(
            None
            if people is None
            else PeopleOut(count=people.count, on_feet=people.on_feet, groups=list(people.groups))
        ),
    )


def finding_out(finding: AnonymisedFinding) -> FindingOut:
    """A finding, its seconds to a tenth."""
    return FindingOut(
        id=finding.id,
        kind=finding.kind,
        seats=list(finding.seats),
        start=finding.start,
        end=finding.end,
        confidence=round(finding.confidence, 2),
        status=finding.status,
        rule=finding.rule,
        agent=finding.pseudonym,
        agent_state=finding.agent_state,
        confirmed_s=round(finding.confirmed_s, 1),
        blind_s=round(finding.blind_s, 1),
        reason=finding.reason,
    )


def floor_out(version: int, snapshot: Snapshot) -> FloorOut:
    """The whole floor."""
    return FloorOut(
        version=version,
        time=snapshot.time,
        decision_ms=round(snapshot.decision_ms, 1),
        seats=seats_out(snapshot),
        cameras=[camera_out(card) for card in snapshot.cameras],
        findings=[finding_out(finding) for finding in snapshot.findings],
    )


def case_out(case: WebCase) -> CaseOut:
    """A case."""
    return CaseOut(
        id=case.id,
        finding_id=case.finding_id,
        seats=list(case.seats),
        kind=case.kind,
        status=case.status,
        opened=case.opened,
        actor=case.actor,
        reason=case.reason,
    )


class FloorChange(BaseModel):
    """What differs from the floor before; ``gone`` are the ids of findings no longer listed."""

    version: int
    time: int
    decision_ms: float
    seats: list[SeatOut]
    cameras: list[CameraOut]
    findings: list[FindingOut]
    gone: list[str]


def change(old: FloorOut, new: FloorOut) -> FloorChange | None:
    """What a viewer of ``old`` needs to see ``new``; None where it must have the whole.

    The whole is needed where seats or cameras were added, removed or put in another order.
    """
    if [s.id for s in old.seats] != [s.id for s in new.seats]:
        return None
    if [c.id for c in old.cameras] != [c.id for c in new.cameras]:
        return None
    known = {finding.id: finding for finding in old.findings}
    present = {finding.id for finding in new.findings}
    return FloorChange(
        version=new.version,
        time=new.time,
        decision_ms=new.decision_ms,
        seats=[n for o, n in zip(old.seats, new.seats, strict=True) if o != n],
        cameras=[n for o, n in zip(old.cameras, new.cameras, strict=True) if o != n],
        findings=[finding for finding in new.findings if known.get(finding.id) != finding],
        gone=[finding_id for finding_id in known if finding_id not in present],
    )
