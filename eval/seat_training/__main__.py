"""`python -m eval.seat_training FOLDER... --out seat.onnx`."""

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import torch
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from eval.seat_training.backbone import Backbone, BackboneError, cut
from eval.seat_training.calibrate import calibrate
from eval.seat_training.detail_net import DetailNet
from eval.seat_training.export import ExportError, export
from eval.seat_training.judge import scores, value_error
from eval.seat_training.label import SamplesError
from eval.seat_training.net import DESIGNS, SeatHead
from eval.seat_training.samples import read_samples
from eval.seat_training.train import Net, Plan, hold_out, outputs, train
from models.manifest import PACKAGE

HELD_BACK = 0.12


def main(
    folders: Annotated[list[Path], typer.Argument(help="Labelled crops: `sim crops`, `frames`.")],
    out: Annotated[Path, typer.Option(help="The ONNX file to write.")],
    kind: Annotated[
        Literal["state", "detail"],
        typer.Option(help="Who is there and how the chair stands; or what hands hold."),
    ] = "state",
    start: Annotated[Path | None, typer.Option(help="Weights (.pt) to go on from.")] = None,
    average: Annotated[
        float, typer.Option(min=0, max=1, help="Of --start in the result, so that none is lost.")
    ] = 0.0,
    detector: Annotated[
        Path, typer.Option(help="The detector whose first layers it builds on.")
    ] = PACKAGE / "weights/floor-n.onnx",
    steps: Annotated[int, typer.Option(min=1, help="Batches of 64.")] = 3000,
    minutes: Annotated[float, typer.Option(help="At most so long.")] = 60.0,
    seed: int = 0,
    threads: Annotated[int, typer.Option(help="0: as many as there are.")] = 0,
) -> None:
    """Train the seat-state network on labelled crops, and say what it gets right on rooms that it
    never saw. Writes FILE.onnx, FILE.pt to go on from, and FILE.json with the scores.

    The first folder should show things as often as they happen: how sure the network is of what it
    says is fitted to what is held back of it."""
    if threads:
        torch.set_num_threads(threads)
    try:
        design = DESIGNS[kind]
        backbone = Backbone(detector, threads)
        samples = read_samples(folders, design.scale, design.compares)
    except (SamplesError, BackboneError) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    rooms = sorted(set(samples.rooms.tolist()))
    chosen = np.random.default_rng(seed).permutation(rooms)
    back = chosen[: max(1, math.ceil(HELD_BACK * len(rooms)))].tolist()
    learn, held = hold_out(samples, back)
    del samples  # a site's thousands of crops are gigabytes, and once is enough
    if not len(learn):
        typer.echo("all crops are of one room: none is left to hold back", err=True)
        raise typer.Exit(1)
    typer.echo(f"{len(learn)} crops to learn from, {len(held)} held back ({', '.join(back)})")
    net = new_net(kind, detector)
    if start is not None:
        net.load_state_dict(torch.load(start, weights_only=True))
    plan = Plan(steps=steps, most_minutes=minutes, seed=seed)
    with Progress(
        TextColumn("training"),
        BarColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bars:
        task = bars.add_task("", total=plan.steps, loss=math.nan)
        smooth = [0.0, 0.0]

        def tell(step: int, loss: float) -> None:
            smooth[0], smooth[1] = 0.98 * smooth[0] + loss, 0.98 * smooth[1] + 1
            bars.update(task, completed=step + 1, loss=smooth[0] / smooth[1])
            if step % 100 == 0:
                bars.console.print(f"step {step}: loss {smooth[0] / smooth[1]:.3f}")

        net = train(net, learn, backbone, plan, tell)
    if start is not None and average:
        net = averaged(net, torch.load(start, weights_only=True), average)
    raw = outputs(net, backbone, held)
    natural = np.char.startswith(held.rooms, f"{folders[0].name}/")
    natural = natural if natural.any() else np.ones(len(held), bool)
    calibration = calibrate(raw[natural], held.answers[natural])
    found = scores(raw, held.answers, calibration)
    blindly = {}
    if design.compares:
        blindly = scores(outputs(net, backbone, held, reference=False), held.answers, calibration)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out.with_suffix(".pt"))
    try:
        export(net, calibration, backbone, out)
    except ExportError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    report = {
        "learnt_from": len(learn),
        "held_back": len(held),
        "rooms_held_back": back,
        "scores": {name: asdict(score) for name, score in found.items()},
        "without_reference": {name: score.accuracy for name, score in blindly.items()},
        "median_error": value_error(raw, held.answers),
    }
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    for name, score in found.items():
        without = f" ({blindly[name].accuracy:.1%} without reference)" if name in blindly else ""
        typer.echo(
            f"{name:13} {score.accuracy:6.1%} of {score.asked}{without}, "
            f"ECE {score.calibration_error:.3f}  "
            + " ".join(
                f"{word} {score.precision[word]:.2f}/{score.recall[word]:.2f}"
                for word in score.precision
            )
        )


def new_net(kind: str, detector: Path) -> SeatHead | DetailNet:
    """A network that has learnt nothing but what its detector knew."""
    design = DESIGNS[kind]
    if kind == "detail":
        net = DetailNet(design, cut(detector, ("shallow", "fine", "coarse")))
        # A quarter less time on a CPU, measured; what the weights are is the same.
        net.to(memory_format=torch.channels_last)
        return net
    return SeatHead(design)


def averaged(net: Net, start: dict[str, torch.Tensor], share: float) -> Net:
    """The network with `share` of the start's weights mixed in."""
    mixed = {
        name: (1 - share) * value + share * start[name] if value.is_floating_point() else value
        for name, value in net.state_dict().items()
    }
    net.load_state_dict(mixed)
    return net


if __name__ == "__main__":
    typer.run(main)
