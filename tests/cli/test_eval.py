"""``floorwatch eval`` on a scenario of four seconds in which nobody is ever seen."""

import json
from pathlib import Path

import pytest

FILES = {"observations.jsonl", "episodes.jsonl", "findings.jsonl", "detections.jsonl"}
STATE = {"occupancy": "empty", "chair": "in", "posture": "unknown"}
TRUTH = [
    {"kind": "off_seat", "seat": "A-01", "start": 0, "end": None},
    {"kind": "phone_use", "seat": "A-02", "start": 1, "end": 3},
]


def write(folder: Path, name: str, *lines: object) -> None:
    (folder / name).write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")


@pytest.fixture
def scored(scenario):
    """The scenario with its truth: both seats are empty all the time."""
    write(scenario.folder, "truth.jsonl", *TRUTH)
    frames = [
        {"time": n / 2, "camera": "cam1", "seats": {"A-01": STATE, "A-02": STATE}, "people": []}
        for n in range(8)
    ]
    write(scenario.folder, "frames.jsonl", *frames)
    return scenario


def test_json_is_as_the_design_shows_it(scored, floorwatch) -> None:
    result = floorwatch("eval", scored.folder, "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert {
        *("precision", "recall", "f1", "truth", "found", "start_error_s", "end_error_s"),
        "false_per_1000_seat_hours",
    } <= figures["kinds"]["off_seat"].keys()
    assert {"occupancy_accuracy", "chair_accuracy", "posture_accuracy"} <= figures[
        "seat_state"
    ].keys()
    assert figures["not_made"] == ["phone_use"]
    assert figures["kinds"]["phone_use"]["recall"] == 0.0
    assert figures["scenarios"][0]["duration_s"] == 4.0
    assert figures["seat_hours"] == pytest.approx(2 * 4 / 3600, abs=1e-6)


def test_people_get_tables_and_are_told_what_is_missing(scored, floorwatch) -> None:
    result = floorwatch("eval", scored.folder)
    assert result.exit_code == 0
    for words in ("off_seat", "occupancy", "Not made by this version: phone_use", "Not scored in"):
        assert words in result.stdout


def test_without_frames_and_without_an_agent_log(scored, floorwatch) -> None:
    (scored.folder / "frames.jsonl").unlink()
    (scored.folder / "agents.jsonl").unlink()
    result = floorwatch("eval", scored.folder, "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert figures["seat_state"] is None
    assert figures["confirmed"] is None
    assert figures["kinds"]["off_seat"]["truth"] == 1


def test_a_kept_replay_is_used_until_its_inputs_change(scored, floorwatch, tmp_path: Path) -> None:
    kept = tmp_path / "kept"

    def replayed_at() -> int:
        assert floorwatch("eval", scored.folder, "--results", kept).exit_code == 0
        return (kept / "scenario" / "observations.jsonl").stat().st_mtime_ns

    first = replayed_at()
    assert {path.name for path in (kept / "scenario").iterdir()} == FILES | {"replayed.json"}
    assert replayed_at() == first
    write(scored.folder, "truth.jsonl", TRUTH[0])  # the truth is no input of a replay
    assert replayed_at() == first
    scored.edit("fps: 2", "fps: 4")
    assert replayed_at() > first


def test_fresh_replays_what_is_kept(scored, floorwatch, tmp_path: Path) -> None:
    floorwatch("eval", scored.folder, "--results", tmp_path / "kept")
    path = tmp_path / "kept" / "scenario" / "observations.jsonl"
    first = path.stat().st_mtime_ns
    assert (
        floorwatch("eval", scored.folder, "--results", tmp_path / "kept", "--fresh").exit_code == 0
    )
    assert path.stat().st_mtime_ns > first


def test_saved_figures_are_those_that_json_prints(scored, floorwatch, tmp_path: Path) -> None:
    kept, saved = tmp_path / "kept", tmp_path / "base.json"
    printed = floorwatch("eval", scored.folder, "--results", kept, "--save", saved, "--json").stdout
    assert saved.read_text("utf-8") == printed


def test_bad_truth_is_refused_before_the_replay(scored, floorwatch, tmp_path: Path) -> None:
    write(scored.folder, "truth.jsonl", {**TRUTH[0], "seat": "Z-99"}, {**TRUTH[1], "end": 0.5})
    result = floorwatch("eval", scored.folder, "--results", tmp_path / "kept")
    assert result.exit_code == 1
    errors = result.stderr.splitlines()
    assert f"{scored.folder / 'truth.jsonl'}:1: seat is 'Z-99'" in errors[0]
    assert f"{scored.folder / 'truth.jsonl'}:2: end is '0.5'" in errors[1]
    assert not (tmp_path / "kept").exists()


def test_a_scenario_without_any_truth_has_nothing_to_be_held_against(scenario, floorwatch) -> None:
    result = floorwatch("eval", scenario.folder)
    assert result.exit_code == 1
    assert "neither truth.jsonl nor frames.jsonl" in result.stderr


def test_two_scenarios_of_one_name_are_wrong_use(scored, floorwatch) -> None:
    result = floorwatch("eval", scored.folder, scored.site)
    assert result.exit_code == 2
    assert "both called scenario" in result.stderr


def test_a_replay_that_breaks_off_is_not_kept(scored, floorwatch, tmp_path: Path) -> None:
    video = scored.folder / "cam1.mp4"
    video.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    result = floorwatch("eval", scored.folder, "--results", tmp_path / "kept")
    assert result.exit_code == 1
    assert "cam1.mp4" in result.stderr
    assert not (tmp_path / "kept" / "scenario" / "replayed.json").exists()


def test_a_baseline_is_a_gate(scored, floorwatch, tmp_path: Path) -> None:
    kept, base = tmp_path / "kept", tmp_path / "base.json"
    run = ("eval", scored.folder, "--results", kept)
    first = json.loads(floorwatch(*run, "--save", base, "--json").stdout)
    same = floorwatch(*run, "--baseline", base)
    assert same.exit_code == 0
    assert "Nothing is worse beyond noise." in same.stdout

    for seat in first["scenarios"][0]["seats"].values():  # an earlier version saw the chairs
        seat["aspects"]["chair"] |= {"right": 8, "unknown": 0}
    base.write_text(json.dumps(first), "utf-8")
    worse = floorwatch(*run, "--baseline", base)
    assert worse.exit_code == 1
    assert "Worse beyond noise: chair.accuracy" in worse.stdout
    told = floorwatch(*run, "--baseline", base, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["comparison"]["passes"] is False


def test_a_baseline_that_is_none_is_refused_before_the_replay(
    scored, floorwatch, tmp_path: Path
) -> None:
    (tmp_path / "base.json").write_text("{}", "utf-8")
    result = floorwatch(
        "eval", scored.folder, "--baseline", tmp_path / "base.json", "--results", tmp_path / "kept"
    )
    assert result.exit_code == 1
    assert "base.json: not a result of floorwatch eval" in result.stderr
    assert not (tmp_path / "kept").exists()


def test_a_report_is_written_where_it_is_asked_for(scored, floorwatch, tmp_path: Path) -> None:
    result = floorwatch("eval", scored.folder, "--report", tmp_path / "report")
    assert result.exit_code == 0
    assert (tmp_path / "report" / "report.html").read_text("utf-8").startswith("<!")


def test_help_has_an_example(floorwatch) -> None:
    assert "Example: floorwatch eval eval/demo" in floorwatch("eval", "--help").stdout
