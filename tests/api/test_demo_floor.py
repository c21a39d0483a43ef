"""The bundled floor, from its videos to its findings, against its own truth."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from api.demo import DEMO
from api.replay import replay
from api.site.load import load_site

ENOUGH = 0.97
SETTLING_S = 1.0
SLACK_S = 2.0


def lines(file: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in file.open()]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    replay(load_site(DEMO), out)
    return out


def test_seats_are_seen_as_they_are(replayed: Path) -> None:
    truth: dict[str, dict[float, str]] = defaultdict(dict)
    for frame in lines(DEMO / "frames.jsonl"):
        for seat, state in frame["seats"].items():
            truth[seat][frame["time"]] = state["occupancy"]
    right = total = 0
    for each in lines(replayed / "observations.jsonl"):
        states, time = truth[each["seat"]], each["time"]
        now = states[min(states, key=lambda t: abs(t - time))]
        if any(abs(t - time) <= SETTLING_S and states[t] != now for t in states):
            continue
        total += 1
        right += each["occupancy"] == now
    assert total > 1900
    assert right / total >= ENOUGH, f"{right} of {total}"


def test_every_true_absence_is_found_where_it_was_and_nothing_else_is_confirmed(
    replayed: Path,
) -> None:
    truth = lines(DEMO / "truth.jsonl")
    found = lines(replayed / "episodes.jsonl")
    for absence in (each for each in truth if each["kind"] == "off_seat"):
        assert any(
            each["seat"] == absence["seat"] and abs(each["start"] - absence["start"]) <= SLACK_S
            for each in found
        ), absence
    confirmed = {each["seat"] for each in truth if each["kind"] == "off_seat_confirmed"}
    assert {each["seat"] for each in found if each["status"] == "confirmed"} == confirmed


def test_an_empty_seat_whose_agent_is_on_a_call_is_a_conflict(replayed: Path) -> None:
    conflicts = [e for e in lines(replayed / "findings.jsonl") if e["status"] == "conflict"]
    assert [each["seat"] for each in conflicts] == ["B-02"]
    assert conflicts[0]["agent_state"] == "ON_CONTACT"


def test_no_agent_key_is_in_anything_that_was_written(replayed: Path) -> None:
    keys = [row.split(",")[1] for row in (DEMO / "roster.csv").read_text().splitlines()[1:]]
    assert keys
    for name in ("episodes.jsonl", "findings.jsonl"):
        for record in lines(replayed / name):
            assert not set(keys) & {str(value) for value in record.values()}
