"""VICIdial's database, read and never written, over and over."""

from collections.abc import Generator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from floor.errors import InputFault
from floor.feeds.batch import DeadLetter
from floor.feeds.network import FeedFailed, Heard, Nap, Sign
from floor.feeds.state_words import EVERYDAY_WORDS, StateWords
from floor.feeds.vicidial import VicidialTables
from floor.time import SECOND, Instant

POLL_S: Final = 2.0

LOOK_BACK_S: Final = 3_600
"""Rows of the log change until their call is closed. Those that began within the last hour are read
again each time; a row that changes later than that is not noticed."""

MOST_ROWS: Final = 20_000
"""So many rows of the log are read at once at most, the newest first."""

TIMEOUT_S: Final = 5

_TOLD_FAULTS: Final = 1_000

# MySQL's numbers of errors that trying again soon does not mend.
_MISCONFIGURED: Final = {
    1044: "login_refused",
    1045: "login_refused",
    1698: "login_refused",
    1049: "no_database",
    1142: "not_allowed",
    1143: "not_allowed",
    1146: "no_table",
    1054: "no_column",
}

_NOW = text("SELECT UNIX_TIMESTAMP()")

# UNIX_TIMESTAMP of a TIMESTAMP is the same in every zone; of a DATETIME it would not be.
_LIVE = text(
    "SELECT user, status, lead_id, pause_code, UNIX_TIMESTAMP(last_update_time) AS seen_epoch"
    " FROM vicidial_live_agents"
)

_LOG = text(
    "SELECT agent_log_id, user, pause_epoch, wait_epoch, talk_epoch, dead_epoch, dispo_epoch,"
    " sub_status FROM vicidial_agent_log WHERE agent_log_id >= :low"
    " ORDER BY agent_log_id DESC LIMIT :most"
)


class VicidialSource:
    """Polls ``vicidial_live_agents`` and ``vicidial_agent_log`` of a replica.

    ``url``: an address for SQLAlchemy, such as ``mysql+pymysql://reader:…@replica/asterisk``. What
    was told outlives a connection, so that after a reconnect only what changed meanwhile is told.
    """

    def __init__(
        self, url: str, words: StateWords = EVERYDAY_WORDS, poll_s: float = POLL_S
    ) -> None:
        self._url = url
        self._poll_s = poll_s
        self._tables = VicidialTables(words)
        self._low = 0
        self._told: set[str] = set()

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection, as ``floor.feeds.network.Source`` has it."""
        engine = self._engine()
        try:
            with engine.connect() as connection:
                connection.execute(text("SET SESSION TRANSACTION READ ONLY"))
                connection.commit()
                ready = False
                while True:
                    yield from self._read(connection)
                    yield Sign.ALIVE if ready else Sign.READY
                    ready = True
                    left_s = self._poll_s
                    while left_s > 0:
                        if nap(min(left_s, 1.0)):
                            return
                        left_s -= 1.0
                        yield Sign.QUIET
        except DBAPIError as error:
            # Not chained: the error's text holds the address, and rows.
            raise _failed(error) from None
        finally:
            engine.dispose()

    def _engine(self) -> Engine:
        times = {"connect_timeout": TIMEOUT_S, "read_timeout": TIMEOUT_S}
        try:
            return create_engine(self._url, poolclass=NullPool, connect_args=times)
        except (NoSuchModuleError, ImportError):
            raise FeedFailed("no_driver", misconfigured=True) from None

    def _read(self, connection: Connection) -> Generator[Heard, None, None]:
        """Both tables, each in full before anything is said of it; then the transaction ends, so
        that the next one sees what was written meanwhile."""
        now = int(connection.execute(_NOW).scalar_one())
        asked = {"low": self._low, "most": MOST_ROWS}
        log = [dict(row) for row in connection.execute(_LOG, asked).mappings()]
        live = [dict(row) for row in connection.execute(_LIVE).mappings()]
        connection.rollback()
        events, faults = self._tables.log(log, "vicidial_agent_log")
        yield from events
        yield from self._letters(faults)
        events, faults = self._tables.live(live, now, "vicidial_live_agents")
        yield from events
        yield from self._letters(faults)
        recent = [row["agent_log_id"] for row in log if _began(row) >= now - LOOK_BACK_S]
        self._low = min(
            recent, default=max((row["agent_log_id"] for row in log), default=self._low)
        )
        self._tables.forget(Instant((now - 24 * LOOK_BACK_S) * SECOND))

    def _letters(self, faults: tuple[InputFault, ...]) -> Generator[DeadLetter, None, None]:
        """Each fault once: the row is read again with every poll."""
        for fault in faults:
            if str(fault) not in self._told and len(self._told) < _TOLD_FAULTS:
                self._told.add(str(fault))
                yield DeadLetter(fault)


def _began(row: Mapping[str, Any]) -> int:
    epochs = (row[f"{phase}_epoch"] for phase in ("pause", "wait", "talk", "dispo"))
    return max((int(epoch) for epoch in epochs if epoch), default=0)


def _failed(error: DBAPIError) -> FeedFailed:
    number = error.orig.args[0] if error.orig is not None and error.orig.args else None
    reason = _MISCONFIGURED.get(number) if isinstance(number, int) else None
    if reason is None:
        return FeedFailed("database_gone")
    return FeedFailed(reason, misconfigured=True)
