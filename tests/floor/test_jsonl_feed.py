"""Agent events from JSON lines: whole files, and files that grow, rotate and break."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from floor.agent_state import AgentState
from floor.errors import InputFaults
from floor.feeds.jsonl import JsonlFollower, read_events
from floor.feeds.tail import MAX_LINE_BYTES
from floor.time import instant, seconds_between


def line(event_id: str = "e1", **fields: object) -> str:
    said = {
        "event_id": event_id,
        "agent_key": "2011",
        "state": "BREAK",
        "reason": "tea",
        "effective_at": "2026-03-02T09:01:30.5+08:00",
        "received_at": "2026-03-02T09:01:31+08:00",
    }
    return json.dumps({**said, **fields}) + "\n"


def faults(path: Path, text: str | bytes) -> list[str]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InputFaults) as caught:
        read_events(path)
    return [str(fault).replace(f"{path.parent}/", "") for fault in caught.value.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agents.jsonl"


def ids(follower: JsonlFollower) -> list[str]:
    return [event.event_id for event in follower.poll().events]


def test_a_line_is_an_event(path: Path) -> None:
    path.write_text(line() + "\n" + line("e2", reason=None, received_at=None).strip())
    first, second = read_events(path)
    assert (first.source, first.event_id, first.agent_key) == ("jsonl", "e1", "2011")
    assert (first.state, first.reason) == (AgentState.BREAK, "tea")
    assert first.effective_at == instant(datetime(2026, 3, 2, 1, 1, 30, 500_000, tzinfo=UTC))
    assert (second.reason, second.received_at) == ("", second.effective_at)


@pytest.mark.parametrize("ahead_s", [12.5, -3600.0])
def test_a_clock_that_is_ahead_is_set_right_alike_in_a_file_and_as_it_grows(
    path: Path, ahead_s: float
) -> None:
    path.write_text(line() + line("e2", received_at=None))
    plain, right = read_events(path), read_events(path, ahead_s=ahead_s)
    with JsonlFollower(path, ahead_s=ahead_s) as follower:
        assert follower.poll().events == right
    for before, after in zip(plain, right, strict=True):
        assert seconds_between(after.effective_at, before.effective_at) == ahead_s
    assert right[0].received_at == plain[0].received_at  # by the clock of who took it
    assert right[1].received_at == right[1].effective_at


def test_names_and_addresses_stay_outside(path: Path) -> None:
    path.write_text(line(agent_name="Zhang San", email="zhang@example.com", agent_key=2011))
    assert "hang" not in repr(read_events(path))
    assert read_events(path)[0].agent_key == "2011"


def test_every_fault_is_told_with_its_line_field_value_and_what_is_right(path: Path) -> None:
    text = (
        line()
        + line(state="LUNCH", effective_at="2026-03-02T09:00:00")
        + '{"agent_key": \n'
        + "[1]\n"
        + '{"state": "BUSY", "effective_at": 1772413290}\n'
    )
    states = " ".join(AgentState)
    moment = "write an ISO 8601 time with its offset, such as 2026-03-02T09:01:30.5+08:00 or …Z"
    assert faults(path, text) == [
        f"agents.jsonl:2: state is 'LUNCH'; write one of {states}",
        f"agents.jsonl:2: effective_at is '2026-03-02T09:00:00'; {moment}",
        "agents.jsonl:3: malformed JSON (Expecting value at column 14); write one object per line",
        'agents.jsonl:4: not a JSON object; write one per line, such as {"event_id": "e1", …}',
        "agents.jsonl:5: agent_key is missing; write the phone system's key of the agent,"
        " such as 2011",
        f"agents.jsonl:5: effective_at is '1772413290'; {moment}",
    ]


def test_a_fault_does_not_repeat_what_may_hold_a_name(path: Path) -> None:
    told = faults(path, '{"name": "Zhang San"\n' + line(reason={"name": "Zhang San"}))
    assert "Zhang" not in "".join(told)


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe\n", b"[" * 50_000 + b"\n", b"9" * 5_000 + b"\n", b"x" * 70_000 + b"\n"]
)
def test_strange_bytes_are_a_fault_not_a_crash(path: Path, bad: bytes) -> None:
    assert len(faults(path, bad + line().encode())) == 1


def test_a_moment_beyond_the_calendar_is_a_fault(path: Path) -> None:
    assert "effective_at" in faults(path, line(effective_at="0001-01-01T00:00:00+08:00"))[0]


def test_a_file_that_is_not_there_is_a_fault(path: Path) -> None:
    with pytest.raises(InputFaults, match="cannot be read"):
        read_events(path)


def test_a_follower_reads_each_line_once(path: Path) -> None:
    with JsonlFollower(path) as follower:
        assert follower.poll().missing
        path.write_text(line("e1"))
        assert (ids(follower), ids(follower)) == (["e1"], [])
        with path.open("a") as file:
            file.write(line("e2") + line("e3"))
        assert ids(follower) == ["e2", "e3"]


def test_a_half_written_last_line_waits_for_its_end(path: Path) -> None:
    whole = line("e1")
    with JsonlFollower(path) as follower:
        path.write_text(whole[:30])
        assert follower.poll().events == follower.poll().faults == ()
        with path.open("a") as file:
            file.write(whole[30:])
        assert ids(follower) == ["e1"]


def test_a_bad_line_costs_no_other(path: Path) -> None:
    path.write_text(line("e1") + "{oops\n" + line("e2"))
    with JsonlFollower(path) as follower:
        batch = follower.poll()
    assert [event.event_id for event in batch.events] == ["e1", "e2"]
    assert [fault.line for fault in batch.faults] == [2]


def test_a_renamed_file_is_read_to_its_end_before_the_new_one(path: Path) -> None:
    path.write_text(line("e1"))
    with JsonlFollower(path) as follower:
        assert ids(follower) == ["e1"]
        with path.open("a") as file:
            file.write(line("e2") + line("e3").strip())
        path.rename(path.with_suffix(".1"))
        assert ids(follower) == ["e2"]
        path.write_text(line("e4"))
        assert ids(follower) == ["e3", "e4"]


def test_a_file_that_was_cut_or_overwritten_is_read_from_its_start(path: Path) -> None:
    path.write_text(line("e1") + line("e2"))
    with JsonlFollower(path) as follower:
        assert ids(follower) == ["e1", "e2"]
        path.write_text(line("e3"))
        assert ids(follower) == ["e3"]
        path.write_text(line("e4") + line("e5") + line("e6"))
        assert ids(follower) == ["e4", "e5", "e6"]
        path.write_text("")
        assert ids(follower) == []


def test_an_endless_line_is_one_fault_and_is_not_held(path: Path) -> None:
    with JsonlFollower(path) as follower:
        told = []
        path.write_text("x" * (MAX_LINE_BYTES + 1))
        told.extend(follower.poll().faults)
        for _ in range(3):
            with path.open("a") as file:
                file.write("x" * (MAX_LINE_BYTES + 1))
            told.extend(follower.poll().faults)
        with path.open("a") as file:
            file.write("x\n" + line("e1"))
        batch = follower.poll()
    assert [fault.line for fault in told] == [1]
    assert [event.event_id for event in batch.events] == ["e1"]
    assert batch.faults == ()


def test_a_long_file_comes_in_several_polls(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floor.feeds.tail.MAX_POLL_BYTES", 300)
    path.write_text("".join(line(f"e{i}") for i in range(9)))
    with JsonlFollower(path) as follower:
        found = [event for _ in range(20) for event in ids(follower)]
    assert found == [f"e{i}" for i in range(9)]
