"""``floorwatch replay``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.cli.faults import reported
from api.replay import replay
from api.site.load import load_site


def replay_command(
    scenario: Annotated[Path, typer.Argument(help="A folder with floor.yaml, or the file itself.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the results go.")],
) -> None:
    """Replay recorded cameras as fast as the machine allows; the same bytes every time.

    Writes observations.jsonl, episodes.jsonl and findings.jsonl.

    Example: floorwatch replay eval/demo --out /tmp/demo
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with reported(), Progress(*columns, transient=True) as progress:
        task = progress.add_task("opening")
        decisions = replay(
            load_site(scenario),
            out,
            lambda seconds: progress.update(task, description=f"{seconds:.1f} s replayed"),
        )
        progress.stop()
        typer.echo(f"{decisions} seat decisions written to {out}")
