"""How a command ends: 0 done, 1 a fault found, 2 wrong use (typer's own)."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from api.site.faults import SiteFaults
from api.web.serve import PortTaken
from cameras.errors import SourceError
from cameras.hardware import HardwareRefused
from floor.errors import InputFaults
from models.manifest import ModelError
from privacy.keys import UnsafeKey
from workflow.database import OldDatabase


class CommandFault(Exception):
    """A fault that a command found itself; the text says what is wrong and what is right."""


KNOWN = (
    SiteFaults,
    InputFaults,
    ModelError,
    SourceError,
    OldDatabase,
    PortTaken,
    UnsafeKey,
    CommandFault,
    HardwareRefused,
    SQLAlchemyError,
    OSError,
)


@contextmanager
def reported() -> Iterator[None]:
    """Print a known fault and end with exit status 1; anything else is a bug and shows as one."""
    try:
        yield
    except KNOWN as error:
        console = Console(stderr=True, soft_wrap=True, highlight=False)
        for text in in_words(error).splitlines():
            console.print(text, style="red", markup=False)
        raise typer.Exit(1) from None


def in_words(error: Exception) -> str:
    """What is wrong and what would be right. A database's address is never part of it."""
    if isinstance(error, OldDatabase):
        return f"{error}; run: floorwatch db upgrade SITE"
    if isinstance(error, SQLAlchemyError):
        cause = getattr(error, "orig", None) or type(error).__name__
        return (
            f"the database cannot be used ({str(cause).strip()}); "
            "check store: url in the site file, and that it runs and may be written to"
        )
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; give a path that this program may use"
    return str(error)
