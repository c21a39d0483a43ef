"""What a label asks of the network: what the picture shows, and what somebody said of it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.seat_training.label import SamplesError, SeatLabel, answers_of, read_labels
from vision.seat_look import CHOICES, COLUMNS

SIMULATED: dict[str, Any] = {
    "crop": "crops/a.jpg",
    "room": 3,
    "rect": [0, 0, 200, 100],
    "posture": "seated",
    "chair": "occupied",
    "chair_cm": 40,
    "phone": "none",
    "food": "none",
    "drink": "none",
    "facing": "ahead",
    "hand_raised": False,
    "feet_on_desk": False,
    "lying_down": False,
    "beside": "none",
    "gaze": [1.0, -0.5],
    "in_sight": 0.8,
    "person_in_sight": 0.6,
    "pixels": {},
}


def answer(question: str, **said: Any) -> Any:
    """The wanted answer: a word, a number, or None where nothing is asked."""
    part = answers_of(SeatLabel.model_validate(SIMULATED | said))[COLUMNS[question]]
    if np.isnan(part).any():
        assert np.isnan(part).all()
        return None
    if question not in CHOICES:
        return pytest.approx(float(part[0]))
    assert sorted(part) == [0.0] * (len(part) - 1) + [1.0]
    return CHOICES[question][int(part.argmax())]


def of_a_site(**said: Any) -> SeatLabel:
    return SeatLabel.model_validate({"crop": "a.jpg", "camera": "cam1", **said})


def test_what_the_simulator_knows_is_asked() -> None:
    assert answer("posture") == "seated"
    assert answer("chair") == "occupied"
    assert answer("facing") == "ahead"
    assert answer("hand_raised", hand_raised=True) == 1.0
    assert answer("beside", beside="lead") == 1.0
    assert answer("in_sight") == 0.8


@pytest.mark.parametrize("question", ["posture", "facing", "hand_raised", "beside", "gaze_x"])
def test_a_seat_that_is_hidden_says_nothing_of_its_sitter(question: str) -> None:
    assert answer(question) is not None
    assert answer(question, in_sight=0.1, person_in_sight=0.1) is None
    assert answer(question, in_sight=0.1, person_in_sight=0.5) is not None
    assert answer(question, in_sight=0.1, person_in_sight=0.5, posture="none") is None


def test_a_thing_that_cannot_be_seen_is_not_asked_for_nor_its_absence() -> None:
    assert answer("food", food="desk", pixels={"fruit": 3, "snacks": 4}) is None
    assert answer("food", food="desk", pixels={"fruit": 4, "snacks": 4}) == "desk"
    assert answer("drink", drink="hand", pixels={"fruit": 90}) is None
    assert answer("food") == "none"


def test_the_arm_tells_a_phone_at_the_ear_that_the_head_hides() -> None:
    assert answer("phone", phone="ear") == "ear"
    assert answer("phone", phone="hand") is None
    assert answer("phone", phone="ear", in_sight=0, person_in_sight=0) is None


def test_a_chair_has_a_distance_where_it_is_free() -> None:
    assert answer("chair_m") is None
    assert answer("chair_m", chair="out") == 0.4
    assert answer("chair_m", chair="out", chair_cm=900) == 2.0


def test_a_gaze_is_stretched_with_the_crop() -> None:
    assert answer("gaze_x") == pytest.approx(2**-0.5)
    assert answer("gaze_y") == pytest.approx(-0.5 * 2**0.5)
    assert answer("gaze_x", posture="none") is None
    assert answer("gaze_x", gaze=None) is None


def test_a_sites_own_label_asks_only_what_it_says() -> None:
    asked = answers_of(of_a_site(chair="out", hand_raised=True))
    said = {name for name, place in COLUMNS.items() if not np.isnan(asked[place]).any()}
    assert said == {"chair", "hand_raised"}


def test_who_labels_by_eye_saw_it() -> None:
    asked = answers_of(of_a_site(phone="hand", posture="none"))
    assert asked[COLUMNS["phone"]].argmax() == CHOICES["phone"].index("hand")
    assert asked[COLUMNS["posture"]].argmax() == CHOICES["posture"].index("none")


def written(folder: Path, *lines: dict[str, Any] | str) -> Path:
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines)
    (folder / "labels.jsonl").write_text(text, "utf-8")
    return folder


def test_a_camera_is_a_room_of_its_own(tmp_path: Path) -> None:
    lines = ({"crop": "a.jpg", "camera": "cam1", "chair": "in"}, SIMULATED)
    assert [each.room for each in read_labels(written(tmp_path, *lines))] == ["cam1", "3"]


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SamplesError, match=r"labels.jsonl: not there; make it with `floorwatch"):
        list(read_labels(tmp_path))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2: the line: Invalid JSON"),
        (SIMULATED | {"phone": "pocket"}, "line 2: phone: .*'pocket' is no answer; known are none"),
        (SIMULATED | {"in_sight": 7}, "line 2: in_sight: .*less than or equal to 1"),
        (SIMULATED | {"hand_raised": "perhaps"}, "line 2: hand_raised: "),
        ({"crop": "a.jpg", "chair": "in"}, "line 2: room: Field required"),
        ({"room": "a", "chair": "in"}, "line 2: crop: Field required"),
        ({"crop": "a.jpg", "room": "a", "chiar": "in"}, "line 2: answers nothing; say one of"),
    ],
)
def test_a_line_that_cannot_be_learnt_from_is_named(
    tmp_path: Path, line: dict[str, Any] | str, fault: str
) -> None:
    with pytest.raises(SamplesError, match=fault):
        list(read_labels(written(tmp_path, SIMULATED, line)))
