"""``floorwatch bench``."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.bench_tables import tables
from api.cli.faults import reported
from api.cli.options import JsonOption
from api.demo import DEMO

SIZE = re.compile(r"([1-9]\d*)x([1-9]\d*)")


def bench_command(
    clips: Annotated[
        list[Path] | None,
        typer.Option(
            "--clips",
            help="A scenario folder whose videos are taken; again for more. Else the demo's.",
        ),
    ] = None,
    cameras: Annotated[
        int, typer.Option("--cameras", min=1, help="So many cameras; clips are repeated.")
    ] = 16,
    size: Annotated[
        str, typer.Option("--size", help="Every picture is scaled to it; 'clip' leaves it.")
    ] = "1280x720",
    seats: Annotated[
        str, typer.Option("--seats", help="Seats a camera; several, 12,24,48, show their cost.")
    ] = "12",
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, help="How long each part is measured.")
    ] = 60.0,
    script_python: Annotated[
        Path,
        typer.Option(
            "--script-python",
            show_default=False,
            help="An interpreter with ultralytics, supervision and lap; else this one.",
        ),
    ] = Path(sys.executable),
    script_tracker: Annotated[
        str, typer.Option("--script-tracker", help="ultralytics' tracker; botsort is its default.")
    ] = "botsort.yaml",
    pictures: Annotated[
        bool,
        typer.Option(
            "--pictures/--no-pictures", help="Masked pictures for the map, as a live floor makes."
        ),
    ] = True,
    memory_frames: Annotated[
        int,
        typer.Option(
            "--memory-frames", min=0, help="Also memory over so many frames; fake networks."
        ),
    ] = 0,
    providers: Annotated[
        bool, typer.Option("--providers", help="Also frames/s by batch on each device there is.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure the pipeline, a straight ultralytics script and bare inference, side by side.

    All see the same clips with the same weights in one run and take turns. Ratios mean something
    on a busy machine too, milliseconds do not.

    Example: floorwatch bench --cameras 16 --size 1280x720 --seats 12 --json
    """
    from eval.bench.bench import Plan, bench
    from eval.bench.result import to_json
    from eval.bench.script_side import ScriptSettings

    plan = Plan(
        scenarios=clips or [DEMO],
        cameras=cameras,
        picture=picture_size(size),
        seats=seat_numbers(seats),
        seconds=seconds,
        script=ScriptSettings(script_python, script_tracker),
        pictures=pictures,
        memory_frames=memory_frames,
        providers=providers,
    )
    console = Console(stderr=True)
    with reported(), console.status("opening") as status:
        result = bench(plan, status.update)
    if as_json:
        typer.echo(to_json(result))
        return
    for table in tables(result):
        Console().print(table)


def picture_size(text: str) -> tuple[int, int] | None:
    """``1280x720`` as numbers; None for ``clip``. Raises ``BadParameter``."""
    if text == "clip":
        return None
    match = SIZE.fullmatch(text)
    if match is None:
        raise typer.BadParameter(f"--size is {text!r}; write WIDTHxHEIGHT, like 1280x720, or clip")
    return int(match[1]), int(match[2])


def seat_numbers(text: str) -> tuple[int, ...]:
    """``12`` or ``12,24,48`` as numbers, each once. Raises ``BadParameter``."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
        raise typer.BadParameter(f"--seats is {text!r}; write numbers from 1, like 12 or 12,24,48")
    if len(set(map(int, parts))) < len(parts):
        raise typer.BadParameter(f"--seats is {text!r}; write each number once")
    return tuple(int(part) for part in parts)
