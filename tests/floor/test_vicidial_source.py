"""VICIdial's tables in a real MariaDB, whose zone is not ours: read, changed, and restarted."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from support.mariadb import INSTALL, SERVER, MariaDb, mariadb

from floor.agent_log import AgentLog
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.feeds.back_off import BackOff
from floor.feeds.batch import DeadLetter
from floor.feeds.dead_letters import DeadLetters
from floor.feeds.feed import FeedState
from floor.feeds.network import FeedFailed, Heard, NetworkFeed, Sign
from floor.feeds.vicidial_source import VicidialSource
from floor.time import Instant

pytestmark = pytest.mark.skipif(
    SERVER is None or INSTALL is None, reason="needs Debian's mariadb-server"
)

TABLES = (
    "CREATE DATABASE asterisk",
    """CREATE TABLE asterisk.vicidial_live_agents (
        live_agent_id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user VARCHAR(20),
        status ENUM('READY','QUEUE','INCALL','PAUSED','CLOSER','MQUEUE') DEFAULT 'PAUSED',
        lead_id INT UNSIGNED NOT NULL DEFAULT 0, last_update_time TIMESTAMP,
        pause_code VARCHAR(6) DEFAULT '', last_state_change DATETIME) ENGINE=MyISAM""",
    """CREATE TABLE asterisk.vicidial_agent_log (
        agent_log_id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user VARCHAR(20),
        event_time DATETIME, pause_epoch INT UNSIGNED, wait_epoch INT UNSIGNED,
        talk_epoch INT UNSIGNED, dead_epoch INT UNSIGNED, dispo_epoch INT UNSIGNED,
        sub_status VARCHAR(6)) ENGINE=MyISAM""",
    "CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'secret'",
    "GRANT SELECT ON asterisk.* TO reader@'127.0.0.1'",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDb]:
    with mariadb(tmp_path_factory.mktemp("maria")) as running:
        running.run(*TABLES)
        yield running


@pytest.fixture
def empty(server: MariaDb) -> MariaDb:
    server.run("DELETE FROM asterisk.vicidial_live_agents", "TRUNCATE asterisk.vicidial_agent_log")
    return server


def url(server: MariaDb, password: str = "secret") -> str:
    return f"mysql+pymysql://reader:{password}@127.0.0.1:{server.port}/asterisk"


def one_round(source: VicidialSource) -> list[Heard]:
    """What one connection brings until it is live."""
    heard: list[Heard] = []
    with closing(source.listen(lambda _: True)) as listening:
        for each in listening:
            heard.append(each)
            if each is Sign.READY:
                break
    return heard


def events(heard: list[Heard]) -> list[AgentEvent]:
    return [each for each in heard if isinstance(each, AgentEvent)]


def log(second: int, code: str, agent: str = "2011") -> str:
    return (
        "INSERT INTO asterisk.vicidial_agent_log (user, event_time, pause_epoch, sub_status)"
        f" VALUES ('{agent}', NOW(), UNIX_TIMESTAMP() - {second}, {code})"
    )


def test_what_the_tables_say_and_when_whatever_the_servers_zone(empty: MariaDb) -> None:
    live = "INSERT INTO asterisk.vicidial_live_agents (user, status, last_update_time)"
    empty.run(log(100, "'LUNCH'"), f"{live} VALUES ('2011', 'READY', NOW())")
    heard = one_round(VicidialSource(url(empty)))
    now = Instant(time.time_ns() // 1000)
    told = {event.state: (now - event.effective_at) / 1e6 for event in events(heard)}
    assert told.keys() == {AgentState.MEAL, AgentState.AVAILABLE}
    assert 99 <= told[AgentState.MEAL] < 160
    assert -1 <= told[AgentState.AVAILABLE] < 60


def test_a_row_that_changes_after_the_fact_is_told_again_and_an_unchanged_one_is_not(
    empty: MariaDb,
) -> None:
    empty.run(log(100, "NULL"), log(50, "'LUNCH'", "2012"))
    source = VicidialSource(url(empty))
    first = events(one_round(source))
    assert {event.state for event in first} == {AgentState.BUSY, AgentState.MEAL}
    empty.run("UPDATE asterisk.vicidial_agent_log SET sub_status = 'BREAK' WHERE user = '2011'")
    (changed,) = events(one_round(source))
    assert (changed.agent_key, changed.state) == ("2011", AgentState.BREAK)
    agents = AgentLog(3_600.0)
    agents.add([changed, *first])
    moment = Instant(changed.effective_at + 1)
    assert agents.timeline(AgentKey("2011")).state_at(moment) is AgentState.BREAK


def test_a_row_that_cannot_be_read_is_one_dead_letter_however_often_it_is_read(
    empty: MariaDb,
) -> None:
    empty.run(log(100, "'LUNCH'", ""), log(90, "'LUNCH'"))
    source = VicidialSource(url(empty))
    heard = one_round(source)
    letters = [each for each in heard if isinstance(each, DeadLetter)]
    assert [letter.fault.field for letter in letters] == ["user"]
    assert len(events(heard)) == 1
    assert one_round(source) == [Sign.READY]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda server: url(server, "guess"), "login_refused"),
        (lambda server: url(server).replace("/asterisk", "/mysql"), "not_allowed"),
        (lambda server: url(server).replace("pymysql", "nodriver"), "no_driver"),
    ],
)
def test_what_trying_again_does_not_mend_is_said_without_the_password(
    empty: MariaDb, wrong: Callable[[MariaDb], str], reason: str
) -> None:
    with pytest.raises(FeedFailed) as caught:
        one_round(VicidialSource(wrong(empty)))
    assert caught.value.misconfigured
    assert "secret" not in str(caught.value) and "guess" not in str(caught.value)
    assert caught.value.reason in {reason, "login_refused"}


def test_nothing_is_written_and_the_session_could_not(empty: MariaDb) -> None:
    empty.run("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = 1")
    one_round(VicidialSource(url(empty)))
    empty.run("SET GLOBAL general_log = 0")
    engine = create_engine(empty.url, poolclass=NullPool)
    with engine.connect() as connection:
        said = connection.execute(
            text(
                "SELECT argument FROM mysql.general_log"
                " WHERE command_type = 'Query' AND user_host LIKE 'reader%'"
            )
        )
        queries = [
            each.decode() if isinstance(each, bytes) else str(each) for each in said.scalars()
        ]
    assert "SET SESSION TRANSACTION READ ONLY" in queries
    verbs = {query.split()[0] for query in queries}
    assert verbs <= {"SELECT", "SET", "COMMIT", "ROLLBACK", "SHOW"}


def test_a_server_that_restarts_is_followed_again(server: MariaDb, tmp_path: Path) -> None:
    server.run(
        "DELETE FROM asterisk.vicidial_live_agents",
        "TRUNCATE asterisk.vicidial_agent_log",
        log(100, "'LUNCH'"),
    )
    feed = NetworkFeed(
        "dialer",
        "vicidial",
        VicidialSource(url(server), poll_s=0.05),
        DeadLetters(tmp_path / "dead.jsonl"),
        back_off=BackOff(first_s=0.05, most_s=0.2),
    )
    got: list[AgentEvent] = []

    def until(done: Callable[[], bool]) -> None:
        for _ in range(600):
            got.extend(feed.poll().events)
            if done():
                return
            time.sleep(0.05)
        raise AssertionError(feed.status())

    with feed:
        until(lambda: feed.status().state is FeedState.LIVE and len(got) == 1)
        server.stop()
        until(lambda: feed.status().state is FeedState.BACKING_OFF)
        server.start()
        server.run("UPDATE asterisk.vicidial_agent_log SET sub_status = 'BREAK'")
        until(lambda: len(got) == 2)
    assert [event.state for event in got] == [AgentState.MEAL, AgentState.BREAK]
    assert feed.status().reconnects >= 1
