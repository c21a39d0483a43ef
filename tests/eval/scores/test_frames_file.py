"""frames.jsonl as older and newer scenarios write it."""

import json
from pathlib import Path

import pytest

from eval.scores.frames_file import read_frames
from floor.errors import InputFaults

SEEN = {"occupancy": "occupied", "chair": "occupied", "posture": "seated"}
OLD = {
    "time": 0.5,
    "camera": "cam1",
    "seats": {"A": SEEN},
    "people": [{"id": "p1", "box": [1, 2, 30, 40], "visibility": 0.8}],
}
NEW = {
    **OLD,
    "seats": {"A": {**SEEN, "chair_cm": 12, "chair_turned_deg": 3, "doing": [], "in_sight": 1}},
    "people": [
        {
            **OLD["people"][0],  # type: ignore[index]
            "role": "agent",
            "seat": "A",
            "posture": "seated",
            "doing": ["type"],
            "full": [1, 2, 30, 90],
            "keypoints": [[5, 6, 2]] * 17,
            "mask": 3,
        }
    ],
    "objects": [
        {"id": "c", "kind": "chair", "box": [1, 2, 3, 4], "full": [1, 2, 3, 4], "visibility": 1}
    ],
    "mask_frame": 0,
}


def read(folder: Path, *lines: object):  # type: ignore[no-untyped-def]
    path = folder / "frames.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    return read_frames(path, {"cam1"}, {"A"})


def test_what_an_older_file_does_not_tell_is_none(tmp_path: Path) -> None:
    (frame,) = read(tmp_path, OLD)
    assert frame.objects is None
    assert frame.people[0].keypoints is None
    assert frame.seats["A"].chair == "occupied"
    assert (frame.seats["A"].chair_cm, frame.seats["A"].doing) == (None, None)


def test_what_a_newer_file_tells_is_read(tmp_path: Path) -> None:
    (frame,) = read(tmp_path, NEW)
    assert [each.kind for each in frame.objects] == ["chair"]
    assert len(frame.people[0].keypoints) == 17
    assert (frame.seats["A"].chair_cm, frame.seats["A"].doing) == (12, ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({**OLD, "camera": "cam9"}, ["camera is 'cam9'", "cam1"]),
        ({**OLD, "seats": {"Q": SEEN}}, ["seats is 'Q'", "no such seat"]),
        ({**OLD, "seats": {"A": {**SEEN, "occupancy": "full"}}}, ["seats.A.occupancy", "full"]),
        (
            {**OLD, "people": [{"id": "p1", "box": [9, 2, 3, 40], "visibility": 1}]},
            ["people.0.box", "x0 less than x1"],
        ),
        (
            {**OLD, "people": [{"id": "p1", "box": [1, 2, 3, 40], "visibility": 7}]},
            ["people.0.visibility", "7"],
        ),
        (
            {
                **OLD,
                "people": [
                    {"id": "p1", "box": [1, 2, 3, 4], "visibility": 1, "keypoints": [[1, 2, 2]]}
                ],
            },
            ["people.0.keypoints", "17"],
        ),
    ],
)
def test_a_fault_names_its_place(tmp_path: Path, line: object, words: list[str]) -> None:
    with pytest.raises(InputFaults) as error:
        read(tmp_path, OLD, line)
    text = str(error.value)
    assert text.startswith(f"{tmp_path / 'frames.jsonl'}:2: ")
    for word in words:
        assert word in text


@pytest.mark.parametrize(
    ("line", "people", "things"),
    [
        ({"people": []}, True, False),
        ({"people": [], "objects": []}, True, True),
        ({"objects": []}, False, True),
        ({}, False, False),
        ({"people": [], "labelled": ["phone"]}, False, True),
    ],
)
def test_what_is_not_said_is_not_known_to_be_absent(
    line: dict[str, object], people: bool, things: bool, tmp_path: Path
) -> None:
    file = tmp_path / "frames.jsonl"
    file.write_text(json.dumps({"time": 0, "camera": "cam1", "seats": {}} | line))
    (frame,) = read_frames(file, {"cam1"}, set())
    assert frame.tells(frozenset({"person"})) is people
    assert frame.tells(frozenset({"phone"})) is things
