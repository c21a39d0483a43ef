"""``floorwatch check`` looks at the pictures of the tidy floor that cameras name."""

from pathlib import Path

import cv2
import numpy as np
import pytest


def picture(path: Path, width: int = 320, height: int = 180) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (height, width, 3))
    cv2.imwrite(str(path), noise.astype(np.uint8))


def name_reference(scenario, value: str) -> None:
    scenario.edit("fps: 2}", f"fps: 2, reference: {value}}}")


@pytest.mark.parametrize("value", ["tidy.png", "[tidy.png]", "[tidy.png, night.jpg]"])
def test_good_references_are_good(scenario, floorwatch, value: str) -> None:
    picture(scenario.folder / "tidy.png")
    picture(scenario.folder / "night.jpg", 640, 360)  # another resolution, the same shape
    name_reference(scenario, value)
    result = floorwatch("check", scenario.site)
    assert result.exit_code == 0, result.stderr


FAULTS = {
    "absent": ("gone.png", "5:60", ["cameras[0].reference[0]", "gone.png", "no such file"]),
    "the second is absent": ("[tidy.png, gone.png]", "5:82", ["reference[1]", "no such file"]),
    "no picture": ("roster.csv", "5:60", ["no picture", "jpg or png"]),
    "a folder": (".", "5:60", ["no such file"]),
    "of another shape": ("square.png", "5:60", ["200x200", "320x180", "the camera itself"]),
    "empty": ("''", "5:60", ["cameras[0].reference[0]", "at least 1 character"]),
    "a number": ("7", "5:60", ["cameras[0].reference", "7"]),
    "five lights": ("[a, b, c, d, e]", "5:60", ["cameras[0].reference", "at most 4"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_reference_says_where_and_what(name: str, scenario, floorwatch) -> None:
    value, place, words = FAULTS[name]
    picture(scenario.folder / "tidy.png")
    picture(scenario.folder / "square.png", 200, 200)
    name_reference(scenario, value)
    result = floorwatch("check", scenario.site)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{scenario.site}:{place}: "), line
    for word in words:
        assert word in line
