"""`python -m eval.realism FOLDER... --model yolo11n.onnx`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.realism.detector import open_detector
from eval.realism.drawn import drawn_pictures
from eval.realism.judge import Judgement, judge
from eval.realism.pictures import RealismError, pictures_of
from eval.sim.script import ScriptError
from models.manifest import ModelError

LONG_SIDE = 960
MIN_SCORE = 0.25


def main(
    folders: Annotated[list[Path], typer.Argument(help="Scenarios, sim frames, or scripts.")],
    model: Annotated[Path, typer.Option(help="A COCO detector of ultralytics, as ONNX.")],
    long_side: Annotated[int, typer.Option(help="The input's longer side, in pixels.")] = LONG_SIDE,
    min_score: Annotated[float, typer.Option(help="The least confidence.")] = MIN_SCORE,
    most: Annotated[int, typer.Option(help="Pictures of each folder, evenly spread.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Ask a COCO detector what it finds of simulated persons and chairs.

    Counted are those with more than 40 % visible and more than 40 px high; found means an IoU of
    0.5 with the box of the visible pixels. Issue figures: 85 % of persons, 60 % of chairs.

    Example: python -m eval.realism eval/demo --model yolo11n.onnx
    """
    total = Judgement()
    try:
        detect = open_detector(model, long_side, min_score)
        for folder in folders:
            mine = Judgement()
            is_script = folder.suffix in (".yaml", ".yml")
            source = drawn_pictures if is_script else pictures_of
            for picture in source(folder, most):
                found = detect(picture.image)
                size = (picture.image.shape[1], picture.image.shape[0])
                mine += judge(picture.line, found, size)
            typer.echo(_said(folder.as_posix(), mine, as_json))
            total += mine
    except (RealismError, ModelError, ScriptError, RuntimeError, ValueError) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    if len(folders) > 1:
        typer.echo(_said("all", total, as_json))


def _said(name: str, result: Judgement, as_json: bool) -> str:
    persons, chairs, free = result.persons, result.chairs, result.free_chairs
    false = result.false_persons / max(result.frames, 1)
    if as_json:
        return json.dumps(
            {
                "folder": name,
                "frames": result.frames,
                "persons": persons.there,
                "persons_found": round(persons.share, 4),
                "persons_found_or_full": round(persons.share_or_full, 4),
                "chairs": chairs.there,
                "chairs_found": round(chairs.share, 4),
                "chairs_found_or_full": round(chairs.share_or_full, 4),
                "free_chairs": free.there,
                "free_chairs_found": round(free.share, 4),
                "false_persons_per_frame": round(false, 3),
            }
        )
    return (
        f"{name}: {result.frames} frames\n"
        f"  persons {persons.share:6.1%} of {persons.there} "
        f"({persons.share_or_full:.1%} with boxes of whole figures too)\n"
        f"  chairs  {chairs.share:6.1%} of {chairs.there} "
        f"({chairs.share_or_full:.1%} with boxes of whole chairs too), "
        f"{free.share:.1%} of {free.there} that nobody sits on\n"
        f"  false persons per frame {false:.2f}"
    )


if __name__ == "__main__":
    typer.run(main)
