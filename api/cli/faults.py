"""How a command ends: 0 done, 1 a fault found, 2 wrong use (typer's own)."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from api.site.faults import SiteFaults
from cameras.errors import SourceError
from floor.errors import InputFaults
from models.manifest import ModelError


class CommandFault(Exception):
    """A fault that a command found itself; the text says what is wrong and what is right."""


@contextmanager
def reported() -> Iterator[None]:
    """Print a known fault and end with exit status 1; anything else is a bug and shows as one."""
    try:
        yield
    except (SiteFaults, InputFaults, ModelError, SourceError, CommandFault) as error:
        console = Console(stderr=True, soft_wrap=True, highlight=False)
        for text in str(error).splitlines():
            console.print(text, style="red", markup=False)
        raise typer.Exit(1) from None
