"""``floorwatch sim crops`` refuses what it cannot draw, and says what would be right."""

from pathlib import Path

import pytest

pytest.importorskip("moderngl")

SCRIPT = """\
version: 1
start: "2026-03-02T09:00:00+08:00"
duration: 5
site: {name: Small}
video: {size: [160, 90], fps: 2}
room: {width: 6, depth: 7, door_y: 6}
rows: [{seats: [A-01], first: [1.3, 2.5], step: [0, 1.5], facing: 180}]
cameras: [{id: cam1, eye: [3, 0.2, 2.6], target: [1.8, 3.5, 0.6]}]
waypoints: {south: [2.8, 1], north: [2.8, 6]}
aisles: [[south, north]]
people: []
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_a_faulty_script_is_refused_with_its_line(floorwatch, script: Path, tmp_path: Path) -> None:
    script.write_text(SCRIPT.replace("eye: [3, 0.2", "eye: [3, -0.2"), encoding="utf-8")
    result = floorwatch("sim", "crops", script, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "script.yaml:8:" in result.stderr
    assert "wall" in result.stderr
    assert not (tmp_path / "out" / "labels.jsonl").exists()


def test_a_script_that_is_not_there(floorwatch, tmp_path: Path) -> None:
    result = floorwatch("sim", "crops", tmp_path / "none.yaml", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "none.yaml" in result.stderr


def test_a_folder_of_something_else_is_left_alone(floorwatch, script: Path, tmp_path: Path) -> None:
    result = floorwatch("sim", "crops", script, "--out", tmp_path)
    assert result.exit_code == 1
    assert "not empty" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} >= {"script.yaml"}
    assert not (tmp_path / "labels.jsonl").exists()


@pytest.mark.parametrize("every", ["0", "-3"])
def test_pictures_need_time_between_them(
    floorwatch, script: Path, tmp_path: Path, every: str
) -> None:
    result = floorwatch("sim", "crops", script, "--out", tmp_path / "out", "--every", every)
    assert result.exit_code == 2
    assert "--every" in result.stderr
