"""Crops of a floor that somebody wrote; skipped where nothing can be drawn."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from eval.sim.drawing import DrawingUnavailableError
from eval.sim.frames.folder import FramesError
from eval.sim.frames.make import make_script_frames
from eval.sim.makehuman import is_cached

pytestmark = pytest.mark.skipif(not is_cached(), reason="run `floorwatch sim setup` first")

EVERY_S = 6.0
SCRIPT = """
version: 1
seed: 3
start: "2026-03-02T09:00:00+08:00"
duration: 24
site: {name: Small}
video: {size: [320, 180], fps: 2, truth_every: 1}
room: {width: 6, depth: 7, door_y: 6}
rows: [{seats: [A-01, A-02, A-03], first: [1.3, 2.2], step: [0, 1.5], facing: 180}]
cameras: [{id: cam1, eye: [3.5, 0.3, 2.6], target: [1.5, 3.8, 0.6]}]
waypoints: {south: [2.8, 1], north: [2.8, 6], door: [0.4, 6]}
aisles: [[south, north], [north, door]]
people:
  - {id: p1, seat: A-01, timeline: [{do: chat, with: p2, at: 0.5, seconds: 20}]}
  - {id: p2, seat: A-02, timeline: []}
  - {id: p3, seat: A-03, start: door, chair: out, timeline: []}
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "script.yaml"
    path.write_text(SCRIPT, "utf-8")
    return path


@pytest.fixture(scope="module")
def crops(script: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crops") / "c"
    try:
        assert make_script_frames([script], folder, EVERY_S) == 4
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))
    return folder


def labels(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "labels.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def of_seat(folder: Path, seat: str) -> list[dict[str, Any]]:
    return [label for label in labels(folder) if label["seat"] == seat]


def picture(folder: Path, name: str) -> np.ndarray:
    found = cv2.imread(str(folder / name))
    assert found is not None, name
    return found.astype(int)


def middle(label: dict[str, Any]) -> np.ndarray:
    """Of the seat's polygon, in the whole picture."""
    return np.mean(label["seated"], axis=0) + label["rect"][:2]


def test_every_seat_in_sight_has_a_crop_of_each_picture(crops: Path) -> None:
    assert {label["seat"] for label in labels(crops)} == {"A-01", "A-02", "A-03"}
    assert [int(label["time"] // EVERY_S) for label in of_seat(crops, "A-02")] == [0, 1, 2, 3]


def test_a_reference_is_the_same_place_tidy_and_empty(crops: Path) -> None:
    for label in labels(crops):
        now, tidy = picture(crops, label["crop"]), picture(crops, label["reference"])
        left, top, right, bottom = label["rect"]
        assert now.shape == tidy.shape == (bottom - top, right - left, 3)
    assert len({label["reference"] for label in labels(crops)}) == 3


def test_a_reference_differs_most_where_somebody_sits(crops: Path) -> None:
    label = of_seat(crops, "A-02")[0]
    change = np.abs(picture(crops, label["crop"]) - picture(crops, label["reference"])).mean(axis=2)
    seat = np.zeros(change.shape, np.uint8)
    cv2.fillPoly(seat, [np.array(label["seated"]).round().astype(np.int32)], 1)
    assert change[seat == 1].mean() > 2 * np.median(change)


def test_who_talks_to_a_neighbour_looks_at_them(crops: Path) -> None:
    """The gaze of each points from their seat to the other's, as the picture shows both."""
    checked = 0
    for first, second in zip(of_seat(crops, "A-01"), of_seat(crops, "A-02"), strict=True):
        if not 4 < first["time"] < 20:
            continue
        between = middle(second) - middle(first)
        between = between / np.linalg.norm(between)
        for label, towards in ((first, between), (second, -between)):
            gaze = np.array(label["gaze"])
            assert gaze @ towards > 0.8 * np.linalg.norm(gaze)
            assert np.linalg.norm(gaze) > 0.1
        assert (first["facing"], second["facing"]) == ("left", "right")
        checked += 1
    assert checked >= 2


def test_an_empty_seat_has_no_gaze_and_says_where_its_chair_is(crops: Path) -> None:
    for label in of_seat(crops, "A-03"):
        assert (label["gaze"], label["posture"], label["chair"]) == (None, "none", "out")
        assert label["chair_cm"] > 20


def test_what_is_finished_is_kept_and_other_crops_are_refused(script: Path, crops: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in crops.rglob("crops/*/*.jpg")}
    make_script_frames([script], crops, EVERY_S)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    with pytest.raises(FramesError, match=r"every_s 6\.0 instead of 2\.0"):
        make_script_frames([script], crops, 2.0)
