from pathlib import Path

import pytest

from eval.real import classrooms, library
from eval.real.by_eye import read_table
from eval.real.minh7 import Stretch, frame_lines, read_stretches
from floor.errors import InputFaults

TABLE = """# by eye
video,first_frame,last_frame,seat1,seat2,person_state
a.mp4,0,13,empty,occupied,seated
a.mp4,29,30,empty,empty,none
"""


def test_only_decisions_on_frames_that_were_labelled_have_a_truth(tmp_path) -> None:
    file = tmp_path / "states.csv"
    file.write_text(TABLE)
    lines = list(frame_lines(read_stretches(file, 2), ["S1", "S2"], "cam1"))
    assert [line["time"] for line in lines] == [0.0, 0.2, 0.4, 1.0]
    assert [line["seats"]["S2"]["occupancy"] for line in lines] == ["occupied"] * 3 + ["empty"]


def test_a_stretch_of_states_names_every_seat(tmp_path) -> None:
    file = tmp_path / "states.csv"
    file.write_text(TABLE)
    assert read_stretches(file, 2)[0] == Stretch(0, 13, ("empty", "occupied"))
    with pytest.raises(InputFaults, match="expected columns"):
        read_stretches(file, 3)


@pytest.mark.parametrize("path", [library.LABELS, classrooms.LABELS])
def test_what_was_seen_by_eye_says_so(path: Path) -> None:
    assert "by eye" in path.read_text()


def test_a_seat_of_the_library_is_labelled_once_in_each_picture_and_plainly() -> None:
    labels = read_table(library.LABELS, library.eye_label, library.COLUMNS)
    assert {(label.occupancy, label.chair) for label in labels} == {
        ("empty", "in"), ("empty", "out"), ("empty", "unknown"), ("occupied", "occupied"),
    }  # fmt: skip
    assert len({(label.picture, label.seat) for label in labels}) == len(labels)


def test_nobody_sits_on_a_seat_of_a_picture_that_is_a_reference() -> None:
    labels = read_table(library.LABELS, library.eye_label, library.COLUMNS)
    others = set(library.REFERENCES.values())
    assert {label.chair for label in labels if label.picture in others} == {"in"}
    assert set(library.PEOPLE) == others


def test_a_classroom_is_as_it_is_at_every_decision() -> None:
    seats = [classrooms.SteadySeat("a.mp4", "A", "occupied", (0, 0, 9, 9))]
    lines = list(classrooms.frame_lines(seats, 1.2, "cam1"))
    assert [line["time"] for line in lines] == [0.0, 0.5, 1.0]
    assert all(line["seats"]["A"]["occupancy"] == "occupied" for line in lines)


def test_a_table_of_another_kind_is_refused(tmp_path) -> None:
    file = tmp_path / "seats.csv"
    file.write_text("video,seat\na.mp4,A\n")
    with pytest.raises(InputFaults, match="expected columns video, seat, occupancy"):
        read_table(file, classrooms.steady_seat, classrooms.COLUMNS)
