"""A scenario may come without its roster and agent log; a running site may not."""

import json
from pathlib import Path


def test_a_replay_says_so_and_confirms_nothing(scenario, floorwatch, tmp_path: Path) -> None:
    (scenario.folder / "roster.csv").unlink()
    (scenario.folder / "agents.jsonl").unlink()
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert result.exit_code == 0
    for name in ("roster.csv", "agents.jsonl"):
        assert f"{name}: not there, so nothing can be confirmed" in result.stderr
    episodes = [json.loads(line) for line in (tmp_path / "out" / "episodes.jsonl").open()]
    assert {each["status"] for each in episodes} <= {"unknown"}


def test_a_check_calls_it_a_fault(scenario, floorwatch) -> None:
    (scenario.folder / "roster.csv").unlink()
    result = floorwatch("check", scenario.folder)
    assert (result.exit_code, "roster.csv" in result.stderr) == (1, True)
