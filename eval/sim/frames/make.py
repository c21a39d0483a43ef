"""Training frames made, room by room, by one process or several; what is finished is kept."""

import hashlib
import multiprocessing
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Protocol

from eval.sim.frames.compose import FRAMES_PER_ROOM
from eval.sim.frames.draw_room import draw_room
from eval.sim.frames.folder import FramesError, FramesFolder, Settings
from eval.sim.frames.source import RandomRooms, Scripts, Source
from eval.sim.script.load import load_script

POLL_S = 0.5

Job = tuple[int, int | None]
"""A room's number, and how many of its frames are wanted; None for all."""


class Progress(Protocol):
    """Who wants to know how far the frames are."""

    def start(self, frames: int, kept: int) -> None:
        """There are so many frames in all, and so many are kept from before."""

    def drawn(self, what: str, /) -> None:
        """One more is drawn."""


def make_frames(
    count: int,
    out: Path,
    seed: int = 0,
    size: tuple[int, int] = (1280, 720),
    processes: int = 1,
    progress: Progress | None = None,
) -> None:
    """Write `count` labelled frames with their seats' crops into the folder `out`.

    A frame depends on the seed, the size and its number alone. A call that was stopped goes on
    where it was, and a later one may ask for more. Raises `FramesError` for a folder that holds
    anything else, or if a process was killed; `DrawingUnavailableError` without OpenGL;
    `RuntimeError` if the people's data cannot be fetched.
    """
    folder, settings = FramesFolder(out), Settings(seed, size)
    folder.open(settings.said())
    missing = [(room, wanted) for room, wanted in rooms_of(count) if not _has(folder, room, wanted)]
    if progress is not None:
        progress.start(count, count - sum(wanted for _, wanted in missing))
    _make(list(missing), RandomRooms(settings), folder, processes, progress)


def make_script_frames(
    scripts: Sequence[Path],
    out: Path,
    every_s: float,
    processes: int = 1,
    progress: Progress | None = None,
) -> int:
    """The same of floors that somebody wrote: a picture of each camera of each script about every
    `every_s` seconds. Returns how many there are.

    What is finished is kept, script by script. Raises also `ScriptError`.
    """
    folder, source = FramesFolder(out), Scripts(tuple(scripts), every_s)
    folder.open({"scripts": [_digest(path) for path in scripts], "every_s": every_s})
    sizes = [_frames_of(path, every_s) for path in scripts]
    missing = [room for room in range(len(scripts)) if folder.room_lines(room) is None]
    if progress is not None:
        progress.start(sum(sizes), sum(sizes) - sum(sizes[room] for room in missing))
    _make([(room, None) for room in missing], source, folder, processes, progress)
    return sum(sizes)


def _frames_of(path: Path, every_s: float) -> int:
    script = load_script(path)
    return len(script.cameras) * max(1, int(script.duration / every_s))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:20]


def _make(
    jobs: Sequence[Job],
    source: Source,
    folder: FramesFolder,
    processes: int,
    progress: Progress | None,
) -> None:
    try:
        _draw(jobs, source, folder, processes, lambda: _tell(progress))
    except BrokenProcessPool as fault:
        raise FramesError(
            "a drawing process was ended, perhaps for want of memory; what is finished is kept: "
            "call again to go on, with fewer --processes if it happens again"
        ) from fault
    folder.finish()


def _tell(progress: Progress | None) -> None:
    if progress is not None:
        progress.drawn("frames")


def rooms_of(count: int) -> list[tuple[int, int]]:
    """The rooms that give so many frames, and how many each gives."""
    return [
        (first // FRAMES_PER_ROOM, min(FRAMES_PER_ROOM, count - first))
        for first in range(0, count, FRAMES_PER_ROOM)
    ]


def _has(folder: FramesFolder, room: int, wanted: int) -> bool:
    lines = folder.room_lines(room)
    return lines is not None and int(lines["count"]) >= wanted


def _draw(
    jobs: Sequence[Job],
    source: Source,
    folder: FramesFolder,
    processes: int,
    tell: Callable[[], None],
) -> None:
    if min(processes, len(jobs)) <= 1:
        for room, wanted in jobs:
            draw_room(room, wanted, source, folder, tell)
        return
    # An OpenGL context does not survive a fork.
    context = multiprocessing.get_context("spawn")
    with (
        context.Manager() as manager,
        ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context) as pool,
    ):
        told = manager.Queue()
        drawn = [pool.submit(_draw_apart, job, source, folder, told) for job in jobs]
        try:
            _listen(drawn, told, tell)
        finally:
            for each in drawn:  # after a fault nobody goes on for long
                each.cancel()
        for each in drawn:
            each.result()


def _draw_apart(job: Job, source: Source, folder: FramesFolder, told: "queue.Queue[int]") -> None:
    draw_room(*job, source, folder, lambda: told.put(1))


def _listen(
    drawn: "Sequence[Future[None]]", told: "queue.Queue[int]", tell: Callable[[], None]
) -> None:
    while not all(each.done() for each in drawn) or not told.empty():
        if any(each.done() and each.exception() for each in drawn):
            return
        try:
            told.get(timeout=POLL_S)
        except queue.Empty:
            continue
        tell()
