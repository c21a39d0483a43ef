"""What counts as found, as missed, and as nobody."""

from typing import Any

import numpy as np

from eval.realism.judge import Judgement, judge
from vision.detections import Detections
from vision.detector import CHAIR, PERSON

SIZE = (200, 100)
SITTER = {"box": [20, 20, 60, 80], "full": [20, 20, 60, 95], "visibility": 0.8}


def found(*things: tuple[int, list[float]]) -> Detections:
    """Detections of classes and boxes in pixels."""
    boxes = np.array([box for _, box in things], np.float32).reshape(-1, 4)
    return Detections(
        boxes / np.array([*SIZE, *SIZE], np.float32),
        np.full(len(things), 0.9, np.float32),
        np.array([number for number, _ in things], np.int64),
    )


def judged(people: list[dict[str, Any]], detections: Detections) -> Judgement:
    return judge({"people": people, "objects": []}, detections, SIZE)


def test_a_person_whose_visible_box_is_met_by_half_is_found() -> None:
    assert judged([SITTER], found((PERSON, [20, 20, 60, 55]))).persons.share == 1.0
    assert judged([SITTER], found((PERSON, [20, 20, 60, 45]))).persons.share == 0.0


def test_a_box_round_the_whole_figure_counts_apart() -> None:
    hidden = SITTER | {"box": [20, 20, 60, 65], "full": [20, 20, 60, 99]}
    persons = judged([hidden], found((PERSON, [20, 20, 60, 120]))).persons
    assert (persons.found, persons.or_full) == (0, 1)


def test_a_chair_is_no_person() -> None:
    result = judged([SITTER], found((CHAIR, [20, 20, 60, 80])))
    assert result.persons.share == 0.0
    assert result.false_persons == 0


def test_two_people_need_two_detections() -> None:
    twin = SITTER | {"box": [22, 20, 62, 80], "full": [22, 20, 62, 80]}
    assert judged([SITTER, twin], found((PERSON, [21, 20, 61, 80]))).persons.found == 1


def test_the_small_and_the_hidden_are_not_asked_for() -> None:
    small = SITTER | {"box": [20, 20, 40, 60]}
    hidden = SITTER | {"visibility": 0.4}
    assert judged([small, hidden], found()).persons.there == 0


def test_a_person_where_nobody_is_is_false() -> None:
    assert judged([SITTER], found((PERSON, [120, 20, 160, 80]))).false_persons == 1
    assert judged([], found((PERSON, [120, 20, 160, 80]))).false_persons == 1


def test_a_part_of_somebody_hardly_seen_is_nobody_false() -> None:
    hidden = SITTER | {"visibility": 0.1}
    assert judged([hidden], found((PERSON, [25, 25, 45, 60]))).false_persons == 0


def test_chairs_are_told_from_other_things() -> None:
    line = {
        "people": [],
        "objects": [
            {"kind": "chair", "box": [20, 20, 60, 80], "full": [20, 20, 60, 80], "visibility": 1.0},
            {"kind": "bag", "box": [90, 20, 150, 80], "full": [90, 20, 150, 80], "visibility": 1.0},
        ],
    }
    assert judge(line, found((CHAIR, [20, 20, 60, 80])), SIZE).chairs.share == 1.0
    assert judge(line, found((CHAIR, [90, 20, 150, 80])), SIZE).chairs.share == 0.0


def test_chairs_that_nobody_sits_on_count_apart() -> None:
    chair = {"kind": "chair", "box": [20, 20, 60, 80], "full": [20, 20, 60, 80], "visibility": 1.0}
    sat_on = chair | {"box": [90, 20, 150, 80], "full": [90, 20, 150, 80], "held_by": "p1"}
    line = {"people": [], "objects": [chair | {"held_by": None}, sat_on]}
    result = judge(line, found((CHAIR, [20, 20, 60, 80])), SIZE)
    assert result.chairs.share == 0.5
    assert result.free_chairs.share == 1.0
