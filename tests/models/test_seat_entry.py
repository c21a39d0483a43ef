"""A seat network is listed with its own questions and with what was measured of it."""

import json
from datetime import date
from typing import Any

import numpy as np
import pytest
from support.tiny_onnx import tiny_network

from models.manifest import ManifestEntry, ModelError, Output, Purpose, SeatInput
from models.training.seat import SeatFile, read_seat_file, seat_entry

METADATA = {
    "task": "seat_state",
    "choices": json.dumps({"posture": ["none", "seated", "standing"]}),
    "flags": json.dumps(["hand_raised"]),
    "values": json.dumps(["gaze_x"]),
    "license": "AGPL-3.0-only",
}
REPORT: dict[str, Any] = {
    "learnt_from": 900,
    "scores": {
        "posture": {
            "asked": 120,
            "accuracy": 0.95,
            "precision": {"none": 1.0, "seated": 0.9, "standing": 0.8},
            "recall": {"none": 1.0, "seated": 0.9, "standing": 0.8},
            "calibration_error": 0.02,
        },
        "hand_raised": {
            "asked": 110,
            "accuracy": 0.99,
            "precision": {"no": 0.99, "yes": 0.7},
            "recall": {"no": 1.0, "yes": 0.6},
            "calibration_error": 0.01,
        },
    },
}


def listed(metadata: dict[str, str] = METADATA) -> ManifestEntry:
    file = SeatFile(metadata, ("batch", 3, 144, 144))
    return seat_entry("seat-mine", file, REPORT, "900 crops of mine", date(2026, 3, 2))


def test_an_entry_has_the_files_own_questions() -> None:
    entry = listed()
    assert (entry.purpose, entry.output) == (Purpose.SEAT_STATE, Output.HEADS)
    assert entry.classes == {
        "posture": ("none", "seated", "standing"),
        "hand_raised": ("no", "yes"),
        "gaze_x": (),
    }
    assert entry.input == SeatInput(layout="NCHW", channels=3, size=(144, 144))
    assert (entry.licence, entry.made_from) == ("AGPL-3.0-only", "900 crops of mine")


def test_its_scores_say_how_they_were_measured() -> None:
    scores = listed().scores
    assert {name: score.value for name, score in scores.items()} == {
        "posture accuracy": 0.95,
        "posture calibration error": 0.02,
        "hand_raised precision": 0.7,
        "hand_raised recall": 0.6,
        "hand_raised calibration error": 0.01,
    }
    how = scores["posture accuracy"].how
    assert how == "120 crops of rooms held back; 900 learnt from"


def test_an_entry_survives_the_list() -> None:
    entry = listed()
    assert ManifestEntry.model_validate(entry.model_dump(mode="json")) == entry


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"task": "detect"}, "its task is 'detect'"),
        ({"flags": "["}, "do not say what it answers"),
        ({"values": ""}, "do not say what it answers"),
    ],
)
def test_a_file_that_does_not_say_what_it_answers_is_refused(
    change: dict[str, str], fault: str
) -> None:
    with pytest.raises(ModelError, match=fault):
        listed(METADATA | change)


def test_a_network_that_looks_at_whole_pictures_is_no_seat_network() -> None:
    data = tiny_network([np.zeros((1, 84, 10), np.float32)], METADATA)
    with pytest.raises(ModelError, match="its inputs are images; a seat network has 'seats'"):
        read_seat_file(data)
    with pytest.raises(ModelError, match="cannot open it"):
        read_seat_file(b"no network")
