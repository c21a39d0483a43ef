"""``floorwatch sim improvise``."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.faults import CommandFault


def improvise(
    layout: Annotated[
        Path, typer.Argument(help="A script with room, seats, cameras and aisles; people or none.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The script to write.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another number, another floor.")] = 1,
    duration: Annotated[
        float | None, typer.Option("--duration", min=30, max=7200, help="Seconds; else as it is.")
    ] = None,
    crowding: Annotated[
        float, typer.Option("--crowding", min=0, max=1, help="Share of the free seats taken.")
    ] = 0.85,
    liveliness: Annotated[
        float, typer.Option("--liveliness", min=0, max=6, help="Actions of an agent a minute.")
    ] = 1.2,
    only: Annotated[
        str, typer.Option("--only", help="Only these behaviours, with commas between.")
    ] = "",
) -> None:
    """Write a script of a lively floor from a layout: who sits where, what they do, what their
    phones say. People whom the layout has are kept as they are.

    Example: floorwatch sim improvise eval/demo/script.yaml --out /tmp/floor.yaml --seed 4
    """
    from api.cli.sim import simulator

    with simulator():
        from eval.sim.improvise import Behaviour, Wishes, improvise_file

        names = [name.strip() for name in only.split(",") if name.strip()]
        unknown = [name for name in names if name not in set(Behaviour)]
        if unknown:
            raise CommandFault(
                f"--only: {', '.join(unknown)} is unknown; known are {', '.join(Behaviour)}"
            )
        behaviours = tuple(Behaviour(name) for name in names) or tuple(Behaviour)
        if out.exists() and out.samefile(layout):
            raise CommandFault(f"{out}: is the layout itself; give --out another name")
        made = improvise_file(layout, Wishes(seed, crowding, liveliness, behaviours), duration)
        out.write_text(made.text, encoding="utf-8")
        crowd, script = made.improvised, made.script
        left = crowd.left_out.total() + crowd.dropped
        typer.echo(
            f"{out}: people: {len(script.people)}, "
            f"actions: {sum(len(person.timeline) for person in crowd.added)}, {script.duration:g} s"
        )
        if left:
            typer.echo(
                f"{left} of {crowd.wished} things to do found no time; "
                "a longer or calmer floor has room for them"
            )
