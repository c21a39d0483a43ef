"""What Connect, Genesys, Aliyun and VICIdial say, as agent events: fixtures from their manuals."""

import json
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.agent_log import AgentLog
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.feeds.aliyun import parse_event
from floor.feeds.connect import ConnectStream
from floor.feeds.genesys import GenesysAxes, state_of
from floor.feeds.vicidial import VicidialTables
from floor.time import Instant, instant, plus

NINE = 1_772_413_200  # 2026-03-02T01:00:00Z, nine in Shanghai
START = Instant(NINE * 1_000_000)
DAY = 86_400.0


def iso(second: float) -> str:
    moment = datetime.fromtimestamp(NINE + second, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def state_at(events: list[AgentEvent], agent: str, second: float) -> str:
    log = AgentLog(DAY)
    log.add(events)
    return log.timeline(AgentKey(agent)).state_at(plus(START, second)).value


def states(events: list[AgentEvent], agent: str, *seconds: float) -> list[str]:
    return [state_at(events, agent, second) for second in seconds]


# Amazon Connect


def connect(
    second: float,
    kind: str,
    status: tuple[str, str] = ("Available", "ROUTABLE"),
    contacts: tuple[str, ...] = (),
) -> bytes:
    snapshot = {
        "AgentStatus": {"ARN": "arn:…", "Name": status[0], "Type": status[1]},
        "Contacts": [{"ContactId": "c1", "Channel": "VOICE", "State": each} for each in contacts],
        "Configuration": {
            "FirstName": "San",
            "LastName": "Zhang",
            "Username": "zhang@example.com",
        },
    }
    return json.dumps(
        {
            "AgentARN": "arn:aws:connect:eu-west-2:012345678901:instance/i-1/agent/a-1",
            "EventId": f"{kind}-{second}",
            "EventTimestamp": iso(second),
            "EventType": kind,
            "CurrentAgentSnapshot": snapshot,
            "Version": "2017-10-01",
        }
    ).encode()


def heard(stream: ConnectStream, *messages: bytes) -> list[AgentEvent]:
    events: list[AgentEvent] = []
    for message in messages:
        found, faults = stream.take(message, "stream")
        assert not faults
        events.extend(found)
    return events


CONNECT_DAY = (
    connect(0, "LOGIN", ("Offline", "OFFLINE")),
    connect(10, "STATE_CHANGE"),
    connect(20, "STATE_CHANGE", contacts=("CONNECTING",)),
    connect(30, "STATE_CHANGE", contacts=("CONNECTED",)),
    connect(40, "STATE_CHANGE", contacts=("CONNECTED_ONHOLD",)),
    connect(50, "STATE_CHANGE", contacts=("ENDED",)),
    connect(60, "STATE_CHANGE", ("Lunch", "CUSTOM")),
    connect(180, "HEART_BEAT", ("Lunch", "CUSTOM")),
    connect(200, "STATE_CHANGE"),
    connect(210, "LOGOUT"),
    connect(330, "HEART_BEAT"),
)


def test_connect_after_call_is_inferred_and_heartbeats_after_logout_are_no_presence() -> None:
    events = heard(ConnectStream(), *CONNECT_DAY)
    assert states(events, "a-1", 5, 15, 25, 35, 45, 55, 65, 190, 205, 400) == [
        "LOGGED_OFF",
        "AVAILABLE",
        "AVAILABLE",
        "ON_CONTACT",
        "ON_CONTACT",
        "AFTER_CONTACT_WORK",
        "MEAL",
        "MEAL",
        "AVAILABLE",
        "LOGGED_OFF",
    ]
    assert "hang" not in repr(events)


def test_connect_a_heartbeat_an_hour_after_logout_proves_a_lost_login() -> None:
    late = connect(210 + 3_800, "HEART_BEAT")
    events = heard(ConnectStream(), *CONNECT_DAY, late)
    assert state_at(events, "a-1", 4_011) == "AVAILABLE"


def test_connect_a_contact_that_was_not_cleared_does_not_undo_a_break() -> None:
    lunch = connect(0, "STATE_CHANGE", ("Lunch", "CUSTOM"), ("ENDED",))
    assert state_at(heard(ConnectStream(), lunch), "a-1", 1) == "MEAL"


@given(st.randoms(use_true_random=False))
def test_connect_any_order_and_repeats_come_to_the_same(chance: Random) -> None:
    messages = [*CONNECT_DAY, *chance.sample(CONNECT_DAY, 4)]
    chance.shuffle(messages)
    moments = [float(second) for second in range(5, 400, 5)]
    right = states(heard(ConnectStream(), *CONNECT_DAY), "a-1", *moments)
    assert states(heard(ConnectStream(), *messages), "a-1", *moments) == right


def test_connect_faults_name_the_field_and_repeat_no_name() -> None:
    broken = CONNECT_DAY[0].replace(b'"LOGIN"', b'"SIGNED"').replace(b'"OFFLINE"', b'"GONE"')
    events, faults = ConnectStream().take(broken, "stream")
    assert not events
    assert {fault.field for fault in faults} == {
        "EventType",
        "CurrentAgentSnapshot.AgentStatus.Type",
    }
    for raw in (b"{", b"[]", b'"x"', b"\xff"):
        assert ConnectStream().take(raw, "stream")[1]


# Genesys Cloud


def presence(second: float, value: str, primary: bool = True) -> bytes:
    body = {
        "source": "PURECLOUD",
        "presenceDefinition": {"id": "p", "systemPresence": value},
        "primary": primary,
        "message": "at lunch with Li Si",
        "modifiedDate": iso(second),
    }
    return json.dumps({"topicName": "v2.users.u-1.presence", "eventBody": body}).encode()


def routing(second: float, value: str) -> bytes:
    body = {"id": "u-1", "routingStatus": {"status": value, "startTime": iso(second)}}
    return json.dumps({"topicName": "v2.users.u-1.routingStatus", "eventBody": body}).encode()


def axes(*messages: bytes) -> list[AgentEvent]:
    both = GenesysAxes()
    events: list[AgentEvent] = []
    for message in messages:
        found, faults = both.take(message, "ws")
        assert not faults
        events.extend(found)
    return events


GENESYS_DAY = (
    presence(0, "ON_QUEUE"),
    routing(1, "IDLE"),
    routing(20, "INTERACTING"),
    presence(30, "MEAL"),
    routing(40, "OFF_QUEUE"),
    presence(50, "AVAILABLE"),
    presence(60, "ON_QUEUE"),
    routing(61, "IDLE"),
    presence(70, "OFFLINE"),
    routing(71, "OFF_QUEUE"),
)


def test_genesys_a_contact_goes_on_after_the_presence_has_changed() -> None:
    events = axes(*GENESYS_DAY)
    assert states(events, "u-1", 10, 25, 35, 45, 55, 65, 75) == [
        "AVAILABLE",
        "ON_CONTACT",
        "ON_CONTACT",
        "MEAL",
        "BUSY",
        "AVAILABLE",
        "LOGGED_OFF",
    ]
    assert {event.reason for event in events} >= {"INTERACTING+MEAL", "OFF_QUEUE+MEAL"}
    assert "Li Si" not in repr(events)


@given(st.randoms(use_true_random=False))
def test_genesys_any_order_of_the_two_axes_comes_to_the_same(chance: Random) -> None:
    messages = [*GENESYS_DAY, *chance.sample(GENESYS_DAY, 4)]
    chance.shuffle(messages)
    moments = [second + 0.5 for second in range(90)]
    right = states(axes(*GENESYS_DAY), "u-1", *moments)
    assert states(axes(*messages), "u-1", *moments) == right


def test_genesys_a_snapshot_says_what_was_missed_and_renews_the_rest() -> None:
    both = GenesysAxes()
    both.take(presence(0, "ON_QUEUE"), "ws")
    user = {
        "id": "u-1",
        "name": "Zhang San",
        "email": "zhang@example.com",
        "presence": {"presenceDefinition": {"systemPresence": "On Queue"}, "modifiedDate": iso(0)},
        "routingStatus": {"userId": "u-1", "status": "INTERACTING", "startTime": iso(100)},
    }
    events, faults = both.snapshot(user, plus(START, 500), "snapshot")
    assert not faults and "hang" not in repr(events)
    assert [(e.state, e.effective_at) for e in events] == [
        (AgentState.ON_CONTACT, plus(START, 100)),
        (AgentState.ON_CONTACT, plus(START, 500)),
    ]


def test_genesys_other_topics_and_other_sources_say_nothing_and_bad_ones_are_told() -> None:
    beat = b'{"topicName": "channel.metadata", "eventBody": {"message": "WebSocket Heartbeat"}}'
    assert GenesysAxes().take(beat, "ws") == ((), ())
    assert axes(presence(0, "AWAY", primary=False)) == []
    assert state_of("", "") is AgentState.UNKNOWN
    for raw in (b"{", b"[]", routing(0, "IDLE").replace(b"startTime", b"startedAt")):
        assert GenesysAxes().take(raw, "ws")[1]


# Alibaba Cloud CCC 2.0


def ccc(second: float, kind: str, **fields: Any) -> bytes:
    common = {"eventTime": iso(second), "eventType": kind, "instanceId": "ccc-test"}
    agent = {"agentId": "2011@ccc-test", "skillGroupIds": "skg@ccc-test", "caller": "1390000"}
    return json.dumps({**common, **agent, **fields}).encode()


def ccc_events(*messages: bytes) -> list[AgentEvent]:
    found = [parse_event(message, "webhook") for message in messages]
    assert not any(faults for _, faults in found)
    return [event for event, _ in found if event is not None]


def test_aliyun_after_call_lasts_from_release_to_ready_or_break() -> None:
    events = ccc_events(
        ccc(0, "AgentCheckIn", workMode="ON_SITE"),
        ccc(1, "AgentBreak", breakCode="Warm-up"),
        ccc(10, "AgentReady"),
        ccc(20, "AgentRinging"),
        ccc(30, "AgentTalk"),
        ccc(35, "AgentRelease", mediaType="Chat"),
        ccc(40, "AgentRelease", mediaType="Audio"),
        ccc(50, "AgentBreak", breakCode="用餐"),
        ccc(60, "AgentBreak", breakCode="our own code"),
        ccc(70, "AgentCheckOut"),
        ccc(80, "CDRReady"),
    )
    assert states(events, "2011@ccc-test", 0.5, 5, 15, 25, 37, 45, 55, 65, 90) == [
        "BUSY",
        "BUSY",
        "AVAILABLE",
        "AVAILABLE",
        "ON_CONTACT",
        "AFTER_CONTACT_WORK",
        "MEAL",
        "BREAK",
        "LOGGED_OFF",
    ]
    assert "1390000" not in repr(events)


def test_aliyun_who_works_elsewhere_is_not_checked_at_a_seat() -> None:
    events = ccc_events(
        ccc(0, "AgentCheckIn", workMode="OFF_SITE"),
        ccc(10, "AgentReady"),
        ccc(90, "AgentCheckIn", workMode="ON_SITE"),
        ccc(100, "AgentReady"),
    )
    agent = AgentKey("2011@ccc-test")
    log = AgentLog(DAY)
    log.add(reversed(events))
    seat = log.timeline_at_seats(agent)
    assert log.timeline(agent).state_at(plus(START, 50)) is AgentState.AVAILABLE
    assert seat.state_at(plus(START, 50)) is AgentState.UNKNOWN
    assert seat.state_at(plus(START, 110)) is AgentState.AVAILABLE


def test_aliyun_that_an_agent_works_elsewhere_outlives_what_is_forgotten() -> None:
    log = AgentLog(DAY)
    log.add(ccc_events(ccc(0, "AgentCheckIn", workMode="OFF_SITE"), ccc(10, "AgentReady")))
    agent = AgentKey("2011@ccc-test")
    log.forget(agent, plus(START, 20))
    assert log.timeline_at_seats(agent).state_at(plus(START, 50)) is AgentState.UNKNOWN


@pytest.mark.parametrize("raw", [b"{", b"[]", ccc(0, "AgentReady").replace(b"Z", b"")])
def test_aliyun_what_cannot_be_read_is_told(raw: bytes) -> None:
    event, faults = parse_event(raw, "webhook")
    assert event is None and faults


# VICIdial


def row(number: int, pause: int, code: str | None = None, **epochs: int) -> dict[str, Any]:
    own = {f"{phase}_epoch": NINE + second for phase, second in epochs.items()}
    return {
        "agent_log_id": number,
        "user": "2011",
        "pause_epoch": NINE + pause,
        "sub_status": code,
        **own,
    }


def logged(tables: VicidialTables, *rows: dict[str, Any]) -> list[AgentEvent]:
    events, faults = tables.log(rows, "log")
    assert not faults
    return list(events)


def test_vicidial_codes_that_the_system_writes_are_no_breaks() -> None:
    rows = (
        row(1, 0, "LOGIN", wait=10, talk=20, dead=25, dispo=30),
        row(2, 40, "LUNCH", wait=100),
        row(3, 110, "LAGGED"),
        row(4, 120, None),
    )
    events = logged(VicidialTables(), *rows)
    assert states(events, "2011", 5, 15, 22, 27, 35, 50, 105, 115, 125) == [
        "BUSY",
        "AVAILABLE",
        "ON_CONTACT",
        "AFTER_CONTACT_WORK",
        "AFTER_CONTACT_WORK",
        "MEAL",
        "AVAILABLE",
        "UNKNOWN",
        "BUSY",
    ]


def test_vicidial_a_row_that_changes_after_the_fact_replaces_what_it_said() -> None:
    tables = VicidialTables()
    first = logged(tables, row(1, 0, "LUNCH"))
    assert logged(tables, row(1, 0, "LUNCH")) == []
    second = logged(tables, row(1, 0, "MEETING", wait=60))
    third = logged(tables, row(1, 0, "MEETING", wait=50))
    for order in ([*first, *second, *third], [*third, *first, *second]):
        assert states(order, "2011", 10, 55) == ["MEETING", "AVAILABLE"]


def test_vicidial_a_phase_of_no_length_does_not_count() -> None:
    rows = (row(1, 0, "BREAK", wait=0, talk=30, dispo=40), row(2, 40, "LUNCH"))
    events = logged(VicidialTables(), *rows)
    assert states(events, "2011", 10, 35, 45) == ["AVAILABLE", "ON_CONTACT", "MEAL"]


def test_vicidial_a_live_row_that_is_gone_is_a_logout_and_an_unchanged_one_a_heartbeat() -> None:
    tables = VicidialTables()

    def live(second: int, *rows: dict[str, Any]) -> list[AgentEvent]:
        return list(tables.live(rows, NINE + second, "live")[0])

    def agent(second: int, status: str, lead: int = 0, code: str = "") -> dict[str, Any]:
        told = {"user": 2011, "status": status, "lead_id": lead, "pause_code": code}
        return {**told, "seen_epoch": NINE + second}

    events = live(0, agent(0, "READY"))
    assert live(30, agent(30, "READY")) == []
    events += live(60, agent(60, "READY"))
    events += live(65, agent(65, "INCALL", 7))
    events += live(70, agent(70, "PAUSED", 7))
    events += live(75, agent(75, "PAUSED", 0, "MEET"))
    events += live(80)
    assert live(85) == []
    assert [event.effective_at for event in events[:2]] == [START, plus(START, 60)]
    assert states(events, "2011", 62, 67, 72, 77, 90) == [
        "AVAILABLE",
        "ON_CONTACT",
        "AFTER_CONTACT_WORK",
        "BUSY",
        "LOGGED_OFF",
    ]


def test_vicidial_a_row_that_cannot_be_read_costs_no_other_and_logs_nobody_off() -> None:
    tables = VicidialTables()
    good = {"user": "2011", "status": "READY", "lead_id": 0, "seen_epoch": NINE}
    tables.live([good], NINE, "live")
    events, faults = tables.live([{**good, "seen_epoch": None}], NINE + 5, "live")
    assert events == () and [fault.field for fault in faults] == ["seen_epoch"]
    events, faults = tables.log([row(1, 0, talk=-NINE - 5), row(2, 10, "LUNCH")], "log")
    assert len(events) == 1 and [fault.field for fault in faults] == ["talk_epoch"]


def test_the_clock_of_the_fixtures() -> None:
    assert instant(datetime.fromisoformat(iso(0))) == START
