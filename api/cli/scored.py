"""Scenarios replayed and scored with a progress bar each: what ``eval`` and ``promote`` share."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from api.cli.faults import CommandFault
from api.replay import replay
from api.site.load import Site


@contextmanager
def scoring_installed() -> Iterator[None]:
    """Import what scores within this: a missing library becomes a ``CommandFault``."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("api", "eval"):
            raise
        missing = f"{error.name} is not installed: pip install 'floorwatch[eval]'"
        raise CommandFault(missing) from None


def named(sites: Sequence[Site]) -> Mapping[str, Site]:
    """Scenarios by the name of their folder. Wrong use where two have the same."""
    by_name: dict[str, Site] = {}
    for site in sites:
        name = site.folder.resolve().name
        if name in by_name:
            first, second = by_name[name].folder, site.folder
            raise typer.BadParameter(
                f"{first} and {second} are both called {name}; give each folder once, "
                "with a name of its own"
            )
        by_name[name] = site
    return by_name


def replayed(
    site: Site, folder: Path, models: Path, fresh: bool, progress: Progress, task: TaskID
) -> None:
    """Replay into ``folder``, unless what lies there still holds."""
    from eval.scores.kept import digest, forget, is_kept, note

    of_inputs = digest(site, models)
    if fresh or not is_kept(folder, of_inputs):
        forget(folder)
        replay(
            site,
            folder,
            lambda seconds: progress.update(task, completed=seconds),
            models,
            with_detections=True,
        )
        note(folder, of_inputs)
    progress.update(task, total=1, completed=1)


def bars() -> Progress:
    """A bar for each scenario on standard error; nothing where that is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    )
