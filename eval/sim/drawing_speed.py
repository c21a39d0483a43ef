"""What a picture costs to draw: ``python -m eval.sim.drawing_speed eval/demo/script.yaml``.

Draws moments of a script as its cameras see them, in two sizes, and prints what each part costs and
how many pictures a core draws in a second. Costs are CPU time of all threads, so that other work on
the machine counts little; with ``LP_NUM_THREADS=0`` Mesa's rasteriser starts none.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from eval.sim.camera import Camera
from eval.sim.drawing import Renderer
from eval.sim.mesh import Floats
from eval.sim.rehearse import rehearse
from eval.sim.sensor import Sensor, expose
from eval.sim.site import camera_of
from eval.sim.studio import Studio, set_up

SIZES = ((640, 360), (1280, 720))
PARTS = ("poses", "picture", "seen", "whole", "sensor")
TRUTH_EVERY = 3  # as scripts have it by default


def part_costs(studio: Studio, camera: Camera, sensor: Sensor, pictures: int) -> Floats:
    """CPU seconds (1 + parts,) of the renderer's start, and of each part of one picture."""
    began = time.process_time()
    with Renderer(
        camera, studio.shell, studio.furniture, studio.meshes, studio.bodies, studio.lights
    ) as renderer:
        started = time.process_time() - began
        first, _ = studio.at(0.0, camera)
        renderer.whole(first, renderer.seen(first))  # what is drawn first is compiled first
        renderer.picture(first)
        spent = np.zeros(len(PARTS))
        duration = studio.rehearsal.script.duration
        for number, seconds in enumerate(np.linspace(0, duration, pictures, endpoint=False)):
            stamps = [time.process_time()]
            moment, _ = studio.at(float(seconds), camera)
            stamps.append(time.process_time())
            picture = renderer.picture(moment)
            stamps.append(time.process_time())
            seen = renderer.seen(moment)
            stamps.append(time.process_time())
            renderer.whole(moment, seen)
            stamps.append(time.process_time())
            expose(picture, sensor, float(seconds), np.random.default_rng(number))
            stamps.append(time.process_time())
            spent += np.diff(stamps)
    return np.array([started, *spent / pictures])


def main(
    script: Annotated[Path, typer.Argument(help="A scenario's script.")],
    pictures: Annotated[int, typer.Option(help="Pictures of each camera and size.")] = 20,
) -> None:
    """Print the cost of drawing by size: the mean of all cameras, CPU ms a picture."""
    rehearsal = rehearse(script)
    studio = set_up(rehearsal)
    content = rehearsal.script
    moment, _ = studio.at(0.0)
    typer.echo(f"{script}: {len(moment.figures)} people, {len(moment.things)} chairs and things")
    typer.echo(f"{'':12s}{'start':>9s}" + "".join(f"{part:>9s}" for part in PARTS) + "   a core:")
    for size in SIZES:
        costs = np.mean(
            [
                part_costs(
                    studio,
                    replace(camera_of(content, spec), size=size),
                    Sensor.of(spec, content.start),
                    pictures,
                )
                for spec in content.cameras
            ],
            axis=0,
        )
        _, poses, picture, seen, whole, sensor = costs
        drawn = picture + (seen + whole) / TRUTH_EVERY
        typer.echo(
            f"{size[0]} x {size[1]:<6d}"
            + "".join(f"{1000 * cost:9.1f}" for cost in costs)
            + f"   {1 / picture:.1f} pictures/s, {1 / drawn:.1f} with truth every "
            f"{TRUTH_EVERY}rd, {1 / (drawn + poses + sensor):.1f} with poses and sensor too"
        )


if __name__ == "__main__":
    typer.run(main)
