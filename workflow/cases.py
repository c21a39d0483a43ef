"""The cases in the database. One episode is one case, however often and by whom it is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Engine, and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from floor.finding import FindingStatus
from floor.time import Instant, plus
from privacy.anonymised import AnonymisedFinding
from workflow.case import (
    FOUND,
    NEVER_A_CASE,
    OPEN,
    SYSTEM,
    Act,
    Actor,
    Case,
    CaseEvent,
    CaseId,
    CaseState,
    NotAllowed,
    step,
)
from workflow.case_rows import case_of, event_of, new_row, note, tell, told_before
from workflow.database import writing
from workflow.schema import CaseEventRow, CaseRow

EXPIRE_AFTER_S = 72 * 3600.0
"""As long as its clip is kept (P7); nobody can judge a case after that."""

LONGEST_REASON = 1000
_ATTEMPTS = 5

T = TypeVar("T")


class NoSuchCase(KeyError):
    """No case has that id."""


class CaseChanged(Exception):
    """Somebody else was faster, again and again; look at the case and try once more."""


class CaseStore(Protocol):
    """Where cases live."""

    def accept(self, findings: Sequence[AnonymisedFinding], now: Instant) -> None:
        """Make or update the findings' cases; telling it twice changes nothing.

        In the order of the sequence: the last word on an episode counts, except that an episode
        which has ended does not open again. Raises ``TypeError``, before anything is written,
        if any of them is not an ``AnonymisedFinding`` (law 2).
        """
        ...

    def open_cases(self, limit: int, after: CaseId | None = None) -> tuple[Case, ...]:
        """Those that wait for a person, newest first; ``after`` is the last of the page before.

        Raises ``NoSuchCase`` for an unknown ``after``.
        """
        ...

    def get(self, case: CaseId) -> Case:
        """Raises ``NoSuchCase``."""
        ...

    def history(self, case: CaseId) -> tuple[CaseEvent, ...]:
        """What happened to it, oldest first. Raises ``NoSuchCase``."""
        ...

    def review(self, case: CaseId, actor: Actor, now: Instant) -> Case:
        """A lead looks at it. Raises ``NoSuchCase``, ``NotAllowed``, ``CaseChanged``."""
        ...

    def acknowledge(self, case: CaseId, actor: Actor, now: Instant) -> Case:
        """A person says that it is one. Raises ``NoSuchCase``, ``NotAllowed``, ``CaseChanged``."""
        ...

    def dismiss(self, case: CaseId, actor: Actor, reason: str, now: Instant) -> Case:
        """A person says that it is none, and why.

        Raises ``NoSuchCase``, ``NotAllowed``, ``CaseChanged``, ``ValueError`` without a reason.
        """
        ...

    def expire(self, now: Instant) -> int:
        """Close what nobody decided in time, as *expired*, never as confirmed; how many."""
        ...


@dataclass(frozen=True, slots=True)
class SqlCases:
    """``CaseStore`` on SQLite or PostgreSQL. Safe to use from many threads and processes."""

    engine: Engine
    expire_after_s: float = EXPIRE_AFTER_S

    def accept(self, findings: Sequence[AnonymisedFinding], now: Instant) -> None:
        """See ``CaseStore``."""
        for finding in findings:
            if type(finding) is not AnonymisedFinding:
                raise TypeError(f"expected an AnonymisedFinding, got {type(finding).__name__}")
        told = [finding for finding in findings if finding.kind not in NEVER_A_CASE]
        # By id, so that two processes lock rows in the same order; the sort keeps versions' order.
        told.sort(key=lambda finding: finding.id)
        if told:
            self._write(lambda session: _accept(session, told, now))

    def open_cases(self, limit: int, after: CaseId | None = None) -> tuple[Case, ...]:
        """See ``CaseStore``."""
        query = select(CaseRow).where(CaseRow.state.in_(sorted(OPEN)))
        with Session(self.engine) as session:
            if after is not None:
                last = _found(session, after)
                query = query.where(
                    or_(
                        CaseRow.start_us < last.start_us,
                        and_(CaseRow.start_us == last.start_us, CaseRow.id < last.id),
                    )
                )
            query = query.order_by(CaseRow.start_us.desc(), CaseRow.id.desc()).limit(limit)
            return tuple(case_of(row) for row in session.scalars(query))

    def get(self, case: CaseId) -> Case:
        """See ``CaseStore``."""
        with Session(self.engine) as session:
            return case_of(_found(session, case))

    def history(self, case: CaseId) -> tuple[CaseEvent, ...]:
        """See ``CaseStore``."""
        query = select(CaseEventRow).where(CaseEventRow.case_id == case).order_by(CaseEventRow.id)
        with Session(self.engine) as session:
            _found(session, case)
            return tuple(event_of(row) for row in session.scalars(query))

    def review(self, case: CaseId, actor: Actor, now: Instant) -> Case:
        """See ``CaseStore``."""
        return self._act(case, Act.REVIEW, actor, None, now)

    def acknowledge(self, case: CaseId, actor: Actor, now: Instant) -> Case:
        """See ``CaseStore``."""
        return self._act(case, Act.ACKNOWLEDGE, actor, None, now)

    def dismiss(self, case: CaseId, actor: Actor, reason: str, now: Instant) -> Case:
        """See ``CaseStore``."""
        reason = reason.strip()
        if not 0 < len(reason) <= LONGEST_REASON or "\0" in reason:
            raise ValueError(f"a dismissal has a reason of 1 to {LONGEST_REASON} characters")
        return self._act(case, Act.DISMISS, actor, reason, now)

    def expire(self, now: Instant) -> int:
        """See ``CaseStore``."""
        return self._write(lambda session: _expire(session, plus(now, -self.expire_after_s), now))

    def _act(self, case: CaseId, act: Act, actor: Actor, reason: str | None, now: Instant) -> Case:
        def apply(session: Session) -> Case:
            row = _found(session, case)
            _move(session, row, act, actor, reason, now)
            session.flush()
            return case_of(row)

        return self._write(apply)

    def _write(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in one transaction, anew where another process wrote the same rows."""
        for _ in range(_ATTEMPTS):
            try:
                with writing(self.engine) as session, session.begin():
                    return work(session)
            except (IntegrityError, StaleDataError):
                continue
        raise CaseChanged("the case was changed by others at the same time")


