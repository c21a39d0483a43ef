"""Every fault of floor.yaml says line, column, field, what is there and what would be right."""

from pathlib import Path

import pytest

CORNERS = "[[10, 10], [150, 10], [150, 170], [10, 170]]"

# what is replaced, by what, where the fault is, and words that its message must have
FAULTS = {
    "a bracket that never closes": ("fps: 2}", "fps: 2]", "5:58", ["not YAML"]),
    "a control character": ("Test,", "Te\x01st,", "2:16", ["not YAML", "U+0001"]),
    "a misspelt setting": ("roster:", "rooster:", "13:1", ["rooster", "did you mean roster?"]),
    "a setting of no section": ("fps: 2", "loud: 2", "5:52", ["cameras[0].loud", "there are: id"]),
    "a key written twice": ("feeds:", "roster: b.csv\nfeeds:", "14:1", ["'roster'", "once"]),
    "a missing field": ("    camera: cam1\n", "", "7:5", ["seats[0].camera", "is missing"]),
    "a wrong type": ("fps: 2", "fps: fast", "5:52", ["cameras[0].fps", "'fast'", "valid number"]),
    "a number that is none": ("fps: 2", "fps: .nan", "5:52", ["cameras[0].fps", "nan"]),
    "two corners": (CORNERS, "[[1, 2], [3, 4]]", "9:5", ["seats[0].seat", "at least 3", "got 2"]),
    "no area": (CORNERS, "[[1, 1], [2, 2], [3, 3]]", "9:5", ["seats[0].seat", "no area"]),
    "outside of the frame": (
        "[150, 10]",
        "[1500, 10]",
        "9:22",
        ["seats[0].seat[1]", "[1500, 10]", "320x180", "0 to 320"],
    ),
    "two seats of one id": ("A-02", "A-01", "10:5", ["seats[1].id", "'A-01'", "already taken"]),
    "an id with a space": ("A-02", "A 02", "10:5", ["seats[1].id", "'A 02'", "letters"]),
    "an unknown camera": ("camera: cam1", "camera: cam9", "8:5", ["'cam9'", "there are: cam1"]),
    "an unknown neighbour": (
        "roster: r",
        "    neighbours: [A-1]\nroster: r",
        "13:18",
        ["seats[1].neighbours[0]", "'A-1'", "did you mean A-01?"],
    ),
    "a neighbour of itself": (
        "roster: r",
        "    neighbours: [A-02]\nroster: r",
        "13:18",
        ["'A-02'", "no other seat"],
    ),
    "an unknown time zone": ("Asia/Shanghai", "Mars/One", "2:20", ["'Mars/One'", "Asia/Shanghai"]),
    "a start without offset": ("00+08:00", "00", "3:10", ["replay.start", "+08:00"]),
    "a source of an unknown kind": ("cam1.mp4", "ftp://h/x", "5:16", ["ftp", "rtsp"]),
    "a device without number": ("cam1.mp4", '"device:x"', "5:16", ["device:0"]),
    "a clock that is days ahead": (
        "agents.jsonl}",
        "agents.jsonl, ahead_s: 86400}",
        "14:43",
        ["feeds[0].ahead_s", "86400", "3600"],
    ),
    "an unknown database": ("feeds:", "store: {url: nonsense}\nfeeds:", "14:9", ["sqlite:///"]),
    "an unknown rule pack": ("feeds:", "rules: {pack: x}\nfeeds:", "14:9", ["'x'", "call-centre"]),
    "another version": ("version: 1", "version: 2", "1:1", ["version", "is 2", "1"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_says_where_and_what(name: str, scenario, floorwatch) -> None:
    old, new, place, words = FAULTS[name]
    scenario.edit(old, new)
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith(f"{scenario.site}:")]
    assert lines, result.stderr
    about = [line for line in lines if line.startswith(f"{scenario.site}:{place}: ")]
    assert about, result.stderr
    for word in words:
        assert word in about[0]
    assert "Traceback" not in result.output


def test_the_faulty_item_is_not_also_reported_as_missing(scenario, floorwatch) -> None:
    scenario.edit("fps: 2", "fps: fast")
    result = floorwatch("check", scenario.folder)
    assert len(result.stderr.splitlines()) == 1


def test_no_file(tmp_path: Path, floorwatch) -> None:
    result = floorwatch("check", tmp_path / "nowhere.yaml")
    assert result.exit_code == 1
    assert "nowhere.yaml: there is no such file; give" in result.stderr


def test_an_empty_file(scenario, floorwatch) -> None:
    scenario.site.write_text("")
    result = floorwatch("check", scenario.folder)
    assert (result.exit_code, "the file is empty" in result.stderr) == (1, True)


def test_a_list_instead_of_settings(scenario, floorwatch) -> None:
    scenario.site.write_text("- version: 1\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert "floor.yaml:1:1: not a site file; write settings such as version: 1" in result.stderr


def test_not_utf_8(scenario, floorwatch) -> None:
    scenario.site.write_bytes(b"site: {name: \xff\xfe}")
    result = floorwatch("check", scenario.folder)
    assert (result.exit_code, "not UTF-8" in result.stderr) == (1, True)


def test_an_alias_of_itself(scenario, floorwatch) -> None:
    scenario.add("zones: &z [*z]\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert f"{scenario.site}:15:" in result.stderr


@pytest.mark.parametrize("command", [["replay", "--out", "out"], ["run"], ["db", "upgrade"]])
def test_every_command_refuses_it_alike(command: list[str], scenario, floorwatch) -> None:
    scenario.edit("fps: 2", "fps: fast")
    before = scenario.contents()
    result = floorwatch(*command, scenario.folder)
    assert result.exit_code == 1
    assert f"{scenario.site}:5:52: cameras[0].fps: is 'fast'" in result.stderr
    assert scenario.contents() == before
