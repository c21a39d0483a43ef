"""Faults of truth.jsonl: each names file, line, field, what stands there and what is right."""

import json
from pathlib import Path

import pytest

from eval.scores.span import Span
from eval.scores.truth_file import read_truth
from floor.errors import InputFaults

SEATS = ("A-01", "A-02")
GOOD = {"kind": "off_seat", "seat": "A-01", "start": 1.5, "end": None}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "truth.jsonl"
    texts = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    path.write_text("\n".join(texts) + "\n", "utf-8")
    return path


def test_spans_are_read_as_they_stand(tmp_path: Path) -> None:
    chat = {"kind": "chatting", "seats": ["A-01", "A-02"], "start": 0, "end": 12}
    read = read_truth(written(tmp_path, GOOD, "", chat), SEATS)
    assert read.spans == (
        Span("off_seat", ("A-01",), 1.5, None),
        Span("chatting", ("A-01", "A-02"), 0, 12),
    )


def test_people_without_a_seat_are_counted_and_not_scored(tmp_path: Path) -> None:
    visitor = {"kind": "phone_use", "start": 3, "end": 9, "who": "p20"}
    read = read_truth(written(tmp_path, GOOD, visitor), SEATS)
    assert (len(read.spans), read.seatless) == (1, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({**GOOD, "kind": "dancing"}, ["kind", "dancing", "'off_seat'"]),
        ({**GOOD, "start": -1}, ["start", "-1", "greater than or equal to 0"]),
        ({**GOOD, "start": "soon"}, ["start", "soon", "number"]),
        ({**GOOD, "end": 1.5}, ["end is '1.5'", "after the start"]),
        ({**GOOD, "end": 1.0}, ["end is '1.0'", "after the start (1.5)"]),
        ({**GOOD, "seat": "Z-99"}, ["seat is 'Z-99'", "no such seat", "A-01, A-02"]),
        ({"kind": "off_seat", "seat": "A-01", "end": 3}, ["start is missing"]),
        ({"kind": "off_seat", "seat": "A-01", "start": 3}, ["end is missing"]),
        ({**GOOD, "seats": ["A-01", "A-02"]}, ["seat or seats, not both"]),
        ({**GOOD, "kind": "chatting"}, ["seats is missing", "two or more seats"]),
        (
            {"kind": "chatting", "seats": ["A-01", "A-01"], "start": 1, "end": 20},
            ["seats", "two or more seats"],
        ),
        (
            {"kind": "chatting", "seats": ["A-01", "Q"], "start": 1, "end": 20},
            ["seats is 'Q'", "no such seat"],
        ),
        ("{not json", ["malformed JSON"]),
        ("[1, 2]", ["not a JSON object"]),
        ('{"kind": "off_seat", "seat": "A-01", "start": NaN, "end": null}', ["start"]),
    ],
)
def test_a_fault_names_its_place_and_what_is_right(
    tmp_path: Path, line: object, words: list[str]
) -> None:
    path = written(tmp_path, GOOD, line)
    with pytest.raises(InputFaults) as error:
        read_truth(path, SEATS)
    text = str(error.value)
    assert text.startswith(f"{path}:2: ")
    for word in words:
        assert word in text


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, {**GOOD, "end": 0}, GOOD, {**GOOD, "seat": "Q"})
    with pytest.raises(InputFaults) as error:
        read_truth(path, SEATS)
    assert [fault.line for fault in error.value.faults] == [1, 3]


def test_nothing_starts_after_the_recording_has_ended(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert read_truth(path, SEATS, duration_s=90.0).spans
    with pytest.raises(InputFaults, match=r"start is '1\.5'; the recording ends at 1\.5 s"):
        read_truth(path, SEATS, duration_s=1.5)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="cannot be read"):
        read_truth(tmp_path / "truth.jsonl", SEATS)