def _found(session: Session, case: CaseId) -> CaseRow:
    row = session.get(CaseRow, case)
    if row is None:
        raise NoSuchCase(case)
    return row


def _accept(session: Session, told: Sequence[AnonymisedFinding], now: Instant) -> None:
    for finding in told:
        row = session.get(CaseRow, finding.id)
        if row is None:
            if finding.status is not FindingStatus.CANDIDATE:
                row = new_row(finding, now)
                session.add(row)
                session.flush()
                _move(session, row, FOUND[finding.status], SYSTEM, finding.reason, now)
        elif not told_before(row, finding):
            before = row.status
            tell(row, finding)
            if before is not finding.status:
                act = FOUND[finding.status]
                after = step(row.state, row.status, act, SYSTEM)
                if after is row.state:  # decided, or under review: the state stays a person's
                    note(session, row, now, before, finding)
                else:
                    _move(session, row, act, SYSTEM, finding.reason, now)
        session.flush()


def _move(
    session: Session, row: CaseRow, act: Act, actor: Actor, reason: str | None, now: Instant
) -> None:
    after = step(row.state, row.status, act, actor)
    session.add(
        CaseEventRow(
            case_id=row.id,
            at_us=now,
            actor=actor,
            what=act.value,
            from_state=row.state.value,
            to_state=after.value,
            reason=reason,
        )
    )
    row.state = after


def _expire(session: Session, before: Instant, now: Instant) -> int:
    query = (
        select(CaseRow)
        .where(CaseRow.state.in_(sorted(OPEN)), CaseRow.created_us <= before)
        .order_by(CaseRow.id)
    )
    rows = session.scalars(query).all()
    for row in rows:
        _move(session, row, Act.EXPIRE, SYSTEM, None, now)
    return len(rows)


__all__ = ["CaseChanged", "CaseState", "CaseStore", "NoSuchCase", "NotAllowed", "SqlCases"]
