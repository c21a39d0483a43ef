"""What the commands of ``floorwatch models`` share: their folder, and a network in a line."""

from pathlib import Path
from typing import Annotated

import typer

from models.manifest import ManifestEntry

FolderOption = Annotated[
    Path,
    typer.Option(
        "--folder", show_default=False, help="The folder with manifest.yaml and the weights."
    ),
]


def tell(entry: ManifestEntry, as_json: bool) -> None:
    """Say which network is on the list now."""
    if as_json:
        typer.echo(entry.model_dump_json())
        return
    typer.echo(
        f"{entry.name}: {entry.purpose.value}, {shortly(entry)}, {entry.output.value}, "
        f"licence {entry.licence}, SHA-256 {entry.sha256[:12]}"
    )


def shortly(entry: ManifestEntry) -> str:
    """What a network finds, in a table's cell."""
    if isinstance(entry.classes, str):
        return entry.classes
    return ", ".join(entry.class_names)
