"""Roster and agent log: a fault names file, line, field, value and what would be right."""

from pathlib import Path

import pytest

# file, what is replaced, by what, and how the fault begins and what else it says
FAULTS = {
    "an unknown seat": ("roster.csv", "A-02", "A-2", "3: seat: is 'A-2'", "did you mean A-02?"),
    "a bad date": ("roster.csv", "2011,,", "2011,monday,", "2: start: is 'monday'", "HH:MM"),
    "a naive shift": (
        "roster.csv",
        "2011,,",
        "2011,2026-03-02T09:00:00,",
        "2: start: is '2026-03-02T09:00:00'",
        "+08:00",
    ),
    "a missing column": ("roster.csv", "seat,", "place,", "1: column seat: is missing", "write"),
    "malformed JSON": (
        "agents.jsonl",
        '{"event_id": "e2"',
        '{"event_id" "e2"',
        "3: malformed JSON",
        "column 13",
    ),
    "a naive time": (
        "agents.jsonl",
        "02+08:00",
        "02",
        "3: effective_at: is '2026-03-02T09:00:02'",
        "+08:00",
    ),
    "an unknown state": ("agents.jsonl", "BREAK", "NAP", "2: state: is 'NAP'", "LOGGED_OFF"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_check_names_it(name: str, scenario, floorwatch) -> None:
    file, old, new, start, right = FAULTS[name]
    scenario.edit(old, new, file=file)
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert f"{scenario.folder / file}:{start}" in result.stderr
    assert right in result.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_replay_refuses_it_and_writes_nothing(
    name: str, scenario, floorwatch, tmp_path: Path
) -> None:
    file, old, new, start, right = FAULTS[name]
    scenario.edit(old, new, file=file)
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{scenario.folder / file}:{start.split(':')[0]}: " in result.stderr
    assert right in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("file", ["roster.csv", "agents.jsonl"])
def test_a_file_that_is_named_and_not_there(file: str, scenario, floorwatch) -> None:
    (scenario.folder / file).unlink()
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert f"{scenario.folder / file}: cannot be read (No such file or directory)" in result.stderr


def test_a_live_run_ends_with_the_roster_s_faults(scenario, floorwatch) -> None:
    scenario.edit("A-02", "A-2", file="roster.csv")
    result = floorwatch("run", scenario.folder, "--port", "0")
    assert result.exit_code == 1
    assert f"{scenario.folder / 'roster.csv'}:3: seat is 'A-2'" in result.stderr


def test_a_live_run_that_has_ended_leaves_its_records(scenario, floorwatch, tmp_path: Path) -> None:
    scenario.add("{broken\n", file="agents.jsonl")  # logged, and costs no other line
    result = floorwatch("run", scenario.folder, "--port", "0", "--out", tmp_path / "out")
    assert result.exit_code == 0
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"run.json", "observations.jsonl", "episodes.jsonl", "findings.jsonl"}
