"""Each command has a help text with an example."""

import re

import pytest
from typer.main import get_command

from api.cli.main import app


def commands() -> list[tuple[str, ...]]:
    """The path of every command, groups taken apart."""
    found: list[tuple[str, ...]] = []
    waiting = [((), get_command(app))]
    while waiting:
        path, command = waiting.pop()
        inner = getattr(command, "commands", None)
        if inner is None:
            found.append(path)
        else:
            waiting += [((*path, name), each) for name, each in inner.items()]
    return sorted(found)


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_help_has_an_example(path: tuple[str, ...], floorwatch) -> None:
    result = floorwatch(*path, "--help")
    assert result.exit_code == 0
    text = re.sub(r"[\s│]+", " ", result.stdout)
    assert f"Example: floorwatch {' '.join(path)}" in text


def test_the_commands_of_the_product_are_there() -> None:
    wanted = {"demo", "run", "check", "replay", "doctor", "models", "users", "db"}
    assert wanted <= {path[0] for path in commands()}
