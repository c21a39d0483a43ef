"""``floorwatch calibrate``."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.calibrate import Calibration, calibrate, watching
from api.cli.faults import CommandFault, reported
from api.cli.options import JsonOption, ModelsOption, SiteArgument
from api.networks import open_detector
from api.seats_watched import Verdict
from api.site.load import Site, load_site
from cameras.clock import SystemClock
from cameras.frame import CameraId, Image
from cameras.still import read_still
from models.manifest import PACKAGE

WORDS = {
    Verdict.TIDY: "empty and tidy",
    Verdict.CHAIR_UNSURE: "empty; whether the chair was pushed in could not be seen",
    Verdict.CHAIR_OUT: "empty, but the chair was never pushed in; left grey",
    Verdict.NEVER_EMPTY: "never empty, with what is round it, for long enough; left grey",
}


def calibrate_command(
    site: SiteArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")],
    minutes: Annotated[
        float,
        typer.Option("--minutes", min=0.1, max=1440, help="How long to watch; recordings end."),
    ] = 10.0,
    picture: Annotated[
        list[str] | None,
        typer.Option(
            "--picture", help="CAMERA=FILE: a photo by that camera of its tidy, empty floor."
        ),
    ] = None,
    models: ModelsOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Make the picture of the tidy, empty floor that each camera compares its seats with.

    Watches the cameras, and keeps of each place what was seen while nobody was near it. What was
    never seen like that stays grey. Prints the lines for the site file.

    Example: floorwatch calibrate floor.yaml --minutes 15 --out references
    """
    with reported():
        loaded = load_site(site)
        photos = _photos(loaded, picture or [])
        detector = open_detector(loaded, models)
        with _bar(minutes * 60) as bar:
            try:
                ticks = watching(loaded, minutes, photos, SystemClock())
                result = calibrate(loaded, detector, ticks, photos, out, bar)
            except ValueError as fault:
                raise CommandFault(str(fault)) from fault
        if as_json:
            typer.echo(json.dumps(asdict(result), ensure_ascii=False, default=str))
        else:
            _tell(result, loaded)
        if any(camera.picture is None for camera in result.cameras):
            raise CommandFault("\n".join(_without_picture(result)))


def _photos(site: Site, given: list[str]) -> dict[CameraId, Image]:
    sizes = {camera.id: camera.size for camera in site.settings.cameras}
    photos = {}
    for each in given:
        name, _, file = each.partition("=")
        if not file:
            raise CommandFault(f"--picture {each}: write CAMERA=FILE, such as cam1=photo.jpg")
        if name not in sizes:
            there = ", ".join(sizes)
            raise CommandFault(f"--picture {each}: no camera {name!r}; there are: {there}")
        photos[CameraId(name)] = read_still(Path(file).absolute(), sizes[name])
    return photos


def _tell(result: Calibration, site: Site) -> None:
    for seat in result.seats:
        typer.echo(f"{seat.seat}: {WORDS[seat.verdict]}")
    counted = Counter(seat.verdict for seat in result.seats)
    typer.echo(", ".join(f"{each.value}: {counted[each]}" for each in Verdict))
    typer.echo(f"\nfor {site.path}, at each camera:")
    for camera in result.cameras:
        if camera.picture is not None:
            path = Path(os.path.relpath(camera.picture.absolute(), site.folder.absolute()))
            typer.echo(f"  {camera.camera}:  reference: {path.as_posix()}")


def _without_picture(result: Calibration) -> Iterator[str]:
    for camera in result.cameras:
        if camera.picture is None:
            yield (
                f"camera {camera.camera}: no picture was fit to be used; see that it is in view "
                "(floorwatch check --live) and watch for longer (--minutes)"
            )


class _Bar:
    """Shows how much of the time is over."""

    def __init__(self, bars: Progress, seconds: float) -> None:
        self._bars = bars
        self._task = bars.add_task("watching", total=seconds)

    def __call__(self, seconds: float) -> None:
        self._bars.update(self._task, completed=seconds)


@contextmanager
def _bar(seconds: float) -> Iterator[_Bar]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        yield _Bar(bars, seconds)
