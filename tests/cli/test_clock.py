"""``floorwatch clock estimate`` as somebody uses it who sets up a floor."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from api.records import Recorder
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, instant, plus

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SEATS = {"A-01": "2011", "A-02": "2012"}
STEP_S, HOURS = 1.0, 2


def absences(random: Random) -> list[tuple[float, float]]:
    """Ten minutes and more from one to the next, never the same."""
    starts = [600 * each + random.uniform(30, 120) for each in range(1, HOURS * 6 - 1)]
    return [(start, start + random.uniform(60, 300)) for start in starts]


def write_day(folder: Path, records: Path, ahead_s: float) -> None:
    """Two seats for two hours; the phone system's clock is ``ahead_s`` ahead."""
    random, words = Random(5), []
    with Recorder(records, instant(START)) as recorder:
        recorder.note_start()
        away = {seat: absences(random) for seat in SEATS}
        for step in range(round(HOURS * 3600 / STEP_S)):
            second = step * STEP_S
            recorder.observe([look(seat, second, gone) for seat, gone in away.items()])
        recorder.finish([])
    for seat, agent in SEATS.items():
        words.append(word(agent, "AVAILABLE", 0 + ahead_s))
        for leaves, returns in away[seat]:
            words.append(word(agent, "BREAK", leaves - random.uniform(1, 4) + ahead_s))
            words.append(word(agent, "AVAILABLE", returns + random.uniform(1, 4) + ahead_s))
    random.shuffle(words)
    (folder / "agents.jsonl").write_text("".join(words))


def look(seat: str, second: float, gone: list[tuple[float, float]]) -> SeatObservation:
    empty = any(leaves <= second < returns for leaves, returns in gone)
    return SeatObservation(
        plus(instant(START), second),
        SeatId(seat),
        Occupancy.EMPTY if empty else Occupancy.OCCUPIED,
        Chair.UNKNOWN,
        Posture.UNKNOWN,
        0.95,
        "nobody" if empty else "person_seated",
    )


def word(agent: str, state: str, second: float) -> str:
    moment = (START + timedelta(seconds=second)).isoformat()
    return json.dumps({"agent_key": agent, "state": state, "effective_at": moment}) + "\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_the_offset_is_told_with_what_to_write(scenario, records, floorwatch) -> None:
    write_day(scenario.folder, records, ahead_s=42.0)
    result = floorwatch("clock", "estimate", scenario.folder, records, "--json")
    assert result.exit_code == 0, result.output
    (told,) = json.loads(result.stdout)
    assert told["found"]["low_s"] <= 42.0 <= told["found"]["high_s"]
    assert abs(told["found"]["offset_s"] - 42.0) < 1.5
    assert told["found"]["leaves"] == told["found"]["returns"] == 20
    said = floorwatch("clock", "estimate", scenario.folder, records).stdout
    assert "20 leavings and 20 returns of 2 agents" in said


def test_once_it_is_written_the_answer_stays(scenario, records, floorwatch) -> None:
    """So it does for a clock that is further off than can be searched, once it is roughly set."""
    write_day(scenario.folder, records, ahead_s=3_542.0)
    assert floorwatch("clock", "estimate", scenario.folder, records).exit_code == 1
    scenario.edit("agents.jsonl}", "agents.jsonl, ahead_s: 3600}")
    said = floorwatch("clock", "estimate", scenario.folder, records).stdout
    line = said.splitlines()[-1].strip()
    scenario.edit("ahead_s: 3600", line)
    again = floorwatch("clock", "estimate", scenario.folder, records).stdout
    assert again.splitlines()[-1].strip() == line
    assert abs(float(line.removeprefix("ahead_s: ")) - 3_542.0) < 1.5


def test_why_there_is_none(scenario, records, floorwatch) -> None:
    with Recorder(records, Instant(0)) as recorder:
        recorder.finish([])
    result = floorwatch("clock", "estimate", scenario.folder, records)
    assert result.exit_code == 1
    assert "agents.jsonl: no estimate, too few: 0 leavings were both seen" in result.stdout


def test_records_that_are_none(scenario, tmp_path: Path, floorwatch) -> None:
    result = floorwatch("clock", "estimate", scenario.folder, tmp_path / "nowhere")
    assert (result.exit_code, "observations.jsonl: No such file" in result.stderr) == (1, True)
    (tmp_path / "observations.jsonl").write_text('{"time": 1.0, "seat": "A-01"}\n')
    result = floorwatch("clock", "estimate", scenario.folder, tmp_path)
    assert result.exit_code == 1
    assert "observations.jsonl:1: no line of a replay or a run (occupancy" in result.stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("roster: roster.csv\n", "names no roster"),
        ("feeds: [{kind: jsonl, path: agents.jsonl}]\n", "names no feeds"),
    ],
)
def test_nothing_to_compare_with(line: str, words: str, scenario, floorwatch) -> None:
    scenario.edit(line, "")
    result = floorwatch("clock", "estimate", scenario.folder, scenario.folder)
    assert (result.exit_code, words in result.stderr) == (1, True)
