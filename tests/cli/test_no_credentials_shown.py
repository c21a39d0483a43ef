"""A camera's login is in no error, wherever in the site file it was written."""

from pathlib import Path

import pytest

URL = "rtsp://admin:s3cret@127.0.0.1:9/x?token=s3cret"

SLIPS = {
    "as the source": ("source: cam1.mp4", f"source: '{URL}'"),
    "as an unknown kind": ("source: cam1.mp4", "source: 'ftp://admin:s3cret@h/x'"),
    "as a path, with no scheme": ("source: cam1.mp4", "source: 'admin:s3cret@h/x'"),
    "as the id": ("id: cam1", f"id: '{URL}'"),
    "as the size": ("size: [320, 180]", f"size: '{URL}'"),
    "as a key": ("source: cam1.mp4", f"source: cam1.mp4, '{URL}': 1"),
    "twice as a key": ("source: cam1.mp4", f"source: cam1.mp4, '{URL}': 1, '{URL}': 2"),
    "in broken YAML": ("source: cam1.mp4", f"source: [{URL}"),
    "as a seat's camera": ("camera: cam1", f"camera: '{URL}'"),
    "as the whole file": ("version: 1\n", f"{URL}\n"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("command", ["check", "check --live", "check --json", "replay"])
def test_it_is_hidden(command: str, slip: str, scenario, floorwatch, tmp_path: Path) -> None:
    scenario.edit(*SLIPS[slip])
    out = ["--out", tmp_path / "out"] if command == "replay" else []
    result = floorwatch(*command.split(), scenario.folder, *out)
    assert result.exit_code == (0 if (command, slip) in NO_FAULT else 1)
    assert "s3cret" not in result.output


NO_FAULT = {("check", "as the source"), ("check --json", "as the source")}
