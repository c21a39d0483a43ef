import pytest

from eval.real.library import LABELS, read_eye_labels
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


def test_what_was_seen_by_eye_says_so_and_names_only_plain_states() -> None:
    assert "by eye" in LABELS.read_text()
    labels = read_eye_labels(LABELS)
    assert {label.occupancy for label in labels} == {"occupied", "empty"}
    assert len({(label.picture, label.seat) for label in labels}) == len(labels)
