"""``floorwatch doctor``: what this machine can do."""

import json

import pytest


def test_json_names_what_was_looked_at(floorwatch) -> None:
    result = floorwatch("doctor", "--json")
    found = {each["subject"]: each for each in json.loads(result.stdout)}
    for subject in ("python", "devices", "decoder h264", "decoder hevc", "ffmpeg", "disk"):
        assert subject in found
    assert "cpu" in found["devices"]["detail"]
    assert "GiB free" in found["disk"]["detail"]
    assert found["network floor-n"]["verdict"] == "good"
    missing = any(each["verdict"] == "missing" for each in found.values())
    assert result.exit_code == (1 if missing else 0)


def test_the_table_says_the_same(floorwatch) -> None:
    assert "decoder h264" in floorwatch("doctor").stdout


def test_what_is_missing_ends_with_1(floorwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("av.codecs_available", frozenset())
    result = floorwatch("doctor", "--json")
    assert result.exit_code == 1
    found = {each["subject"]: each for each in json.loads(result.stdout)}
    assert found["decoder h264"]["verdict"] == "missing"
