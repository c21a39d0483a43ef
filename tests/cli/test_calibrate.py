"""``floorwatch calibrate``: pictures of the tidy floor, and the lines for the site file."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.desk_scene import desk_scene


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    cv2.imwrite(str(path), cv2.resize(desk_scene(), (320, 180)))
    return path


def test_a_photo_becomes_a_reference_and_the_line_for_the_site_file(
    scenario, floorwatch, photo: Path
) -> None:
    out = scenario.folder / "refs"
    command = ["calibrate", scenario.site, "--picture", f"cam1={photo}", "--out", out]
    result = floorwatch(*command)
    assert result.exit_code == 0, result.stderr
    assert "cam1:  reference: refs/cam1.reference.png" in result.stdout
    assert "A-01: empty; whether the chair was pushed in could not be seen" in result.stdout
    scenario.edit("fps: 2}", "fps: 2, reference: refs/cam1.reference.png}")
    assert floorwatch("check", scenario.site).exit_code == 0
    told = json.loads(floorwatch(*command, "--json").stdout)
    assert [camera["camera"] for camera in told["cameras"]] == ["cam1"]
    assert {seat["seat"]: seat["verdict"] for seat in told["seats"]} == {
        "A-01": "chair_unsure",
        "A-02": "chair_unsure",
    }


def test_a_recording_that_is_too_short_gives_grey_and_says_so(scenario, floorwatch) -> None:
    out = scenario.folder / "refs"
    result = floorwatch("calibrate", scenario.site, "--out", out)
    assert result.exit_code == 0, result.stderr
    assert "never_empty: 2" in result.stdout
    assert (cv2.imread(str(out / "cam1.reference.png")) == 96).all()


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("cam1", "write CAMERA=FILE"),
        ("cam9=photo.jpg", "no camera 'cam9'; there are: cam1"),
        ("cam1=gone.jpg", "there is no such file"),
    ],
)
def test_a_wrong_picture_is_refused(scenario, floorwatch, picture: str, words: str) -> None:
    out = scenario.folder / "refs"
    result = floorwatch("calibrate", scenario.site, "--picture", picture, "--out", out)
    assert result.exit_code == 1
    assert words in result.stderr
    assert not out.exists()


def test_a_photo_of_another_shape_is_refused(scenario, floorwatch, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "tall.jpg"), np.zeros((320, 180, 3), np.uint8))
    result = floorwatch(
        "calibrate", scenario.site, "--picture", f"cam1={tmp_path / 'tall.jpg'}", "--out", "x"
    )
    assert result.exit_code == 1
    assert "180x320" in result.stderr
