"""The tables. Moments are microseconds since 1970 UTC, in columns that end in ``_us``.

Only portable SQL: SQLite for one site, PostgreSQL for a big one. The migrations make these
tables; tests/workflow/test_database.py compares the two.
"""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Double,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus
from floor.time import Instant
from workflow.case import CaseState
from workflow.roles import Role


def words(kind: type[StrEnum]) -> Enum:
    """A column of words; native enumerations cannot grow inside a migration's transaction."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [str(member.value) for member in members],
    )


# SQLite counts up by itself only in a column that is called INTEGER.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Gives every constraint a name, so that migrations can change it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class CaseRow(Base):
    """A case: what the gate let through, and what became of it."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "state", "start_us", "id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The finding's id: one episode is one case."""
    kind: Mapped[EpisodeKind] = mapped_column(words(EpisodeKind))
    seats: Mapped[list[str]] = mapped_column(JSON)
    start_us: Mapped[Instant] = mapped_column(BigInteger)
    end_us: Mapped[Instant | None] = mapped_column(BigInteger)
    confidence: Mapped[float] = mapped_column(Double)
    status: Mapped[FindingStatus] = mapped_column(words(FindingStatus))
    rule: Mapped[str | None] = mapped_column(String(64))
    pseudonym: Mapped[str | None] = mapped_column(String(64))
    agent_state: Mapped[AgentState] = mapped_column(words(AgentState))
    confirmed_s: Mapped[float] = mapped_column(Double)
    blind_s: Mapped[float] = mapped_column(Double)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[CaseState] = mapped_column(words(CaseState))
    created_us: Mapped[Instant] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(Integer)
    """Two people deciding at once: the second finds another version than it read."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class CaseEventRow(Base):
    """What happened to a case. Rows are added, never changed."""

    __tablename__ = "case_events"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    at_us: Mapped[Instant] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(32))
    from_state: Mapped[str] = mapped_column(String(32))
    to_state: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(Text)


class UserRow(Base):
    """Somebody who may log in. ``failures`` and ``locked_until_us`` survive a restart."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(words(Role))
    language: Mapped[str] = mapped_column(String(16))
    created_us: Mapped[Instant] = mapped_column(BigInteger)
    failures: Mapped[int] = mapped_column(Integer)
    locked_until_us: Mapped[Instant | None] = mapped_column(BigInteger)


class SessionRow(Base):
    """A log-in. The token itself is only with the user; a stolen table opens nothing."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_us: Mapped[Instant] = mapped_column(BigInteger)
    expires_us: Mapped[Instant] = mapped_column(BigInteger, index=True)
