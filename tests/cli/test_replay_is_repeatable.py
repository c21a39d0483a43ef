"""The same footage and the same agent log give the same bytes, however the log is shuffled."""

import json
import random
from pathlib import Path

FILES = ("observations.jsonl", "episodes.jsonl", "findings.jsonl")


def bytes_of(folder: Path) -> dict[str, bytes]:
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    return {name: (folder / name).read_bytes() for name in FILES}


def test_byte_for_byte(scenario, floorwatch, tmp_path: Path) -> None:
    assert floorwatch("replay", scenario.folder, "--out", tmp_path / "a").exit_code == 0
    floorwatch("replay", scenario.site, "--out", tmp_path / "b")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    log = scenario.folder / "agents.jsonl"
    lines = log.read_text().splitlines() * 3
    random.Random(7).shuffle(lines)
    log.write_text("\n".join(lines))
    floorwatch("replay", scenario.folder, "--out", tmp_path / "c")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "c")


def test_the_files_are_as_the_formats_say(scenario, floorwatch, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "findings.jsonl").write_text("of an earlier run\n")
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert "16 seat decisions" in result.stdout
    read = {
        name: [json.loads(line) for line in data.splitlines()]
        for name, data in bytes_of(tmp_path / "out").items()
    }
    for each in read["observations.jsonl"]:
        assert list(each) == [
            *("time", "seat", "occupancy", "chair", "posture", "confidence", "reason"),
            *("doing", "partners", "company", "chair_turned", "chair_cm"),
        ]
        assert each["occupancy"] in ("occupied", "empty", "unknown")
        assert each["chair"] in ("in", "out", "occupied", "unknown")
        assert each["posture"] in ("seated", "standing", "unknown")
        assert 0 <= each["confidence"] <= 1
    times = [each["time"] for each in read["observations.jsonl"]]
    assert times == sorted(times)
    for each in read["episodes.jsonl"]:
        assert list(each) == ["kind", "seat", "start", "end", "confidence", "status", "rule"]
        assert each["status"] in ("candidate", "confirmed", "conflict", "unknown")
    for episode, finding in zip(read["episodes.jsonl"], read["findings.jsonl"], strict=True):
        assert episode.items() <= finding.items()
        assert "2011" not in json.dumps(finding).replace(finding["id"], "")


def test_without_roster_and_log_nothing_is_confirmed(scenario, floorwatch, tmp_path: Path) -> None:
    scenario.edit("roster: roster.csv\nfeeds: [{kind: jsonl, path: agents.jsonl}]\n", "")
    assert floorwatch("replay", scenario.folder, "--out", tmp_path / "out").exit_code == 0
    for line in (tmp_path / "out" / "findings.jsonl").open():
        assert json.loads(line)["status"] == "unknown"
