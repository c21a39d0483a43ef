"""``floorwatch demo``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from api.board import Board
from api.cli.faults import reported
from api.cli.options import HostOption, PortOption
from api.demo import DEMO, Demo
from api.host import host_floor
from api.networks import open_detector, open_seats
from api.run import now
from api.site.load import load_site
from api.station import Worker
from api.store import open_store
from api.web.app import create_app
from api.web_services import services_of
from cameras.clock import SystemClock
from workflow.accounts import Accounts
from workflow.cases import SqlCases


def demo(host: HostOption = "127.0.0.1", port: PortOption = 8000) -> None:
    """Play the bundled floor in a loop, in real time, without sign-in. Keeps nothing.

    Example: floorwatch demo --port 8080
    """
    with reported(), TemporaryDirectory(prefix="floorwatch-demo-") as folder:
        site = load_site(DEMO)
        engine = open_store(f"sqlite:///{folder}/demo.db")
        cases = SqlCases(engine)
        played = Demo(
            site,
            open_detector(site),
            Board(),
            cases,
            SystemClock(),
            Path(folder) / "keys",
            open_seats(site),
        )
        services = services_of(site, cases, Accounts(engine), now, host, demo=True)
        typer.echo(f"Floorwatch demo: http://{host}:{port} (Ctrl-C ends it)")
        try:
            host_floor(create_app(played.board, services), Worker(played.loop), host, port)
        finally:
            engine.dispose()
