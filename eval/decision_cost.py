"""What a decision costs beyond bare inference: ``python -m eval.decision_cost eval/demo``.

Runs the whole pipeline over a recorded scenario, masking included, and in the same run the same
networks on the same number of prepared pictures, in turn, so that a slow machine slows both.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from api.networks import open_detector
from api.pipeline import FloorPipeline
from api.site.build import camera_specs
from api.site.load import load_site
from cameras.frame import Frame, Image
from cameras.replay import replay_ticks
from floor.roster import Roster
from privacy.keys import DerivedKeys
from vision.detections import Detections
from vision.detector import SceneDetector


@dataclass(slots=True, eq=False)
class _Timed:
    """A detector whose bare inference is repeated and timed beside each of its calls."""

    detector: SceneDetector
    bare_s: float = 0.0
    whole_s: float = 0.0

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        batch = np.zeros((len(images), 3, *self.detector.shape), np.float32)
        began = time.perf_counter()
        self.detector.objects(batch)
        self.detector.pose(batch)
        middle = time.perf_counter()
        found = self.detector.detect(images)
        self.bare_s += middle - began
        self.whole_s += time.perf_counter() - middle
        return found


def main(
    scenario: Annotated[Path, typer.Argument(help="A folder that can be replayed.")],
    decisions: Annotated[int, typer.Option(help="Ticks to measure.")] = 60,
) -> None:
    """Print the cost of a tick and its parts, in ms, and the ratio to bare inference."""
    site = load_site(scenario)
    timed = _Timed(open_detector(site))
    pipeline = FloorPipeline(site, timed, Roster(), DerivedKeys(b"bench"), show_pictures=True)
    decode_s = step_s = 0.0
    frames = 0
    ticks = replay_ticks(camera_specs(site), 0)
    next(ticks)  # opening the files is not a decision
    for _ in range(decisions):
        began = time.perf_counter()
        tick = next(ticks)
        decoded = time.perf_counter()
        pipeline.step(tick, {})
        step_s += time.perf_counter() - decoded
        decode_s += decoded - began
        frames += sum(isinstance(view, Frame) for view in tick.views)
    step_s -= timed.bare_s  # the repeated inference is no part of a decision
    rest_s = step_s - timed.whole_s
    for name, seconds in (
        ("bare inference, both networks", timed.bare_s),
        ("detection (letterbox, inference, decode)", timed.whole_s),
        ("seats, floor, gate, masking, snapshot", rest_s),
        ("video decoding", decode_s),
    ):
        typer.echo(f"{name:45s} {1000 * seconds / frames:8.1f} ms a frame")
    overhead = (timed.whole_s + rest_s) / timed.bare_s - 1
    typer.echo(f"overhead over bare inference, without video decoding: {100 * overhead:.0f} %")


if __name__ == "__main__":
    typer.run(main)
