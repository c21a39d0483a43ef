"""``floorwatch replay``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.cli.faults import reported
from api.cli.options import ModelsOption
from api.inputs import absent_inputs
from api.replay import replay
from api.site.load import load_site
from models.manifest import PACKAGE


def replay_command(
    scenario: Annotated[Path, typer.Argument(help="A folder with floor.yaml, or the file itself.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the results go.")],
    models: ModelsOption = PACKAGE,
    detections: Annotated[
        bool, typer.Option("--detections", help="Also write what the networks found.")
    ] = False,
) -> None:
    """Replay recorded cameras as fast as the machine allows; the same bytes every time.

    Writes observations.jsonl, episodes.jsonl and findings.jsonl; with --detections also
    detections.jsonl, the boxes and poses that floorwatch eval scores.

    Example: floorwatch replay eval/demo --out /tmp/demo
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    quiet = not console.is_terminal
    with reported(), Progress(*columns, console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("opening")
        site = load_site(scenario)
        for name in absent_inputs(site):
            typer.echo(f"{site.folder / name}: not there, so nothing can be confirmed", err=True)
        decisions = replay(
            site,
            out,
            lambda seconds: progress.update(task, description=f"{seconds:.1f} s replayed"),
            models,
            detections,
        )
        progress.stop()
        typer.echo(f"{decisions} seat decisions written to {out}")
