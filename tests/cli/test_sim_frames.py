"""``floorwatch sim frames`` refuses what it cannot make, and says what would be right."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.cli.sim import pixels

RUNNER = CliRunner()


def test_a_size_is_width_and_height() -> None:
    assert pixels("1280x720") == (1280, 720)


@pytest.mark.parametrize("size", ["1280", "1280x", "axb", "16x16", "641x360"])
def test_other_sizes_are_refused(tmp_path: Path, size: str) -> None:
    result = RUNNER.invoke(app, ["sim", "frames", "1", "-o", str(tmp_path / "f"), "--size", size])
    assert result.exit_code == 1
    assert f"--size {size}" in result.output
    assert not (tmp_path / "f").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = RUNNER.invoke(app, ["sim", "frames", "1", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "not empty" in result.output
