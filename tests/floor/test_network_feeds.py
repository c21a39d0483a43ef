"""AMI and the event socket over TCP, spoken to by a small server of ours (tests/support)."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from support.phone_server import Caller, phone_server
from support.waiting import wait_until

from floor.agent_state import AgentEvent
from floor.feeds.ami_members import QueueMembers
from floor.feeds.asterisk_ami import AsteriskAmi
from floor.feeds.back_off import BackOff
from floor.feeds.dead_letters import DeadLetters, shape
from floor.feeds.feed import FeedClock, FeedState
from floor.feeds.freeswitch import FreeSwitch
from floor.feeds.freeswitch_agents import Desks
from floor.feeds.network import NetworkFeed, Source
from floor.feeds.stamp import Stamp
from floor.feeds.state_words import EVERYDAY_WORDS
from floor.time import SECOND, Instant, plus

NOW = Instant(1_772_413_290 * SECOND)
CLOCK = FeedClock(lambda: NOW)
SOON = BackOff(0.01, 1.0, 0.01, 0.01)


def ami(port: int, secret: str = "hush") -> AsteriskAmi:
    members = QueueMembers(EVERYDAY_WORDS)
    return AsteriskAmi("pbx", "127.0.0.1", port, "floor", SecretStr(secret), members, 600, CLOCK)


def esl(port: int, secret: str = "ClueCon") -> FreeSwitch:
    return FreeSwitch("fs", "127.0.0.1", port, SecretStr(secret), Desks(EVERYDAY_WORDS), 600, CLOCK)


@contextmanager
def followed(source: Source, path: Path, **more: int) -> Iterator[NetworkFeed]:
    dead = DeadLetters(path / "dead.jsonl")
    feed = NetworkFeed(
        "pbx", "k", source, dead, Stamp(10.0, 240.0), CLOCK, SOON, lambda: 0.0, **more
    )
    with feed:
        yield feed
    assert not [each for each in threading.enumerate() if each.name == "feed-pbx"]
    assert feed.status().state is FeedState.STOPPED


def heard(feed: NetworkFeed, count: int) -> list[AgentEvent]:
    events: list[AgentEvent] = []

    def enough() -> bool:
        events.extend(feed.poll().events)
        return len(events) >= count

    wait_until(enough)
    return events


def states(events: list[AgentEvent]) -> list[tuple[str, str]]:
    return [(event.agent_key, event.state.value) for event in events]


def block(**fields: str) -> str:
    return "".join(f"{key}: {value}\r\n" for key, value in fields.items()) + "\r\n"


def member(event: str = "QueueMember", agent: str = "2011", **fields: str) -> str:
    said = {"Event": event, "Queue": "sales", "Name": "Li Lei", "Interface": f"PJSIP/{agent}"}
    return block(**{**said, "InCall": "0", "Status": "1", "Paused": "0", **fields})


def welcomed(caller: Caller, secret: str = "hush") -> bool:
    """The banner, and a login by challenge with an event in between."""
    caller.say("Asterisk Call Manager/9.0.0\r\n")
    assert "AuthType: MD5" in caller.hear("\r\n\r\n")
    caller.say(block(Event="FullyBooted") + block(Response="Success", Challenge="4711"))
    key = hashlib.md5(f"4711{secret}".encode()).hexdigest()
    right = f"Key: {key}" in caller.hear("\r\n\r\n")
    caller.say(block(Response="Success" if right else "Error"))
    return right


def listed(caller: Caller, *members: str) -> None:
    assert caller.hear("\r\n\r\n").startswith("Action: QueueStatus")
    caller.say(block(Response="Success") + "".join(members) + block(Event="QueueStatusComplete"))


def until_gone(caller: Caller) -> None:
    caller.hear("never said")


def test_ami_tells_a_snapshot_and_then_changes_in_halves_and_merged(tmp_path: Path) -> None:
    def script(caller: Caller) -> None:
        welcomed(caller)
        listed(caller, member(), member(Queue="help"), member(agent="2012", InCall="1"))
        pause = {"Paused": "1", "PausedReason": "午休"}
        caller.say(member("QueueMemberPause", **pause))  # still asked for by the other queue
        last = member("QueueMemberPause", Queue="help", Timestamp="1772413300.5", **pause)
        caller.say(last[:40])
        caller.say(last[40:])
        until_gone(caller)

    with phone_server(script) as port, followed(ami(port), tmp_path) as feed:
        events = heard(feed, 3)
    assert states(events) == [("2011", "AVAILABLE"), ("2012", "ON_CONTACT"), ("2011", "MEAL")]
    assert events[2].effective_at == plus(NOW, 0.5)  # Asterisk's clock is 10 s ahead
    assert (events[2].reason, events[2].ttl_s) == ("午休", 240.0)
    assert "Li" not in repr(events)


def test_a_line_that_breaks_is_followed_again_and_who_left_meanwhile_is_told(
    tmp_path: Path,
) -> None:
    def script(caller: Caller) -> None:
        welcomed(caller)
        if caller.connection == 1:
            listed(caller, member(), member(agent="2012"))
            caller.say("Event: QueueMem")  # and the line breaks
            return
        listed(caller, member())
        until_gone(caller)

    with phone_server(script) as port, followed(ami(port), tmp_path) as feed:
        events = heard(feed, 4)
        status = feed.status()
    assert states(events)[2:] == [("2011", "AVAILABLE"), ("2012", "LOGGED_OFF")]
    assert (status.state, status.reconnects, status.faults) == (FeedState.LIVE, 1, 1)


def test_a_wrong_password_is_told_as_such_and_stands_nowhere(tmp_path: Path) -> None:
    def script(caller: Caller) -> None:
        welcomed(caller)

    with phone_server(script) as port, followed(ami(port, "wrong!"), tmp_path) as feed:
        wait_until(lambda: feed.status().state is FeedState.MISCONFIGURED)
        assert feed.status().reason == "login_refused"
    assert "wrong!" not in repr(ami(1, "wrong!"))


def test_a_garbled_event_is_a_dead_letter_without_names_and_costs_no_other(tmp_path: Path) -> None:
    def script(caller: Caller) -> None:
        welcomed(caller)
        listed(caller, member())
        caller.say("Li Lei, 2011\r\n\r\n" + member("QueueMemberPause", Queue=""))
        caller.say(member("QueueMemberStatus", InCall="1"))
        until_gone(caller)

    with phone_server(script) as port, followed(ami(port), tmp_path) as feed:
        events = heard(feed, 2)
        assert (feed.status().dead_letters, feed.status().events) == (2, 2)
    assert states(events)[1] == ("2011", "ON_CONTACT")
    kept = [json.loads(line) for line in (tmp_path / "dead.jsonl").read_text().splitlines()]
    assert [(each["field"], each["shape"][:12]) for each in kept] == [
        ("", "xx xxx, 9999"),
        ("Queue", "xxxxx: xxxxx"),
    ]


def test_a_full_queue_stops_reading_and_loses_nothing(tmp_path: Path) -> None:
    agents = [str(2000 + number) for number in range(50)]

    def script(caller: Caller) -> None:
        welcomed(caller)
        listed(caller, *(member(agent=each) for each in agents))
        until_gone(caller)

    with phone_server(script) as port, followed(ami(port), tmp_path, queue_events=3) as feed:
        wait_until(lambda: feed.status().queued == 3)
        events = heard(feed, 50)
    assert [event.agent_key for event in events] == agents


def test_wrap_up_after_a_call_ends_by_itself() -> None:
    members = QueueMembers(EVERYDAY_WORDS)
    call = {"Interface": "SIP/2011", "Queue": "q", "InCall": "1"}
    ended = {**call, "InCall": "0", "LastCall": str(NOW // SECOND), "Wrapuptime": "30"}
    said = [*members.hear({"Event": "QueueMemberStatus", **call}, plus(NOW, -60))]
    said += [*members.hear({"Event": "QueueMemberStatus", **ended}, NOW)]
    said += [*members.pass_time(plus(NOW, 29.9)), *members.pass_time(plus(NOW, 30))]
    assert [state.value for _, state, _, _ in said] == [
        "ON_CONTACT",
        "AFTER_CONTACT_WORK",
        "AVAILABLE",
    ]


AGENTS = "name|status|state|wrap_up_time|last_bridge_end\n"


def opened(caller: Caller, agents: str, password: str = "ClueCon") -> bool:
    caller.say("Content-Type: auth/request\n\n")
    right = caller.hear("\n\n") == f"auth {password}"
    caller.say(f"Content-Type: command/reply\nReply-Text: {'+OK' if right else '-ERR'} x\n\n")
    if not right:
        return False
    assert caller.hear("\n\n") == "event plain CUSTOM callcenter::info"
    caller.say("Content-Type: command/reply\nReply-Text: +OK event listener enabled plain\n\n")
    assert caller.hear("\n\n") == "api callcenter_config agent list"
    body = f"{AGENTS}{agents}+OK\n"
    caller.say(f"Content-Type: api/response\nContent-Length: {len(body)}\n\n{body}")
    return True


def info(**fields: str) -> str:
    body = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in fields.items()) + "\n"
    return f"Content-Length: {len(body)}\nContent-Type: text/event-plain\n\n{body}"


def test_freeswitch_tells_a_list_and_then_changes_and_a_restart_is_seen(tmp_path: Path) -> None:
    def script(caller: Caller) -> None:
        if caller.connection > 1:
            opened(caller, "2011@default|Logged Out|Waiting|0|0\n")
            return until_gone(caller)
        opened(caller, "2011@default|Available|Waiting|10|0\n2012|On Break|Idle|0|0\n")
        change = info(
            CC_Action="agent-state-change",
            CC_Agent="2011%40default",
            CC_Agent_State="In%20a%20queue%20call",
            Event_Date_Timestamp=str(plus(NOW, 20)),
        )
        caller.say(change[:70])
        caller.say(change[70:] + change)
        caller.say(info(CC_Action="agent-status-change", CC_Agent="2012"))

    with phone_server(script) as port, followed(esl(port), tmp_path) as feed:
        events = heard(feed, 5)
        assert (feed.status().dead_letters, feed.status().reconnects) == (1, 1)
    assert states(events) == [
        ("2011", "AVAILABLE"),
        ("2012", "BREAK"),
        ("2011", "ON_CONTACT"),
        ("2011", "LOGGED_OFF"),
        ("2012", "LOGGED_OFF"),
    ]
    assert events[2].effective_at == plus(NOW, 10)


def test_freeswitch_refuses_a_wrong_password(tmp_path: Path) -> None:
    def script(caller: Caller) -> None:
        opened(caller, "")

    with phone_server(script) as port, followed(esl(port, "no"), tmp_path) as feed:
        wait_until(lambda: feed.status().reason == "login_refused")


def test_nobody_there_is_tried_again(tmp_path: Path) -> None:
    with phone_server(until_gone) as port:
        pass
    with followed(ami(port), tmp_path) as feed:
        wait_until(lambda: feed.status().faults > 2)
        assert (feed.status().state, feed.status().silent_s) != (FeedState.LIVE, 0.0)


@pytest.mark.parametrize(("failures", "seconds"), [(1, 0.5), (2, 1.0), (7, 30.0), (9_999, 30.0)])
def test_waits_grow_and_are_capped(failures: int, seconds: float) -> None:
    assert BackOff().delay(failures, False, 0.0) == seconds
    assert BackOff().delay(failures, False, 1.0) == pytest.approx(0.7 * seconds)


def test_dead_letters_do_not_grow_without_end(tmp_path: Path) -> None:
    from floor.errors import InputFault
    from floor.feeds.batch import DeadLetter

    dead = DeadLetters(tmp_path / "d" / "dead.jsonl", 1_000)
    for _ in range(100):
        dead.keep([DeadLetter(InputFault("pbx", None, "", None, "wrong"), "x")], NOW)
    files = sorted((tmp_path / "d").iterdir())
    assert [file.name for file in files] == ["dead.jsonl", "dead.jsonl.1"]
    assert all(file.stat().st_size <= 1_000 for file in files)
    assert files[0].stat().st_mode & 0o077 == 0
    assert shape('{"name": "李雷 Li-2"}') == '{"xxxx": "文文 xx-9"}'
