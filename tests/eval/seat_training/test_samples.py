"""Labelled crops become arrays of one shape, with the rooms by which they are held out."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from eval.seat_training.label import SamplesError
from eval.seat_training.samples import MASKS, REFERENCE, asked, read_samples, stored_side
from vision.seat_input import STATE
from vision.seat_look import CHOICES, COLUMNS, WIDTH

SEAT = [[10, 30], [50, 30], [50, 75], [10, 75]]
DESK = [[60, 50], [90, 50], [90, 70], [60, 70]]


def crops(folder: Path, *lines: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, colour in (("now.png", (10, 20, 30)), ("tidy.png", (90, 80, 70))):
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), colour, np.uint8))
    whole = (
        {"crop": "now.png", "room": "a", "seated": SEAT, "chair": "in"} | line for line in lines
    )
    text = "".join(json.dumps(line) + "\n" for line in whole)
    (folder / "labels.jsonl").write_text(text, "utf-8")
    return folder


def test_a_crop_its_reference_and_its_masks_are_stacked(tmp_path: Path) -> None:
    samples = read_samples([crops(tmp_path / "c", {"reference": "tidy.png", "desk": DESK})], STATE)
    (stack,) = samples.pictures
    assert stack.shape == (8, stored_side(STATE), stored_side(STATE))
    assert stack[:3, 5, 5].tolist() == [10, 20, 30]
    assert stack[REFERENCE, 5, 5].tolist() == [90, 80, 70]
    seat, desk = stack[MASKS]
    left, right = slice(None, stored_side(STATE) // 2), slice(stored_side(STATE) // 2, None)
    assert seat[:, left].mean() > 4 * seat[:, right].mean()
    assert desk[:, right].mean() > 20 and not desk[:, left].any()


def test_without_a_reference_its_channels_are_black(tmp_path: Path) -> None:
    samples = read_samples([crops(tmp_path / "c", {})], STATE)
    assert not samples.pictures[0, REFERENCE].any()


def test_each_sample_has_its_answers_and_its_room(tmp_path: Path) -> None:
    folders = [
        crops(tmp_path / "one", {"chair": "out"}, {"room": "b"}),
        crops(tmp_path / "two", {"chair": "turned"}),
    ]
    samples = read_samples(folders, STATE)
    assert len(samples) == 3 and samples.answers.shape == (3, WIDTH)
    chairs = samples.answers[:, COLUMNS["chair"]].argmax(axis=1)
    assert [CHOICES["chair"][each] for each in chairs] == ["out", "in", "turned"]
    # Rooms of different folders are different rooms, also where both count from 1.
    assert samples.rooms.tolist() == ["one/a", "one/b", "two/a"]
    assert [bool(asked(samples.answers)[name].any()) for name in ("chair", "posture")] == [
        True,
        False,
    ]


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SamplesError, match=r"labels\.jsonl: not there; make it with"):
        read_samples([tmp_path], STATE)
    with pytest.raises(SamplesError, match="no labelled crops"):
        read_samples([crops(tmp_path / "none")], STATE)


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_a_broken_picture_is_named(tmp_path: Path, content: bytes) -> None:
    folder = crops(tmp_path / "c", {"reference": "tidy.png"})
    (folder / "tidy.png").write_bytes(content)
    with pytest.raises(SamplesError, match=r"tidy\.png: not a picture"):
        read_samples([folder], STATE)


def test_a_picture_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SamplesError, match=r"gone\.png: not a picture"):
        read_samples([crops(tmp_path / "c", {"crop": "gone.png"})], STATE)


def test_a_reference_of_another_shape_is_refused(tmp_path: Path) -> None:
    folder = crops(tmp_path / "c", {"reference": "tidy.png"})
    cv2.imwrite(str(folder / "tidy.png"), np.full((40, 50, 3), 90, np.uint8))
    with pytest.raises(SamplesError, match=r"tidy\.png: is 50x40, but .*now\.png is 100x80"):
        read_samples([folder], STATE)
