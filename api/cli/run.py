"""``floorwatch run``."""

from pathlib import Path
from typing import Annotated

import typer

from api.board import Board
from api.cli.faults import reported
from api.cli.options import HostOption, ModelsOption, PortOption, SiteArgument
from api.host import host_floor
from api.networks import open_detector, open_seats
from api.pushes import pushes_of
from api.run import LiveFloor, now
from api.shadow import open_shadow
from api.site.load import load_site
from api.station import Worker
from api.store import open_store, store_url
from api.web.app import create_app
from api.web_services import services_of
from cameras.clock import SystemClock
from models.manifest import PACKAGE
from workflow.accounts import Accounts
from workflow.cases import SqlCases


def run(
    site: SiteArgument,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Also write the observations here.")
    ] = None,
    models: ModelsOption = PACKAGE,
    shadow: Annotated[
        str | None,
        typer.Option("--shadow", help="Try this network beside the live ones; it decides nothing."),
    ] = None,
) -> None:
    """Watch a live floor and show it at http://HOST:PORT.

    Example: floorwatch run floor.yaml
    """
    with reported():
        loaded = load_site(site)
        detector, seats = open_detector(loaded, models), open_seats(loaded, models)
        vision = loaded.settings.vision
        tried = shadow or vision.shadow
        trial = None if tried is None else open_shadow(loaded, tried, vision.shadow_every, models)
        engine = open_store(store_url(loaded))
        cases, accounts = SqlCases(engine), Accounts(engine)
        pushes = pushes_of(loaded)
        floor = LiveFloor(
            loaded, detector, Board(), cases, SystemClock(), out, seats, trial, pushes
        )
        if not accounts.users():
            typer.echo(f"Nobody can sign in yet: floorwatch users add NAME --site {site}", err=True)
        app = create_app(
            floor.board, services_of(loaded, cases, accounts, now, host, demo=False, pushes=pushes)
        )
        typer.echo(f"Floorwatch: http://{host}:{port}")
        host_floor(app, Worker(floor.loop), host, port)
