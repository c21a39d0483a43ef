"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

SiteArgument = Annotated[
    Path, typer.Argument(help="The site file floor.yaml, or the folder that holds it.")
]
HostOption = Annotated[
    str, typer.Option("--host", help="The address to listen on; only this machine by default.")
]
PortOption = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
ModelsOption = Annotated[
    Path,
    typer.Option(
        "--models",
        show_default=False,
        help="The folder with manifest.yaml and the weights; else the one that comes along.",
    ),
]
