"""``floorwatch models train seat``."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.faults import reported
from api.cli.network_tables import FolderOption, tell
from api.cli.options import JsonOption
from models.manifest import PACKAGE, ModelError, load_manifest
from models.registry import register
from models.training.seat import read_seat_file, seat_entry

MODULE = "eval.seat_training"
NEEDED = ("torch", "onnx", "scipy")


def seat(
    crops: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Labelled crops; the first as often as in life."),
    ],
    out: Annotated[str, typer.Option("--out", help="The new network's name.")],
    kind: Annotated[
        Literal["state", "detail"],
        typer.Option("--kind", help="Who is there and how the chair stands; or what hands hold."),
    ] = "state",
    start: Annotated[
        Path | None, typer.Option("--start", metavar="FILE.pt", help="Weights to go on from.")
    ] = None,
    average: Annotated[
        float,
        typer.Option("--average", min=0.0, max=1.0, help="The share of --start in the result."),
    ] = 0.5,
    steps: Annotated[int, typer.Option("--steps", min=1, help="Batches of 64 crops.")] = 3000,
    minutes: Annotated[float, typer.Option("--minutes", min=0.1, help="At most so long.")] = 60.0,
    threads: Annotated[int, typer.Option("--threads", min=0, help="0: all there are.")] = 0,
    work: Annotated[
        Path, typer.Option("--work", help="Where NAME.pt, to go on from, and NAME.json stay.")
    ] = Path("seat-training"),
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Train the network that looks at seats on labelled crops, measure it, and list it.

    Crops come from `sim frames`, `sim crops`, or are a site's own (docs/seat-network.md). Whole
    rooms, or cameras, are held back to measure on. A site asks for the network with
    `vision: {seats: NAME}`, or one of the kind `detail` with `vision: {details: NAME}`.

    Example: floorwatch models train seat frames own-crops --out seat-mine --start seat.pt
    """
    with reported():
        manifest = folder / "manifest.yaml"
        if any(entry.name == out for entry in load_manifest(manifest).networks):
            raise ModelError(f"network {out!r} is on the list already; choose another --out")
        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            raise ModelError(
                f"{' and '.join(missing)} not installed here: pip install 'floorwatch[train,eval]'"
            )
        file = work / f"{out}.onnx"
        options = ["--out", str(file), "--kind", kind]
        again = [] if start is None else ["--start", str(start), "--average", str(average)]
        more = ["--steps", str(steps), "--minutes", str(minutes), "--threads", str(threads)]
        _run([*map(str, crops), *options, *again, *more], quiet=as_json)
        data = file.read_bytes()
        report = json.loads(file.with_suffix(".json").read_text("utf-8"))
        said = f"{report['learnt_from']} crops of {', '.join(each.name for each in crops)}"
        if start is not None:
            said = f"{start.name}, {said}, averaged with {average:g} of the start"
        today = datetime.now(UTC).date()
        entry = seat_entry(out, read_seat_file(data), report, said, today)
        tell(register(manifest, entry, data), as_json)


def _run(arguments: Sequence[str], quiet: bool) -> None:
    """Run the trainer in a process of its own, since only that one needs torch. What it says goes
    to the terminal; on standard output is JSON alone where JSON is wanted."""
    done = subprocess.run(
        [sys.executable, "-m", MODULE, *arguments],
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    if done.returncode:
        raise ModelError(f"the training ended with {done.returncode}; nothing was listed")
