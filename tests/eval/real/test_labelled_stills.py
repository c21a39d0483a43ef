import pytest

from eval.real.labelled_stills import prepare
from floor.errors import InputFaults


def test_labels_become_people_and_things_in_the_pixels_of_the_camera(made_up) -> None:
    first, second = prepare(*made_up).frames
    assert first["people"] == [
        {"id": "p01", "box": [32.0, 24.0, 96.0, 72.0], "visibility": 1.0, "keypoints": None}
    ]
    assert first["objects"] == []  # class 7 has no word among ours
    (phone,) = second["objects"]
    assert (phone["kind"], phone["box"]) == ("phone", [0.0, 24.0, 64.0, 72.0])


def test_a_line_says_what_was_labelled_so_that_the_rest_is_not_scored(made_up) -> None:
    assert [line["labelled"] for line in prepare(*made_up).frames] == [["person", "phone"]] * 2


def test_a_picture_without_its_label_file_is_refused(made_up) -> None:
    shared, data = made_up
    (shared / "labels" / "b.txt").unlink()
    with pytest.raises(InputFaults, match=r"b\.txt: cannot be read"):
        prepare(shared, data)
