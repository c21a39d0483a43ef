"""Users and their sessions. Nobody shares an account, and nobody guesses for long."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from floor.time import Instant, plus
from privacy.passwords import hash_password, verify_password
from workflow.case import SYSTEM
from workflow.database import writing
from workflow.roles import Role
from workflow.schema import SessionRow, UserRow

SESSION_S: Final = 12 * 3600.0
"""A shift and its hand-over."""
MOST_FAILURES: Final = 5
LOCKED_S: Final = 300.0
TOKEN_BYTES: Final = 32

_NAME = re.compile(r"[\w][\w.@-]{0,63}")


class UserExists(Exception):
    """The name is taken; upper and lower case are the same."""


class NoSuchUser(KeyError):
    """Nobody has that name."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in."""

    name: str
    role: Role
    language: str
    created: Instant


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of one database."""

    engine: Engine

    def create_user(
        self, name: str, password: str, role: Role, language: str, now: Instant
    ) -> User:
        """Raises ``ValueError`` (name), ``WeakPassword``, ``UserExists``."""
        row = UserRow(
            name=user_name(name),
            password_hash=hash_password(password),
            role=Role(role),
            language=language,
            created_us=now,
            failures=0,
            locked_until_us=None,
        )
        try:
            with writing(self.engine) as session, session.begin():
                session.add(row)
                session.flush()
                return _user(row)
        except IntegrityError:
            raise UserExists(user_name(name)) from None

    def users(self) -> tuple[User, ...]:
        """All, by name."""
        with Session(self.engine) as session:
            return tuple(
                _user(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))
            )

    def change_password(self, name: str, password: str) -> None:
        """Ends every session of the user. Raises ``NoSuchUser``, ``WeakPassword``."""
        hashed = hash_password(password)
        with writing(self.engine) as session, session.begin():
            row = _required(session, name)
            row.password_hash = hashed
            session.execute(delete(SessionRow).where(SessionRow.user_id == row.id))

    def delete_user(self, name: str) -> None:
        """With every session. Raises ``NoSuchUser``."""
        with writing(self.engine) as session, session.begin():
            session.delete(_required(session, name))

    def verify(self, name: str, password: str, now: Instant) -> User | None:
        """The user, if the password is right and the account not locked; else None.

        None says neither which of these failed nor whether the user exists, and takes as long
        in every case. Five failures lock the account for five minutes.
        """
        with Session(self.engine) as session:
            row = _by_name(session, name)
            stored = None if row is None else row.password_hash
        right = verify_password(stored, password)  # slow, so outside of the transaction
        with writing(self.engine) as session, session.begin():
            row = _by_name(session, name, lock=True)
            # Looked at again: many guesses may have been verified side by side, and the
            # password may have been changed.
            if row is None or row.password_hash != stored or _locked(row, now):
                return None
            if right:
                row.failures, row.locked_until_us = 0, None
                return _user(row)
            row.failures += 1
            if row.failures >= MOST_FAILURES:
                row.failures, row.locked_until_us = 0, plus(now, LOCKED_S)
            return None

    def open_session(self, user: User, now: Instant) -> str:
        """The token of a new session: 32 random bytes, kept only as a hash. ``NoSuchUser``."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with writing(self.engine) as session, session.begin():
            session.add(
                SessionRow(
                    token_hash=_hashed(token),
                    user_id=_required(session, user.name).id,
                    created_us=now,
                    expires_us=plus(now, SESSION_S),
                )
            )
        return token

    def session_user(self, token: str, now: Instant) -> User | None:
        """Whose session it is, or None once it is over."""
        query = (
            select(UserRow)
            .join(SessionRow, SessionRow.user_id == UserRow.id)
            .where(SessionRow.token_hash == _hashed(token), SessionRow.expires_us > now)
        )
        with Session(self.engine) as session:
            row = session.scalar(query)
            return None if row is None else _user(row)

    def close_session(self, token: str) -> None:
        """Log out; closing twice does nothing."""
        with writing(self.engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.token_hash == _hashed(token)))

    def purge_sessions(self, now: Instant) -> None:
        """Remove the sessions that are over."""
        with writing(self.engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.expires_us <= now))


def user_name(name: str) -> str:
    """The name as stored: one spelling per person. Raises ``ValueError``."""
    normal = unicodedata.normalize("NFKC", name).casefold()
    if not _NAME.fullmatch(normal) or normal == SYSTEM:
        raise ValueError("a user name has 1 to 64 letters, digits, or . _ - @, and is not 'system'")
    return normal


def _by_name(session: Session, name: str, lock: bool = False) -> UserRow | None:
    try:
        query = select(UserRow).where(UserRow.name == user_name(name))
    except ValueError:
        return None
    return session.scalar(query.with_for_update() if lock else query)


def _required(session: Session, name: str) -> UserRow:
    row = _by_name(session, name)
    if row is None:
        raise NoSuchUser(name)
    return row


def _locked(row: UserRow, now: Instant) -> bool:
    return row.locked_until_us is not None and now < row.locked_until_us


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _user(row: UserRow) -> User:
    return User(row.name, row.role, row.language, row.created_us)
