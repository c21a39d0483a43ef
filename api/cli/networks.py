"""``floorwatch models``."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.faults import reported
from api.cli.options import JsonOption
from models.manifest import PACKAGE, ManifestEntry, ModelError, load_manifest, verified_bytes

app = typer.Typer(no_args_is_help=True, help="The networks that may run.")
FolderOption = Annotated[
    Path, typer.Option("--folder", help="The folder with manifest.yaml and the weights.")
]


@app.command("list")
def list_networks(folder: FolderOption = PACKAGE, as_json: JsonOption = False) -> None:
    """List the allow-list.

    Example: floorwatch models list
    """
    with reported():
        networks = load_manifest(folder / "manifest.yaml").networks
        if as_json:
            typer.echo(json.dumps([entry.model_dump(mode="json") for entry in networks]))
            return
        table = Table("name", "purpose", "classes", "output", "licence", "SHA-256")
        for entry in networks:
            table.add_row(
                entry.name,
                entry.purpose.value,
                shortly(entry),
                entry.output.value,
                entry.licence,
                entry.sha256[:12],
            )
        Console().print(table)


@app.command()
def verify(folder: FolderOption = PACKAGE) -> None:
    """Check every network's file against its SHA-256.

    Example: floorwatch models verify
    """
    with reported():
        faults = []
        for entry in load_manifest(folder / "manifest.yaml").networks:
            try:
                verified_bytes(entry, folder)
                typer.echo(f"{entry.name}: as in the manifest")
            except ModelError as error:
                faults.append(str(error))
        if faults:
            raise ModelError("\n".join(faults))


def shortly(entry: ManifestEntry) -> str:
    """What a network finds, in a table's cell."""
    if isinstance(entry.classes, str):
        return entry.classes
    return ", ".join(entry.class_names)
