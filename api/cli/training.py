"""``floorwatch models train``."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from api.cli.faults import reported
from api.cli.network_tables import FolderOption
from api.cli.options import JsonOption
from api.cli.training_seat import seat
from models.manifest import PACKAGE, Purpose
from models.registry import register
from models.training.hold_out import By
from models.training.job import Done, Event, Stage, Step
from models.training.plan import Plan, Wish, entry_of, figures, plan
from models.training.run import check_extra, run_job

app = typer.Typer(no_args_is_help=True, help="Train a network further on a site's own pictures.")
app.command("seat")(seat)


class Device(StrEnum):
    """Where a training runs."""

    CPU = "cpu"
    CUDA = "cuda"


def _multiple_of_32(value: int) -> int:
    if value % 32:
        raise typer.BadParameter(f"{value} is no multiple of 32; write 640 or 960")
    return value


def _name(value: str) -> str:
    if not value.isascii() or not value.replace("-", "").replace("_", "").isalnum():
        raise typer.BadParameter(f"{value!r}: write letters, digits, hyphens and underscores")
    return value


Data = Annotated[
    list[Path],
    typer.Option("--data", help="A folder of labelled pictures in YOLO format; may be repeated."),
]
Out = Annotated[str, typer.Option("--out", callback=_name, help="The new network's name.")]
Tests = Annotated[
    list[Path] | None,
    typer.Option("--test", help="Labelled pictures that are only measured on, such as real ones."),
]
HoldOuts = Annotated[
    list[By] | None,
    typer.Option(
        "--hold-out",
        show_default="camera",
        help="What is held out of a folder without images/val: whole cameras, days, or both.",
    ),
]
Epochs = Annotated[int, typer.Option("--epochs", min=1, help="How often each picture is seen.")]
Side = Annotated[
    int,
    typer.Option("--imgsz", min=64, callback=_multiple_of_32, help="The pictures' longer side."),
]
Batch = Annotated[int, typer.Option("--batch", min=1, help="Pictures a step.")]
Rate = Annotated[float, typer.Option("--rate", min=1e-7, max=0.1, help="The learning rate.")]
Average = Annotated[
    float,
    typer.Option(
        "--average",
        min=0.0,
        max=1.0,
        help="The share of the start in the new weights: 0 forgets most, 1 learns nothing.",
    ),
]
On = Annotated[Device, typer.Option("--device", help="Where it runs.")]


@app.command()
def detector(
    data: Data,
    out: Out,
    start: Annotated[str, typer.Option("--from", help="The network to start from.")] = "floor-n",
    test: Tests = None,
    hold_out: HoldOuts = None,
    epochs: Epochs = 10,
    imgsz: Side = 640,
    batch: Batch = 8,
    rate: Rate = 1e-4,
    average: Average = 0.5,
    device: On = Device.CPU,
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Fine-tune a detector, average it with its start, measure both, list it as a candidate.

    Example: floorwatch models train detector --data frames --data labels --out floor-mine
    """
    by = tuple(hold_out or [By.CAMERA])
    _train(
        Wish(
            Purpose.DETECTION,
            start,
            out,
            tuple(data),
            tuple(test or ()),
            by,
            epochs,
            imgsz,
            batch,
            rate,
            average,
            device.value,
            folder,
        ),
        as_json,
    )


@app.command()
def pose(
    data: Data,
    out: Out,
    start: Annotated[
        str, typer.Option("--from", help="The network to start from.")
    ] = "floor-pose-n",
    test: Tests = None,
    hold_out: HoldOuts = None,
    epochs: Epochs = 10,
    imgsz: Side = 640,
    batch: Batch = 8,
    rate: Rate = 1e-4,
    average: Average = 0.5,
    device: On = Device.CPU,
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Fine-tune a pose network, average it with its start, measure both, list it as a candidate.

    Example: floorwatch models train pose --data frames --out pose-mine
    """
    by = tuple(hold_out or [By.CAMERA])
    _train(
        Wish(
            Purpose.POSE,
            start,
            out,
            tuple(data),
            tuple(test or ()),
            by,
            epochs,
            imgsz,
            batch,
            rate,
            average,
            device.value,
            folder,
        ),
        as_json,
    )


def _train(wish: Wish, as_json: bool) -> None:
    with reported(), ExitStack() as stack:
        check_extra()
        work = Path(stack.enter_context(TemporaryDirectory(prefix="floorwatch-train-")))
        with _progress() as listen:
            listen(Stage(name="reading labels"))
            planned = plan(wish, work)
            done = run_job(planned.job, listen)
        today = datetime.now(UTC).date()
        entry = entry_of(wish, planned, done, today)
        register(wish.models / "manifest.yaml", entry, done.out.read_bytes())
        if as_json:
            typer.echo(_as_json(wish, planned, done))
        else:
            _show(wish, planned, done)


def _as_json(wish: Wish, planned: Plan, done: Done) -> str:
    told = {
        "network": wish.name,
        "start": wish.start,
        "average": wish.average,
        "pictures": len(planned.pictures.train),
        **done.model_dump(mode="json", exclude={"kind", "out"}),
    }
    return json.dumps(told, ensure_ascii=False)


def _show(wish: Wish, planned: Plan, done: Done) -> None:
    first, last = done.losses[0], done.losses[-1]
    typer.echo(f"{len(planned.pictures.train)} pictures, loss {first:.3f} -> {last:.3f}")
    table = Table("measured on", "pictures", "figure", wish.start, "tuned alone", wish.name)
    for each in done.measured:
        alone = figures(each.start, each.tuned)
        averaged = figures(each.start, each.averaged)
        for (name, before, tuned), (_, _, after) in zip(alone, averaged, strict=True):
            table.add_row(
                each.set, str(each.pictures), name, f"{before:.3f}", f"{tuned:.3f}", f"{after:.3f}"
            )
    Console().print(table)
    typer.echo(
        f"{wish.name} is on the list and runs nowhere yet. Next: floorwatch models promote "
        f"{wish.name} --over {wish.start} --scenarios FOLDER"
    )


@contextmanager
def _progress() -> Iterator[Callable[[Event], None]]:
    """A bar for each stage on standard error; nothing where that is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    quiet = not sys.stderr.isatty()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("", total=None)

        def listen(event: Event) -> None:
            if isinstance(event, Stage):
                progress.reset(task, total=event.total, description=event.name)
            elif isinstance(event, Step):
                said = "training" if event.loss is None else f"training, loss {event.loss:.3f}"
                progress.update(task, completed=event.done, description=said)

        yield listen
