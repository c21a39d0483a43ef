"""Output folders, databases and ports that cannot be had; wrong use."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest


def test_out_is_a_file(scenario, floorwatch, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{tmp_path / 'out'}: File exists; give a path" in result.stderr
    assert (tmp_path / "out").read_text() == "mine"


def test_a_disk_that_is_full_leaves_the_old_files(
    scenario, floorwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    floorwatch("replay", scenario.folder, "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("api.records.Recorder.finish", full)
    result = floorwatch("replay", scenario.folder, "--out", out)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("url", ["sqlite:///roster.csv/x.db", "sqlite:///."])
@pytest.mark.parametrize("command", [["run"], ["db", "upgrade"], ["users", "list", "--site"]])
def test_a_database_that_cannot_be_written(
    command: list[str], url: str, scenario, floorwatch
) -> None:
    scenario.add(f"store: {{url: '{url}'}}\n")
    before = scenario.contents()
    result = floorwatch(*command, scenario.folder)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert scenario.contents() == before


def test_a_database_server_that_is_off(scenario, floorwatch) -> None:
    scenario.add("store: {url: 'postgresql+psycopg://floor:s3cret@127.0.0.1:9/x'}\n")
    result = floorwatch("users", "list", "--site", scenario.site)
    assert result.exit_code == 1
    assert "the database cannot be used" in result.stderr
    assert "store: url" in result.stderr
    assert "s3cret" not in result.output


@pytest.mark.parametrize("command", [["run"], ["users", "list", "--site"]])
def test_an_old_database_says_what_to_run(command: list[str], scenario, floorwatch) -> None:
    (scenario.folder / "floorwatch.db").touch()
    result = floorwatch(*command, scenario.folder)
    assert result.exit_code == 1
    assert "floorwatch db upgrade" in result.stderr
    assert floorwatch("db", "upgrade", scenario.folder).exit_code == 0
    assert floorwatch("users", "list", "--site", scenario.folder).exit_code == 0


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_port_that_is_taken(command: str, taken: str, scenario, floorwatch) -> None:
    site = [scenario.folder] if command == "run" else []
    result = floorwatch(command, *site, "--port", taken)
    assert result.exit_code == 1
    assert f"cannot listen on 127.0.0.1:{taken}" in result.stderr
    assert "--port" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["replay", "x"], ["run", "x", "--port", "99999"], ["fly"], ["check", "--loud"]],
)
def test_wrong_use_is_2(arguments: list[str], floorwatch) -> None:
    assert floorwatch(*arguments).exit_code == 2
