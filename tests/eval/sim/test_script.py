"""A script that cannot be played is refused, with the file, the field and the value."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.sim.render import render_script
from eval.sim.script import ScriptError, load_script


def broken(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_the_demo_can_be_played(demo: Path) -> None:
    script = load_script(demo)
    seats = [seat for row in script.rows for seat in row.seats]
    assert len(script.cameras) == 2
    assert 12 <= len(seats) <= 16
    assert 8 <= len(script.people) <= 12
    assert {person.seat for person in script.people} < set(seats)  # one desk has no agent


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"nowhere\.yaml: cannot be read"):
        load_script(tmp_path / "nowhere.yaml")


def test_broken_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text("version: [1", encoding="utf-8")
    with pytest.raises(ScriptError, match=r"script\.yaml: cannot be read"):
        load_script(path)


def test_a_wrong_value_is_named_with_its_field(small_file: Path) -> None:
    path = broken(small_file, lambda content: content["video"].update(fps=-3))
    with pytest.raises(ScriptError, match=r"script\.yaml: video\.fps: .*\(value: -3\)"):
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
        (lambda c: c["people"][1].update(seat="A-01"), r"people\.seat: 'A-01' is there twice"),
        (lambda c: c["people"][0].update(start="moon"), r"people\.0\.start: 'moon' is unknown"),
        (
            lambda c: c["people"][0]["timeline"][1].update(to="moon"),
            r"people\.0\.timeline\.1\.to: 'moon' is unknown",
        ),
        (
            lambda c: c["people"][0]["timeline"][2].update(at=5),
            r"people\.0\.timeline\.2\.at: 5\.0 is before",
        ),
        (
            lambda c: c["people"][0]["timeline"][2].update(at=500),
            r"people\.0\.timeline\.2\.at: 500\.0 is past the end",
        ),
        (lambda c: c["people"][0]["timeline"].pop(1), r"timeline\.1\.do: 'return' is impossible"),
        (lambda c: c["aisles"].append(["south", "moon"]), r"aisles\.2: 'moon' is unknown"),
        (lambda c: c.update(start="2026-03-02T09:00:00"), r"start: .* has no UTC offset"),
    ],
)
def test_contradictions_are_named(
    small_file: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    with pytest.raises(ScriptError, match=said):
        load_script(broken(small_file, change))


def test_an_action_too_soon_after_another_is_refused(small_file: Path, tmp_path: Path) -> None:
    path = broken(small_file, lambda c: c["people"][0]["timeline"][2].update(at=8))
    with pytest.raises(ScriptError, match=r"script\.yaml: p1\.timeline\.2\.at: 8\.0 is too early"):
        render_script(path, tmp_path / "out")


def test_a_place_without_a_way_is_refused(small_file: Path, tmp_path: Path) -> None:
    path = broken(small_file, lambda c: c.update(aisles=[["south", "north"]]))
    with pytest.raises(ScriptError, match=r"no aisle leads to 'door'"):
        render_script(path, tmp_path / "out")
