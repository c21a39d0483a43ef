"""Between rows of the database and the cases that the rest of the program sees."""

from sqlalchemy.orm import Session

from floor.finding import FindingStatus
from floor.layout import SeatId
from floor.time import Instant
from privacy.anonymised import AnonymisedFinding, Pseudonym
from workflow.case import SYSTEM, Actor, Case, CaseEvent, CaseId, CaseState
from workflow.schema import CaseEventRow, CaseRow

NOTED = "noted"
"""A finding that changed after a person had decided, or while one was looking."""


def new_row(finding: AnonymisedFinding, now: Instant) -> CaseRow:
    """A case that has just been detected."""
    row = CaseRow(id=finding.id, state=CaseState.DETECTED, created_us=now)
    tell(row, finding)
    return row


def tell(row: CaseRow, finding: AnonymisedFinding) -> None:
    """What the finding says now. A pseudonym whose key was destroyed meanwhile stays."""
    row.kind = finding.kind
    row.seats = [str(seat) for seat in finding.seats]
    row.start_us = finding.start
    row.end_us = finding.end
    row.confidence = finding.confidence
    row.status = finding.status
    row.rule = finding.rule
    row.pseudonym = finding.pseudonym or row.pseudonym
    row.agent_state = finding.agent_state
    row.confirmed_s = finding.confirmed_s
    row.blind_s = finding.blind_s
    row.reason = finding.reason


def told_before(row: CaseRow, finding: AnonymisedFinding) -> bool:
    """Whether the finding is older than what the row says: an ended episode does not reopen."""
    return finding.end is None and row.end_us is not None


def note(
    session: Session,
    row: CaseRow,
    now: Instant,
    before: FindingStatus,
    finding: AnonymisedFinding,
) -> None:
    """Write down that the finding changed, without touching the case's state."""
    session.add(
        CaseEventRow(
            case_id=row.id,
            at_us=now,
            actor=SYSTEM,
            what=NOTED,
            from_state=before.value,
            to_state=finding.status.value,
            reason=finding.reason,
        )
    )


def case_of(row: CaseRow) -> Case:
    """The case of a row."""
    return Case(
        id=CaseId(row.id),
        kind=row.kind,
        seats=tuple(SeatId(seat) for seat in row.seats),
        start=row.start_us,
        end=row.end_us,
        confidence=row.confidence,
        status=row.status,
        rule=row.rule,
        pseudonym=None if row.pseudonym is None else Pseudonym(row.pseudonym),
        agent_state=row.agent_state,
        confirmed_s=row.confirmed_s,
        blind_s=row.blind_s,
        reason=row.reason,
        state=row.state,
        created=row.created_us,
    )


def event_of(row: CaseEventRow) -> CaseEvent:
    """The event of a row."""
    return CaseEvent(
        case=CaseId(row.case_id),
        at=row.at_us,
        actor=Actor(row.actor),
        what=row.what,
        before=row.from_state,
        after=row.to_state,
        reason=row.reason,
    )
