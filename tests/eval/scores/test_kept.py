"""A kept replay holds as long as all that it came from is the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.site.load import load_site
from eval.scores.kept import digest, forget, is_kept, note

FLOOR = """\
version: 1
site: {name: Test}
cameras: [{id: cam1, source: cam1.mp4, size: [100, 100]}]
seats: [{id: A, camera: cam1, seat: [[0, 0], [9, 0], [9, 9]]}]
roster: roster.csv
feeds: [{kind: jsonl, path: agents.jsonl}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "floor.yaml": FLOOR,
        "cam1.mp4": "a film",
        "roster.csv": "seat",
        "agents.jsonl": "{}",
        "truth.jsonl": "{}",
        "models/manifest.yaml": "networks",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def digest_of(folder: Path) -> str:
    return digest(load_site(folder), folder / "models")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "cam1.mp4").write_text("another film"),
        lambda folder: (folder / "floor.yaml").write_text(FLOOR + "# a word\n"),
        lambda folder: (folder / "roster.csv").unlink(),
        lambda folder: (folder / "agents.jsonl").write_text("{ }"),
        lambda folder: (folder / "models" / "manifest.yaml").write_text("other networks"),
    ],
)
def test_whatever_a_replay_reads_changes_the_digest(
    folder: Path, change: Callable[[Path], object]
) -> None:
    before = digest_of(folder)
    assert digest_of(folder) == before
    change(folder)
    assert digest_of(folder) != before


def test_the_truth_and_the_folders_place_change_nothing(folder: Path, tmp_path: Path) -> None:
    before = digest_of(folder)
    (folder / "truth.jsonl").write_text("more")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for path in ("floor.yaml", "cam1.mp4", "roster.csv", "agents.jsonl", "models"):
        (folder / path).rename(moved / path)
    assert digest_of(moved) == before


def test_pictures_of_a_folder_count_with_their_names(folder: Path) -> None:
    (folder / "cam1.mp4").unlink()
    pictures = folder / "cam1.mp4"
    pictures.mkdir()
    (pictures / "1.png").write_text("one")
    before = digest_of(folder)
    (pictures / "1.png").rename(pictures / "2.png")
    assert digest_of(folder) != before


def test_a_note_holds_for_its_digest_until_it_is_forgotten(tmp_path: Path) -> None:
    assert not is_kept(tmp_path, "abc")
    note(tmp_path, "abc")
    assert is_kept(tmp_path, "abc")
    assert not is_kept(tmp_path, "abd")
    forget(tmp_path)
    assert not is_kept(tmp_path, "abc")


def test_a_broken_note_holds_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "replayed.json").write_text("half a no")
    assert not is_kept(tmp_path, "abc")
