"""A saved result is read back, or refused with what is wrong."""

from pathlib import Path

import pytest
from support.made_scenarios import scenario

from eval.scores.result_json import read_result, to_json
from eval.scores.score import score
from floor.errors import InputFaults

RESULT = to_json(score([scenario()], "1"))


def test_what_was_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text(RESULT, "utf-8")
    assert to_json(read_result(tmp_path / "base.json")) == RESULT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "not a result of floorwatch eval"),
        ("{}", "format: Field required"),
        (RESULT.replace('"kinds": {}', '"kinds": 3', 1), "kinds"),
        (RESULT.replace('"format": 1', '"format": 99', 1), "format is '99'; write it anew"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "base.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputFaults) as error:
        read_result(path)
    assert str(path) in str(error.value)
    assert words in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="cannot be read"):
        read_result(tmp_path / "base.json")
