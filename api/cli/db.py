"""``floorwatch db``."""

import typer

from api.cli.faults import reported
from api.cli.options import SiteArgument
from api.site.load import load_site
from api.store import store_url
from workflow.database import upgrade

app = typer.Typer(no_args_is_help=True, help="The database of cases and accounts.")


@app.callback()
def group() -> None:
    """The database of cases and accounts."""


@app.command("upgrade")
def upgrade_command(site: SiteArgument) -> None:
    """Make the tables, or bring them to this version; doing it again changes nothing.

    Example: floorwatch db upgrade floor.yaml
    """
    with reported():
        upgrade(store_url(load_site(site)))
        typer.echo("the database is up to date")
