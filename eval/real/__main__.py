"""``python -m eval.real SHARED_DATA --out DIR``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from eval.real import classrooms, keypoints, labelled_stills, library, minh7
from eval.real.scenario import RealScenario
from eval.real.write import write_scenario
from floor.errors import InputFaults


def _labelled(data: labelled_stills.LabelledSet) -> Callable[[Path], RealScenario]:
    return lambda shared: labelled_stills.prepare(shared, data)


def _classroom(room: classrooms.Classroom) -> Callable[[Path], RealScenario]:
    return lambda shared: classrooms.prepare(shared, room)


SETS: Final[Mapping[str, tuple[str, Callable[[Path], RealScenario]]]] = {
    "minh7": (minh7.FOLDER, minh7.prepare),
    "library": (library.FOLDER, library.prepare),
    "school": (classrooms.SCHOOL.folder, _classroom(classrooms.SCHOOL)),
    "office": (classrooms.OFFICE.folder, _classroom(classrooms.OFFICE)),
    "phones": ("phone_usage_bwss", _labelled(labelled_stills.PHONES)),
    "phone_closeups": ("phones_closeup_roboflow", _labelled(labelled_stills.PHONE_CLOSEUPS)),
    "coco": ("coco128_lightly", _labelled(labelled_stills.COCO)),
    "keypoints": (keypoints.FOLDER, keypoints.prepare),
}
"""Each data set's folder below SHARED_DATA, and what makes a scenario of it."""


def main(
    shared: Annotated[Path, typer.Argument(help="The folder of the shared data.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the scenarios go.")],
    only: Annotated[
        list[str] | None, typer.Option("--only", help=f"One of {', '.join(SETS)}; may be repeated.")
    ] = None,
) -> None:
    """Make scenarios of real data, to be scored with ``floorwatch eval DIR/*``.

    They hold pictures of people, so DIR must not lie in a checkout. Data sets that are not there
    are named and left out.

    Example: python -m eval.real ../shared/data --out /tmp/real
    """
    unknown = [name for name in only or () if name not in SETS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(SETS)}", param_hint="--only")
    wanted = {name: SETS[name] for name in only or SETS}
    there = {name: each for name, each in wanted.items() if (shared / each[0]).is_dir()}
    for name in wanted.keys() - there.keys():
        typer.echo(f"{shared / wanted[name][0]}: not there, so {name} is left out", err=True)
    if not there:
        typer.echo(f"{shared}: none of the data sets is here; give the shared data", err=True)
        raise typer.Exit(1)
    for name, (_, prepare) in there.items():
        try:
            folder = write_scenario(prepare(shared), out)
        except (InputFaults, OSError) as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from None
        typer.echo(f"{name}: {folder}")


if __name__ == "__main__":
    typer.run(main)
