"""The hub of the live stream: one thread waits at the board, and every viewer gets the same bytes.

Each change is serialised once. A viewer holds at most ``BACKLOG`` waiting events; one that falls
behind loses them and gets the whole floor instead, so that a slow viewer costs the others nothing
and memory stays bounded.
"""

import asyncio
import threading

from api.board import Board
from api.web.freshness import Freshness
from api.web.project import change, floor_out
from api.web.wire import FloorOut

BACKLOG = 16
WAIT_S = 0.5


def event(name: str, data: str) -> bytes:
    """One server-sent event; ``data`` is JSON on one line."""
    return f"event: {name}\ndata: {data}\n\n".encode()


class Viewer:
    """One open stream. Used on the event loop only."""

    def __init__(self) -> None:
        self.behind = True
        """Whether the viewer needs the whole floor next."""
        self.closed = False
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(BACKLOG)

    def offer(self, payload: bytes) -> None:
        """Queue an event; with a full queue, drop all and fall back to the whole floor."""
        if self._waiting.full():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            self.behind = True
        self._waiting.put_nowait(payload)

    async def take(self, timeout_s: float) -> bytes | None:
        """The next event, or None when the time is up. An empty event only wakes."""
        try:
            return await asyncio.wait_for(self._waiting.get(), timeout_s)
        except TimeoutError:
            return None

    def forget(self) -> None:
        """Drop what waits: the whole floor, which is sent now, has it all."""
        while not self._waiting.empty():
            self._waiting.get_nowait()


class LiveHub:
    """Spreads the board's changes to all viewers."""

    def __init__(self, board: Board, freshness: Freshness) -> None:
        self._board = board
        self._freshness = freshness
        self._viewers: set[Viewer] = set()
        self._floor: FloorOut | None = None
        self._whole: tuple[int, bytes] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    @property
    def viewers(self) -> int:
        """How many streams are open."""
        return len(self._viewers)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to wait at the board, on a thread of its own."""
        self._loop = loop
        self._stop.clear()
        self._thread = threading.Thread(target=self._watch, name="live-hub", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End all streams. To be called on the event loop."""
        self._stop.set()
        for viewer in self._viewers:
            viewer.closed = True
            viewer.offer(b"")

    def join(self) -> None:
        """Wait for the thread to end."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def enter(self) -> Viewer:
        """A new viewer. It is behind, so it gets the whole floor first."""
        viewer = Viewer()
        viewer.closed = self._stop.is_set()
        self._viewers.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """The viewer has gone."""
        self._viewers.discard(viewer)

    def whole(self) -> bytes | None:
        """The event with the whole floor as it was last spread; None before the first."""
        if self._floor is None:
            return None
        if self._whole is None or self._whole[0] != self._floor.version:
            self._whole = (self._floor.version, event("floor", self._floor.model_dump_json()))
        return self._whole[1]

    def spread(self, floor: FloorOut, payload: bytes | None) -> None:
        """Make ``floor`` the latest and offer its event to all. None: all need the whole."""
        self._floor = floor
        for viewer in self._viewers:
            if payload is None:
                viewer.behind = True
                viewer.offer(b"")
            elif not viewer.behind:
                viewer.offer(payload)
            else:
                viewer.offer(b"")

    def _watch(self) -> None:
        loop, version = self._loop, 0
        last: FloorOut | None = None
        assert loop is not None, "start() sets the loop"
        while not self._stop.is_set():
            newest, snapshot = self._board.wait_newer(version, WAIT_S)
            self._freshness.age_s(newest)
            if newest == version or snapshot is None:
                continue
            version = newest
            floor = floor_out(version, snapshot)
            delta = change(last, floor) if last is not None else None
            payload = event("change", delta.model_dump_json()) if delta is not None else None
            last = floor
            try:
                loop.call_soon_threadsafe(self.spread, floor, payload)
            except RuntimeError:  # the loop has been closed
                return
