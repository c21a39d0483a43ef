"""``floorwatch bench``: what it prints and how it refuses. Its timings are nobody's test."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

TINY = ("--cameras", "1", "--size", "clip", "--seats", "2", "--seconds", "0")


def test_two_seconds_of_the_demo_as_json(floorwatch, tmp_path: Path) -> None:
    """The script has no interpreter here, which is told and is no fault of the rest."""
    nowhere = tmp_path / "no-such-python"
    result = floorwatch(
        "bench", *TINY, "--memory-frames", "2", "--script-python", nowhere, "--json"
    )
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found)[:2] == ["ratio_to_script", "overhead_over_bare_inference"]
    assert found["ratio_to_script"] is None
    assert "no-such-python cannot be started" in found["comparison"]["why_no_script"]
    assert found["overhead_over_bare_inference"] == found["comparison"]["overhead"]["value"]
    assert found["floor"]["size"] == [640, 360]
    assert found["floor"]["seats"] == 2
    compared = found["comparison"]
    assert compared["rounds"] == compared["ours"]["frames"] == compared["bare"]["frames"] == 4
    assert compared["ours"]["cameras"] > 0
    assert compared["pictures_by_network"]["floor-n"] <= 4
    assert found["long_memory"]["frames"] == 2
    assert found["seats"] is None
    assert found["providers"] is None


def test_several_numbers_of_seats_and_tables(floorwatch, scenario, tmp_path: Path) -> None:
    nowhere = tmp_path / "no-such-python"
    several = (*TINY[:4], "--seats", "1,3", "--seconds", "0", "--clips", scenario.folder)
    result = floorwatch("bench", *several, "--script-python", nowhere)
    assert result.exit_code == 0
    assert "1 cameras of 320x180, 1 seats" in result.stdout
    assert "Cost by seats a camera" in result.stdout
    assert "The script was not measured" in result.stdout


def test_a_clip_that_is_not_there(floorwatch, scenario) -> None:
    (scenario.folder / "cam1.mp4").unlink()
    result = floorwatch("bench", "--clips", scenario.folder)
    assert result.exit_code == 1
    assert "cam1.mp4: there is no such file or folder; check the path" in result.stderr


def test_a_folder_that_is_not_there(floorwatch, tmp_path: Path) -> None:
    result = floorwatch("bench", "--clips", tmp_path / "nothing")
    assert result.exit_code == 1
    assert "there is no such file; give the site file floor.yaml or its folder" in result.stderr


def test_a_size_of_another_shape(floorwatch, scenario) -> None:
    result = floorwatch("bench", "--clips", scenario.folder, "--size", "640x480")
    assert result.exit_code == 1
    assert "its pictures are 320x180, of another shape than --size 640x480" in result.stderr
    assert "such as 320x180 or 640x360" in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "right"),
    [
        ("--size", "big", "write WIDTHxHEIGHT, like 1280x720, or clip"),
        ("--size", "0x720", "write WIDTHxHEIGHT"),
        ("--seats", "12,,24", "write numbers from 1, like 12 or 12,24,48"),
        ("--seats", "0", "write numbers from 1"),
        ("--seats", "12,12", "write each number once"),
    ],
)
def test_wrong_use_is_told_with_what_is_right(
    floorwatch, option: str, value: str, right: str
) -> None:
    result = floorwatch("bench", option, value)
    assert result.exit_code == 2
    told = " ".join(result.stderr.replace("│", " ").split())
    assert repr(value) in told
    assert right in told


@pytest.mark.skipif(find_spec("ultralytics") is None, reason="needs the extra [train]")
def test_with_ultralytics_there_is_a_ratio(floorwatch) -> None:
    result = floorwatch("bench", *TINY, "--script-python", sys.executable, "--json")
    found = json.loads(result.stdout)
    assert found["comparison"]["why_no_script"] is None
    assert found["ratio_to_script"] > 0
    assert found["comparison"]["script"]["frames"] > 0
