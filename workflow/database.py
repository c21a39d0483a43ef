"""Opens the database and brings its tables up to date: SQLite or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

_WAIT_MS = 30_000
"""How long a writer waits for another. SQLite has one writer at a time."""

_WRITES = "floorwatch_writes"
_UPGRADE_LOCK = 0x_F100_DA7C
"""Any number that no other program takes: two hosts that start at once upgrade one by one."""


class OldDatabase(Exception):
    """The tables are not those of this version: run ``floorwatch db upgrade``."""


def open_database(url: str) -> Engine:
    """An engine on an up-to-date database. Raises ``OldDatabase``; changes nothing."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            found, wanted = MigrationContext.configure(connection).get_current_revision(), head()
    except BaseException:
        engine.dispose()
        raise
    if found != wanted:
        engine.dispose()
        raise OldDatabase(f"the database is at {found}, this version needs {wanted}")
    return engine


def upgrade(url: str) -> None:
    """Make the tables, or bring them to this version. Running it again changes nothing."""
    _make_private(url)
    engine = _engine(url)
    try:
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's write lock does the same
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def writing(engine: Engine) -> Session:
    """A session for a transaction that writes.

    SQLite takes the write lock at its start, so that what was read still holds when it writes.
    """
    return Session(engine.execution_options(**{_WRITES: True}))


def head() -> str | None:
    """The newest revision of the tables."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's driver opens transactions late and of the wrong kind; _begin_sqlite does it.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {_WAIT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(url: str) -> None:
    """The file of a new SQLite database is for this user alone."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return
    file = Path(str(parsed.database))
    if not str(file).startswith("file:"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
