"""``floorwatch clock``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.faults import CommandFault, reported
from api.cli.options import JsonOption, SiteArgument
from api.clock_estimate import FeedClock, estimate_clocks
from api.site.load import load_site
from floor.clock_offset import NoOffset

app = typer.Typer(no_args_is_help=True, help="The clocks of cameras and phone system.")


@app.callback()
def group() -> None:
    """The clocks of cameras and phone system."""


@app.command("estimate")
def estimate_command(
    site: SiteArgument,
    records: Annotated[
        Path, typer.Argument(help="The folder that run --out or replay --out wrote.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Estimate by how much each feed's clock is ahead of the cameras', or say why it cannot be.

    Changes nothing; ends with 1 where a feed has no estimate.

    Example: floorwatch clock estimate floor.yaml records/monday
    """
    with reported():
        loaded = load_site(site)
        if not loaded.settings.file_feeds:
            raise CommandFault(f"{loaded.path}: names no feeds; there is no clock to compare with")
        if loaded.settings.roster is None:
            raise CommandFault(f"{loaded.path}: names no roster; nobody knows whose seat is whose")
        clocks = estimate_clocks(loaded, records)
        if as_json:
            typer.echo(json.dumps([asdict(clock) for clock in clocks], ensure_ascii=False))
        else:
            for clock in clocks:
                _tell(clock)
    if any(isinstance(clock.found, NoOffset) for clock in clocks):
        raise typer.Exit(1)


def _tell(clock: FeedClock) -> None:
    found = clock.found
    if isinstance(found, NoOffset):
        why = found.why.value.replace("_", " ")
        typer.echo(f"{clock.path}: no estimate, {why}: {found.detail}")
        return
    typer.echo(
        f"{clock.path}: {found.offset_s:+.1f} s ahead of the cameras"
        f" (95 %: {found.low_s:+.1f} to {found.high_s:+.1f} s)"
    )
    typer.echo(
        f"  from {found.leaves} leavings and {found.returns} returns of {found.agents} agents"
    )
    typer.echo(f"  the site file says {clock.configured_s:g}; in this feed's entry write:")
    typer.echo(f"    ahead_s: {found.offset_s:.1f}")
