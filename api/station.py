"""The loop of a live floor: ticks through the pipeline to board, cases and records."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from api.board import Board
from api.pipeline import CameraHealth, FloorPipeline, Step
from api.records import Recorder
from cameras.frame import CameraId, Tick
from floor.feeds.feed import Feed
from floor.time import Instant
from privacy.anonymised import AnonymisedFinding
from workflow.cases import CaseStore

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, eq=False)
class Outlets:
    """Where a step goes. Without a recorder nothing but cases is written."""

    board: Board
    cases: CaseStore
    recorder: Recorder | None = None

    def take(self, step: Step) -> None:
        """Publish, file cases, record."""
        self.board.publish(step.snapshot)
        if step.for_cases:
            self.cases.accept(step.for_cases, step.snapshot.time)
        if self.recorder is not None:
            self.recorder.observe(step.observations)


def work(
    ticks: Iterator[Tick],
    pipeline: FloorPipeline,
    outlets: Outlets,
    health: Callable[[], Mapping[CameraId, CameraHealth]],
    feeds: Sequence[Feed] = (),
) -> tuple[AnonymisedFinding, ...]:
    """Work through ``ticks`` until they end; the findings as they stand then.

    A line of a feed that cannot be read is logged with its place and costs no other line.
    """
    reached: Instant | None = None
    for tick in ticks:
        for feed in feeds:
            batch = feed.poll()
            for fault in batch.faults:
                _log.warning("feed_line_refused", fault=str(fault))
            pipeline.hear(batch.events)
        step = pipeline.step(tick, health())
        snapshot = replace(step.snapshot, feeds=tuple(feed.status() for feed in feeds))
        step = replace(step, snapshot=snapshot)
        reached = step.snapshot.time
        outlets.take(step)
    return () if reached is None else pipeline.findings(reached)


class Worker:
    """Runs a loop on a thread of its own and keeps what went wrong for who waits for it."""

    def __init__(self, loop: Callable[[Callable[[], bool]], None]) -> None:
        self._loop = loop
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._on_end: Callable[[], None] = lambda: None
        self.error: BaseException | None = None

    def start(self, on_end: Callable[[], None]) -> None:
        """Begin; ``on_end`` is called on the thread when the loop has ended, however it did."""
        self._on_end = on_end
        self._thread = threading.Thread(target=self._run, name="floor", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 15.0) -> None:
        """Ask the loop to end and wait for it. Raises what it failed with."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout_s)
        if self.error is not None:
            raise self.error

    def _run(self) -> None:
        try:
            self._loop(lambda: not self._stop.is_set())
        except BaseException as error:
            self.error = error
        finally:
            self._on_end()
