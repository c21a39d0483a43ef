from pathlib import Path

import pytest
import typer
from support.minh7 import VIDEOS
from typer.testing import CliRunner

from api.site.load import load_site
from eval.real.__main__ import SETS, main
from eval.scores.frames_file import read_frames

SHARED = VIDEOS.parent


def run(*arguments: str):
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, list(arguments))


def test_a_place_without_the_data_is_an_error_that_says_what_to_give(tmp_path) -> None:
    result = run(str(tmp_path), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "none of the data sets is here" in result.output
    assert not (tmp_path / "out").exists()


def test_an_unknown_data_set_is_wrong_use(tmp_path) -> None:
    result = run(str(tmp_path), "--out", str(tmp_path / "out"), "--only", "minh8")
    assert result.exit_code == 2
    assert "minh8 is none of" in result.output


@pytest.mark.parametrize("name", SETS)
def test_shared_data_becomes_a_scenario_that_can_be_scored(name: str, tmp_path: Path) -> None:
    if not (SHARED / SETS[name][0]).is_dir():
        pytest.skip(f"{SHARED / SETS[name][0]} is not here: real pictures are no part of this")
    result = run(str(SHARED), "--out", str(tmp_path), "--only", name)
    assert result.exit_code == 0, result.output
    site = load_site(tmp_path / name)
    cameras = {camera.id for camera in site.settings.cameras}
    seats = {seat.id for seat in site.settings.seats}
    frames = read_frames(tmp_path / name / "frames.jsonl", cameras, seats)
    assert {frame.camera for frame in frames} == cameras
    assert any(frame.seats or frame.people or frame.objects for frame in frames)
