"""Our side: the live pipeline over the stage's cameras, and bare inference of the same work."""

import os
import time
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from api.networks import open_detector, open_seats
from api.pipeline import FloorPipeline
from cameras.frame import Frame, Tick
from cameras.replay import replay_ticks
from eval.bench.counted import BareInference, Ledger, Run, counted
from eval.bench.endless import EndlessClips
from eval.bench.process_tree import Usage, usage
from eval.bench.rounds import Round
from eval.bench.stage import Stage
from floor.roster import Roster
from privacy.keys import DerivedKeys
from vision.detector import SceneDetector
from vision.seat_network import SeatEyes

SETTLE_S = 0.02
"""Decoders of files work ahead in threads of their own; so long they get to finish, before what
comes next is timed."""

WARM_EVERY = 4
WARM_TICKS = 13
"""2 s apart, these last longer than the 20 s in which seats are not looked at alone."""

KEYS = DerivedKeys(b"floorwatch bench: nobody in it is real")


class ClipsEnded(Exception):
    """The clips gave no further picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Networks:
    """All networks of a site, those for whole pictures and the one for seats."""

    detector: SceneDetector
    seats: SeatEyes | None

    @classmethod
    def of(cls, stage: Stage) -> Self:
        """Opened. Raises ``ModelError``, and ``SiteFaults`` for references that are no use."""
        return cls(open_detector(stage.site), open_seats(stage.site))


class OurSide:
    """The pipeline as it runs live, one tick of all cameras at a time."""

    def __init__(self, stage: Stage, networks: Networks, pictures: bool) -> None:
        self._pipeline = FloorPipeline(
            stage.site, networks.detector, Roster(), KEYS, pictures, networks.seats
        )
        self._ticks = ticks(stage)
        self._warm_ticks = WARM_TICKS if networks.seats else 1

    def warm_up(self) -> None:
        """Decide until the pipeline works as it does all day, on one tick in ``WARM_EVERY``.

        The first runs allocate, and whoever has a seat network looks at whole pictures first.
        """
        warm = islice(self._ticks, 0, self._warm_ticks * WARM_EVERY, WARM_EVERY)
        for tick in warm:
            self._pipeline.step(tick, {})

    def round(self, without: tuple[int, ...] = ()) -> Round:
        """Decide on the next tick; the CPU of the processes ``without`` is not ours.

        Raises ``ClipsEnded`` where there is none and ``SourceError`` where a clip is broken.
        """
        used = usage(os.getpid(), without)
        began = time.perf_counter()
        tick = next(self._ticks, None)
        decoded = time.perf_counter()
        if tick is None:
            raise ClipsEnded("the clips ended before anything was measured")
        time.sleep(SETTLE_S)
        used_then = usage(os.getpid(), without)
        resumed = time.perf_counter()
        self._pipeline.step(tick, {})
        done = time.perf_counter()
        used_now = usage(os.getpid(), without)
        return Round(
            frames=sum(isinstance(view, Frame) for view in tick.views),
            decode_s=decoded - began,
            work_s=done - resumed,
            cpu_s=_between(used, used_now),
            costs_s=(decoded - began + done - resumed,),
            work_cpu_s=_between(used_then, used_now),
        )


class BareSide:
    """The networks alone, on as many batches of the same shapes as our side gave them."""

    def __init__(self) -> None:
        self._bare = BareInference()

    def round(self, runs: tuple[Run, ...], frames: int, without: tuple[int, ...] = ()) -> Round:
        """Repeat ``runs``, which our side made of so many frames."""
        used = usage(os.getpid(), without)
        began = time.perf_counter()
        self._bare.repeat(runs)
        work_s = time.perf_counter() - began
        cpu_s = _between(used, usage(os.getpid(), without))
        return Round(frames, 0.0, work_s, cpu_s, (work_s,), cpu_s)


def _between(before: Usage | None, after: Usage | None) -> float | None:
    return None if before is None or after is None else after.cpu_s - before.cpu_s


def ticks(stage: Stage) -> Generator[Tick, None, None]:
    """The stage's ticks, for ever."""
    yield from replay_ticks(stage.specs, 0, EndlessClips(stage.offsets_s))


def counted_networks(stage: Stage, ledger: Ledger) -> Networks:
    """The stage's networks, their runs noted in ``ledger``. Raises as ``Networks.of``."""
    return counted(Networks.of(stage), ledger)
