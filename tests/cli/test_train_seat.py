"""``floorwatch models train seat`` says what is missing before an hour is spent."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from models.manifest import PACKAGE


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


def test_a_name_that_is_taken_is_refused_first(floorwatch, models: Path, tmp_path: Path) -> None:
    told = ("--out", "floor-n", "--folder", models, "--work", tmp_path / "work")
    result = floorwatch("models", "train", "seat", tmp_path, *told)
    assert result.exit_code == 1
    assert "'floor-n' is on the list already; choose another --out" in result.stderr
    assert not (tmp_path / "work").exists()


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is here")
def test_without_torch_it_says_what_to_install(floorwatch, models: Path, tmp_path: Path) -> None:
    told = ("--out", "mine", "--folder", models, "--work", tmp_path / "work")
    result = floorwatch("models", "train", "seat", tmp_path, *told)
    assert result.exit_code == 1
    assert "torch" in result.stderr
    assert "pip install 'floorwatch[train,eval]'" in result.stderr
    assert not (tmp_path / "work").exists()
