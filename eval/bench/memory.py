"""Memory over time: its peak, and how much it grows with each thousand frames."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from api.pipeline import FloorPipeline
from api.site.references import seat_references
from cameras.frame import Frame, Image
from eval.bench.our_side import KEYS, ticks
from eval.bench.process_tree import usage
from eval.bench.stage import Stage
from floor.roster import Roster
from vision.detections import Detections
from vision.detector import CHAIR, PERSON
from vision.seat_input import Picture
from vision.seat_look import WIDTH, SeatLook
from vision.seat_network import SeatEyes, SeatNetwork, SeatSight, Traits

SETTLED = 0.5
"""Growth is taken from this part of the run on: before, buffers and caches still fill."""

EVERY_TICKS = 10

PEOPLE, CHAIRS = 8, 8


@dataclass(frozen=True, slots=True)
class Sample:
    """The resident memory after so many frames."""

    frames: int
    resident_mb: float


@dataclass(frozen=True, slots=True)
class Memory:
    """``growth_mb_per_1000_frames`` is the slope of a line through the second half's samples;
    None where there are fewer than three."""

    frames: int
    peak_mb: float
    growth_mb_per_1000_frames: float | None


def memory_of(samples: Sequence[Sample]) -> Memory | None:
    """Peak and growth; None where nothing is known."""
    if not samples:
        return None
    last = samples[-1].frames
    settled = [each for each in samples if each.frames >= SETTLED * last]
    growth = None
    if len(settled) >= 3:
        frames = np.array([each.frames for each in settled], float)
        resident = np.array([each.resident_mb for each in settled])
        growth = 1000 * float(np.polyfit(frames - frames.mean(), resident, 1)[0])
    return Memory(last, max(each.resident_mb for each in samples), growth)


@dataclass(slots=True)
class FakeDetector:
    """Finds made-up people and chairs without a network, so that an hour's frames take minutes.

    Only for memory: what it says of a picture is not true, and its time is nobody's.
    """

    calls: int = 0

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        """As many people and chairs in each picture as on a busy floor, at places that change."""
        self.calls += 1
        chance = np.random.default_rng(self.calls)
        return [_made_up(chance) for _ in images]


@dataclass(slots=True)
class FakeSeatNetwork:
    """Says made-up things of every seat, for the same reason and with the same warning."""

    calls: int = 0

    def look(self, sights: Sequence[SeatSight]) -> list[SeatLook]:
        """Of each seat numbers 0..1."""
        self.calls += 1
        rows = np.random.default_rng(self.calls).uniform(0.0, 1.0, (len(sights), WIDTH))
        return [SeatLook(row) for row in rows.astype(np.float32)]

    def traits(self, crop: Picture) -> Traits:
        """Nothing of note."""
        return np.zeros(1, np.float32)


def _made_up(chance: np.random.Generator) -> Detections:
    n = PEOPLE + CHAIRS
    low = chance.uniform(0.0, 0.8, (n, 2))
    boxes = np.concatenate([low, low + chance.uniform(0.05, 0.2, (n, 2))], axis=1)
    people = np.arange(n) < PEOPLE
    points = low[:, None, :] + chance.uniform(0.0, 0.2, (n, 17, 2))
    visible = np.where(people[:, None, None], chance.uniform(0.0, 1.0, (n, 17, 1)), 0.0)
    return Detections(
        boxes.astype(np.float32),
        chance.uniform(0.1, 0.95, n).astype(np.float32),
        np.where(people, PERSON, CHAIR).astype(np.int64),
        np.concatenate([points, visible], axis=2).astype(np.float32),
    )


def long_run(
    stage: Stage, frames: int, pictures: bool, progress: Callable[[int], None]
) -> Memory | None:
    """Peak and growth over ``frames`` real pictures with networks that make up what they find."""
    eyes = None
    if stage.site.settings.vision.seats is not None:
        eyes = SeatEyes(cast(SeatNetwork, FakeSeatNetwork()), seat_references(stage.site))
    pipeline = FloorPipeline(stage.site, FakeDetector(), Roster(), KEYS, pictures, eyes)
    done, samples = 0, []
    for number, tick in enumerate(ticks(stage)):
        pipeline.step(tick, {})
        done += sum(isinstance(view, Frame) for view in tick.views)
        progress(done)
        if number % EVERY_TICKS == 0 or done >= frames:
            used = usage(os.getpid())
            if used is not None:
                samples.append(Sample(done, used.resident_mb))
        if done >= frames:
            break
    return memory_of(samples)
