"""``floorwatch check``."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.faults import reported
from api.cli.options import JsonOption, ModelsOption, SiteArgument
from api.run import now
from api.site.check import check_site
from api.site.faults import SiteFault, SiteFaults
from models.manifest import PACKAGE


def check(
    site: SiteArgument,
    live: Annotated[bool, typer.Option("--live", help="Also try the live cameras.")] = False,
    models: ModelsOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Print every fault of a site with file, line and column; changes nothing.

    Example: floorwatch check floor.yaml
    """
    with reported():
        faults: tuple[SiteFault, ...]
        try:
            draft, faults = check_site(site, now(), live, models)
        except SiteFaults as error:
            faults = error.faults
        if as_json:
            typer.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
            raise typer.Exit(1 if faults else 0)
        if faults:
            raise SiteFaults(faults)
        seats, cameras = len(draft.parts.seats), len(draft.parts.cameras)
        typer.echo(f"{draft.path}: good; cameras: {cameras}, seats: {seats}")
