"""A script that cannot be played is refused, with the file, the field and the value."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.sim.rehearse import rehearse
from eval.sim.script import ScriptError, load_script


def broken(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_the_demo_can_be_played(demo: Path) -> None:
    script = load_script(demo)
    assert len(script.cameras) == 3
    assert len(script.seat_names()) == 24
    assert 240 <= script.duration <= 300
    owners = {person.seat for person in script.people if person.seat}
    assert owners < set(script.seat_names())  # some desk has no agent
    assert any(person.seat is None for person in script.people)  # and some walk about


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"nowhere\.yaml: cannot be read"):
        load_script(tmp_path / "nowhere.yaml")


def test_broken_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text("version: [1", encoding="utf-8")
    with pytest.raises(ScriptError, match=r"script\.yaml:1:12: not YAML"):
        load_script(path)


def test_a_wrong_value_is_named_with_its_field(small_file: Path) -> None:
    path = broken(small_file, lambda content: content["video"].update(fps=-3))
    with pytest.raises(ScriptError, match=r"script\.yaml:\d+:\d+: video\.fps: .*\(value: -3\)"):
        load_script(path)


def test_every_fault_has_its_line(small_file: Path) -> None:
    path = broken(
        small_file,
        lambda content: (content["video"].update(fps=-3), content["site"].update(colour="red")),
    )
    with pytest.raises(ScriptError) as refused:
        load_script(path)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c["people"][0].update(seat="Z-9"), r"people\.0\.seat: 'Z-9' is unknown"),
        (lambda c: c["people"][1].update(seat="A-01"), r"people\.1\.seat: 'A-01' is there twice"),
        (lambda c: c["people"][0].update(start="moon"), r"people\.0\.start: 'moon' is unknown"),
        (
            lambda c: c["people"][0]["timeline"][1].update(to="moon"),
            r"people\.0\.timeline\.1\.to: 'moon' is unknown",
        ),
        (
            lambda c: c["people"][0]["timeline"][2].update(at=5),
            r"people\.0\.timeline\.2\.at: 5 is before",
        ),
        (
            lambda c: c["people"][0]["timeline"][2].update(at=500),
            r"people\.0\.timeline\.2\.at: 500 is past the end",
        ),
        (lambda c: c["people"][0]["timeline"].pop(1), r"timeline\.1\.do: 'return' is impossible"),
        (lambda c: c["aisles"].append(["south", "moon"]), r"aisles\.2\.1: 'moon' is unknown"),
        (lambda c: c.update(start="2026-03-02T09:00:00"), r"start: .* has no offset"),
    ],
)
def test_contradictions_are_named(
    small_file: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    with pytest.raises(ScriptError, match=said):
        load_script(broken(small_file, change))


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("do: raise_hand", "do: dance", r"timeline\.0: .*'dance'"),
        ("do: return, at: 26", "do: return, at: 8", r"timeline\.2\.at: 8 is too early"),
        ("- id: p2", "- id: p1", r"people\.1\.id: 'p1' is there twice; every one is one"),
        (
            "eye: [3, 0.2, 2.6]",
            "eye: [3, -0.1, 2.6]",
            r"cam1 at \(3, -0\.1, 2\.6\) is in or behind",
        ),
        ("eye: [3, 0.2, 2.6]", "eye: [0.8, 2.6, 0.6]", r"cam1 is inside the desk of A-01"),
        ("[north, door]", "[north, south]", r"waypoints\.door: no aisle leads to 'door'"),
        ("south: [2.8, 1]", "south: [0.5, 1.2]", r"aisles\.0: it runs through the desk of A-0"),
        ("door: [0.4, 6]", "door: [-9, 6]", r"waypoints\.door: \(-9, 6\) is neither in"),
        ("step: [0, 1.5]", "step: [0, 0.5]", r"A-02 is 0\.50 m from A-01"),
        ("target: [1.8, 3.5, 0.6]", "target: [6, 0.2, 2.6]", r"no camera sees 'A-01'"),
    ],
)
def test_what_cannot_be_played_is_refused_with_its_line(
    small_file: Path, old: str, new: str, said: str
) -> None:
    path = edited(small_file, old, new)
    with pytest.raises(ScriptError, match=said) as refused:
        rehearse(path)
    first = str(refused.value).splitlines()[0]
    assert first.startswith(f"{path}:")
    assert int(first.removeprefix(f"{path}:").split(":")[0]) > 1


def test_the_line_is_the_line(small_file: Path) -> None:
    path = edited(small_file, "do: return, at: 26", "do: return, at: 8")
    with pytest.raises(ScriptError) as refused:
        rehearse(path)
    assert f"{path}:{line_of(path, 'at: 8}')}:" in str(refused.value)


def test_nobody_does_two_things_at_once(small_file: Path) -> None:
    path = edited(
        small_file,
        "- {do: raise_hand, at: 1, seconds: 3}",
        "- {do: chat, at: 4, with: p2, seconds: 2}",
    )
    edited(path, "- {do: return, at: 26}", "- {do: return, at: 32}")
    with pytest.raises(ScriptError, match=r"people\.0\.timeline\.0\.with: p2 does something else"):
        rehearse(edited(path, "- {do: leave, at: 6,", "- {do: leave, at: 10,"))
