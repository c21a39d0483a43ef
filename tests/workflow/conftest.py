"""Databases and findings for the tests of the workflow room."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Finding, FindingStatus
from floor.layout import SeatId
from floor.time import Instant, plus
from privacy.anonymised import AnonymisedFinding
from privacy.gate import Gate
from privacy.keys import DerivedKeys
from workflow.database import open_database, upgrade
from workflow.schema import Base

START = Instant(1_772_413_200_000_000)
BINARIES = Path("/usr/lib/postgresql/15/bin")

MakeFinding = Callable[..., AnonymisedFinding]


def make_finding(
    seat: str = "A-01",
    status: FindingStatus = FindingStatus.CONFIRMED,
    *,
    kind: EpisodeKind = EpisodeKind.OFF_SEAT,
    start_s: float = 0.0,
    end_s: float | None = 120.0,
    agent: str | None = "2011",
) -> AnonymisedFinding:
    start = plus(START, start_s)
    end = None if end_s is None else plus(start, end_s)
    episode = Episode(kind, (SeatId(seat),), start, end, 0.97)
    finding = Finding(
        episode,
        status,
        "R27",
        None if agent is None else AgentKey(agent),
        AgentState.AVAILABLE,
        60.0,
        "state_says_present",
    )
    return Gate("demo", ZoneInfo("Asia/Shanghai"), DerivedKeys(b"tests")).anonymise(finding)


@pytest.fixture
def finding() -> MakeFinding:
    return make_finding


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/floorwatch.db"


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    upgrade(sqlite_url)
    engine = open_database(sqlite_url)
    yield engine
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server of our own, without a database name."""
    pytest.importorskip("psycopg", reason="needs the extra [cluster]: psycopg")
    if not (BINARIES / "initdb").exists():
        pytest.skip(f"needs PostgreSQL 15 in {BINARIES} (apt-get install postgresql)")
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        if shutil.which("runuser") is None:
            pytest.skip("needs runuser to start PostgreSQL as a user that is not root")
        as_user = ["runuser", "-u", "postgres", "--"]
    # Not tmp_path: its parents are closed to the user postgres.
    folder = Path(tempfile.mkdtemp(prefix="floorwatch-pg-"))
    data = folder / "data"
    try:
        if as_user:
            shutil.chown(folder, "postgres")

        def run(*command: str) -> None:
            done = subprocess.run(
                [*as_user, *command], cwd=folder, capture_output=True, text=True, timeout=120
            )
            assert done.returncode == 0, done.stdout + done.stderr

        run(str(BINARIES / "initdb"), "-D", str(data), "-U", "floorwatch", "-A", "trust", "-N")
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += " -c fsync=off -c full_page_writes=off"
        log = str(folder / "log")
        run(str(BINARIES / "pg_ctl"), "-D", str(data), "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql+psycopg://floorwatch@127.0.0.1:{port}"
        finally:
            run(str(BINARIES / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_engine(postgres_server: str) -> Iterator[Engine]:
    """One database, made by the migrations."""
    url = f"{postgres_server}/postgres"
    upgrade(url)
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Engine:
    """The same test on both, with empty tables."""
    if request.param == "sqlite":
        sqlite: Engine = request.getfixturevalue("engine")
        return sqlite
    postgres: Engine = request.getfixturevalue("postgres_engine")
    with postgres.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    return postgres
