"""Who draws the segments: this process, or several. Each takes the next one when it is done."""

import multiprocessing
import queue
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from typing import Protocol

from eval.sim.rehearse import Rehearsal
from eval.sim.render.draw_segment import CameraAtWork, camera_at_work
from eval.sim.render.parts import Parts
from eval.sim.render.segments import Segment
from eval.sim.render.tell import Tell
from eval.sim.studio import set_up

POLL_S = 0.5


class Waiting(Protocol):
    """The places in a list of segments that nobody has taken yet. Numbers, since the process that
    hands them out would have to load the simulator to understand segments."""

    def get_nowait(self) -> int:
        """Take the next one; raises `queue.Empty` when there is none."""


def draw_all(
    rehearsal: Rehearsal, segments: Sequence[Segment], parts: Parts, processes: int, tell: Tell
) -> None:
    """Draw all segments into their parts.

    Raises `BrokenProcessPool` if a process was killed; what it had finished is kept.
    """
    processes = min(processes, len(segments))
    if processes <= 1:
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        for place in range(len(segments)):
            waiting.put(place)
        draw_waiting(rehearsal, segments, waiting, parts, tell)
        return
    # An OpenGL context does not survive a fork.
    context = multiprocessing.get_context("spawn")
    with (
        context.Manager() as manager,
        ProcessPoolExecutor(processes, mp_context=context) as pool,
    ):
        shared, told = manager.Queue(), manager.Queue()
        for place in range(len(segments)):
            shared.put(place)
        jobs = [
            pool.submit(draw_waiting, rehearsal, segments, shared, parts, told.put)
            for _ in range(processes)
        ]
        try:
            _listen(jobs, told, tell)
        finally:
            _empty(shared)  # after a fault nobody goes on for long
        for job in jobs:
            job.result()


def draw_waiting(
    rehearsal: Rehearsal,
    segments: Sequence[Segment],
    waiting: Waiting,
    parts: Parts,
    tell: Tell,
) -> None:
    """Draw segments until none is waiting; all is set up once, a camera opened when it comes."""
    studio = None
    opened: tuple[str, CameraAtWork] | None = None
    with ExitStack() as renderer:
        while (place := _next(waiting)) is not None:
            segment = segments[place]
            studio = studio or set_up(rehearsal)
            if opened is None or opened[0] != segment.camera:
                renderer.close()
                camera = renderer.enter_context(camera_at_work(studio, segment.camera))
                opened = segment.camera, camera
            opened[1].draw(segment, parts, tell)


def _next(waiting: Waiting) -> int | None:
    try:
        return waiting.get_nowait()
    except queue.Empty:
        return None


def _listen(jobs: "Sequence[Future[None]]", told: "queue.Queue[str]", tell: Tell) -> None:
    while not all(job.done() for job in jobs) or not told.empty():
        if any(job.done() and job.exception() for job in jobs):
            return
        try:
            tell(told.get(timeout=POLL_S))
        except queue.Empty:
            continue


def _empty(waiting: Waiting) -> None:
    while _next(waiting) is not None:
        pass
