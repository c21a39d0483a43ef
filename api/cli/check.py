"""``floorwatch check``."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.faults import reported
from api.cli.options import JsonOption, SiteArgument
from api.run import now
from api.site.check import check_site
from api.site.faults import SiteFaults
from api.site.load import load_site


def check(
    site: SiteArgument,
    live: Annotated[bool, typer.Option("--live", help="Also try the live cameras.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print every fault of a site with file, line and column; changes nothing.

    Example: floorwatch check floor.yaml
    """
    with reported():
        try:
            loaded = load_site(site)
            faults = check_site(loaded, now(), live)
        except SiteFaults as error:
            faults = error.faults
        if as_json:
            typer.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
            raise typer.Exit(1 if faults else 0)
        if faults:
            raise SiteFaults(faults)
        seats, cameras = loaded.settings.seats, loaded.settings.cameras
        typer.echo(f"{loaded.path}: good; {len(cameras)} cameras, {len(seats)} seats")
