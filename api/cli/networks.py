"""``floorwatch models``."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.faults import reported
from api.cli.network_export import export
from api.cli.network_tables import FolderOption, shortly, tell
from api.cli.options import JsonOption
from models.classes import COCO
from models.examine import Told, examine
from models.manifest import PACKAGE, ModelError, load_manifest, verified_bytes
from models.pull import Wanted
from models.pull import pull as pulled
from models.registry import register

app = typer.Typer(no_args_is_help=True, help="The networks that may run.")
app.command("export")(export)
NamesOption = Annotated[
    str,
    typer.Option(
        "--names", help="The classes in their order, with commas, or coco: for a file without."
    ),
]
LicenceOption = Annotated[
    str, typer.Option("--licence", help="Its licence, where the file does not say or is wrong.")
]
DropOption = Annotated[
    bool,
    typer.Option("--drop-unknown", help="Take one with classes on no list, and drop those."),
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
def verify(folder: FolderOption = PACKAGE, as_json: JsonOption = False) -> None:
    """Check every network's file against its SHA-256.

    Example: floorwatch models verify
    """
    with reported():
        faults: dict[str, str] = {}
        networks = load_manifest(folder / "manifest.yaml").networks
        for entry in networks:
            try:
                verified_bytes(entry, folder)
            except ModelError as error:
                faults[entry.name] = str(error)
            else:
                if not as_json:
                    typer.echo(f"{entry.name}: as in the manifest")
        if as_json:
            found = [{"name": each.name, "fault": faults.get(each.name)} for each in networks]
            typer.echo(json.dumps(found))
        if faults:
            raise ModelError("\n".join(faults.values()))


@app.command("import")
def import_network(
    file: Annotated[Path, typer.Argument(metavar="FILE.onnx", help="An export of ultralytics.")],
    name: Annotated[str, typer.Option("--name", help="Its name; else the file's.")] = "",
    names: NamesOption = "",
    licence: LicenceOption = "",
    drop_unknown: DropOption = False,
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Put a detection or pose network of ultralytics on the allow-list, once it has been tried.

    What the file says of itself is compared with what it answers. A face recogniser, a
    re-identification network, or one that sorts people is refused. A site then asks for it by its
    name: ``vision: {detector: NAME}``.

    Example: floorwatch models import yolo11n.onnx --name site-n
    """
    with reported():
        told = Told(name or file.stem, class_names(names), licence or None, drop_unknown)
        data = file.read_bytes()
        entry = examine(file, data, told, datetime.now(UTC).date())
        tell(register(folder / "manifest.yaml", entry, data), as_json)


@app.command()
def pull(
    weights: Annotated[str, typer.Argument(help="A name of ultralytics, or a .pt file.")],
    name: Annotated[str, typer.Option("--name", help="Its name here; else the weights'.")] = "",
    size: Annotated[
        int, typer.Option("--size", min=320, max=1280, help="The longer side that it is for.")
    ] = 640,
    end_to_end: Annotated[
        bool, typer.Option("--end-to-end", help="Take the heads without NMS, as of YOLO26.")
    ] = False,
    names: NamesOption = "",
    licence: LicenceOption = "",
    drop_unknown: DropOption = False,
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Let ultralytics download a network and export it, and import that.

    Needs the extra train, and for a name the internet. A .pt file is a program: pull only those
    of whom you trust.

    Example: floorwatch models pull yolo26n
    """
    with reported():
        wanted = Wanted(weights, size, end_to_end)
        with Console(stderr=True).status(f"ultralytics fetches and exports {weights}"):
            data = pulled(wanted)
        told = Told(name or Path(weights).stem, class_names(names), licence or None, drop_unknown)
        entry = examine(Path(weights), data, told, datetime.now(UTC).date())
        tell(register(folder / "manifest.yaml", entry, data), as_json)


def class_names(text: str) -> tuple[str, ...] | None:
    """The value of ``--names``."""
    if text.strip().lower() == "coco":
        return COCO
    return tuple(each.strip() for each in text.split(",") if each.strip()) or None
