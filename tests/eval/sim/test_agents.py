"""The agents' log is as bad as real ones, and complete."""

import csv
import io
from datetime import datetime
from pathlib import Path

from eval.sim.agents import agent_events, roster_csv
from eval.sim.script import FeedFaults, load_script


def test_every_agent_has_a_state_from_before_the_start(demo: Path) -> None:
    script = load_script(demo)
    known = {
        event["agent_key"]
        for event in agent_events(script)
        if datetime.fromisoformat(event["effective_at"]) < script.start
    }
    assert known == {person.agent for person in script.people if person.seat}


def test_some_events_are_late_some_come_twice_and_lines_are_shuffled(demo: Path) -> None:
    script = load_script(demo)
    events = agent_events(
        script.model_copy(update={"feed": FeedFaults(late=0.2, repeated=0.2, shuffle_s=10)})
    )
    late = [
        (
            datetime.fromisoformat(event["received_at"])
            - datetime.fromisoformat(event["effective_at"])
        ).total_seconds()
        for event in events
    ]
    assert min(late) >= 0
    assert max(late) > 5
    names = [event["event_id"] for event in events]
    assert len(names) > len(set(names))
    received = [event["received_at"] for event in events]
    assert received != sorted(received)


def test_the_log_is_the_same_each_time(demo: Path) -> None:
    assert agent_events(load_script(demo)) == agent_events(load_script(demo))


def test_the_roster_names_everyone_with_a_seat_and_no_empty_desk(demo: Path) -> None:
    script = load_script(demo)
    rows = list(csv.DictReader(io.StringIO(roster_csv(script))))
    assert list(rows[0]) == ["seat", "agent_key", "start", "end", "role", "team"]
    assert {row["seat"] for row in rows} == {each.seat for each in script.people if each.seat}
    assert all(datetime.fromisoformat(row["start"]) < script.start for row in rows)
