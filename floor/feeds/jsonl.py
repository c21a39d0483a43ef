"""Agent events from JSON lines: a whole file at once, or a growing one as it grows."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from floor.agent_state import AgentEvent
from floor.errors import InputFault, InputFaults
from floor.feeds.event_line import parse_line

SOURCE: Final = "jsonl"

MAX_LINE_BYTES: Final = 65_536
"""An event has some 300 bytes. What is longer is not one, and is not held in memory."""

MAX_POLL_BYTES: Final = 8 * 1_048_576
"""One poll reads so much at most; the next goes on from there."""

_MARK_BYTES: Final = 4_096
"""So many bytes before the place reached are remembered: if they differ, the file is another. Some
ten events: enough that no two logs end them alike."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one poll brought. ``missing``: there is no file to read at this moment."""

    events: tuple[AgentEvent, ...] = ()
    faults: tuple[InputFault, ...] = ()
    missing: bool = False


def read_events(path: Path, source: str = SOURCE, ahead_s: float = 0.0) -> tuple[AgentEvent, ...]:
    """Every event of the file, in its order. Raises ``InputFaults`` with every fault of it.

    ``ahead_s``: how far the file's clock is ahead of the cameras', by whose time events are told.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); give a readable file of JSON lines"
        raise InputFaults([InputFault(str(path), None, "", None, wrong)]) from error
    batch = _parse(list(enumerate(lines, start=1)), str(path), source, ahead_s)
    if batch.faults:
        raise InputFaults(batch.faults)
    return batch.events


class JsonlFollower:
    """Follows a file that others append to. Opens nothing before the first ``poll``.

    Only whole lines are read: a half-written last line waits for its end. A file that was renamed
    is read to its end, then the new one from its start; one that was cut or overwritten is read
    again from its start (events are de-duplicated later). A bad line becomes a fault and costs no
    other line. ``ahead_s`` is as in ``read_events``.
    """

    def __init__(self, path: Path, source: str = SOURCE, ahead_s: float = 0.0) -> None:
        self._path = path
        self._source = source
        self._ahead_s = ahead_s
        self._file: BinaryIO | None = None
        self._restart()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. A later poll would read it again from its start."""
        if self._file is not None:
            self._file.close()
        self._file = None
        self._restart()

    def poll(self) -> Batch:
        """What came since the last poll. Raises ``OSError`` only where reading itself fails."""
        if self._file is None and not self._open():
            return Batch(missing=True)
        if self._was_overwritten():
            self._restart()
        lines = self._read_lines(MAX_POLL_BYTES)
        if len(lines) == 0 and self._was_replaced():
            # Nobody will end the last line of a file that was renamed away: take it as it is.
            if self._partial and not self._skipping:
                lines.append((self._line + 1, self._partial))
            self.close()
            if self._open():
                lines.extend(self._read_lines(MAX_POLL_BYTES))
        return _parse(lines, str(self._path), self._source, self._ahead_s)

    def _open(self) -> bool:
        try:
            self._file = self._path.open("rb")
        except FileNotFoundError:
            return False
        self._restart()
        return True

    def _restart(self) -> None:
        self._offset = 0
        self._line = 0
        self._partial = b""
        self._skipping = False
        self._mark = b""

    def _was_overwritten(self) -> bool:
        if self._file is None:
            return False
        self._file.seek(self._offset - len(self._mark))
        return self._file.read(len(self._mark)) != self._mark

    def _was_replaced(self) -> bool:
        """Whether another file has the path now; not while there is none, as in mid-rotation."""
        if self._file is None:
            return False
        try:
            return not os.path.samestat(self._path.stat(), os.fstat(self._file.fileno()))
        except FileNotFoundError:
            return False

    def _read_lines(self, limit: int) -> list[tuple[int, bytes]]:
        """The whole lines that follow, with their numbers; the rest stays in ``_partial``."""
        if self._file is None:
            return []
        self._file.seek(self._offset)
        data = self._file.read(limit)
        self._offset += len(data)
        self._mark = (self._mark + data)[-_MARK_BYTES:]
        *whole, self._partial = (self._partial + data).split(b"\n")
        lines: list[tuple[int, bytes]] = []
        for line in whole:
            self._line += 1
            if not self._skipping:
                lines.append((self._line, line))
            self._skipping = False
        if len(self._partial) > MAX_LINE_BYTES:
            if not self._skipping:
                lines.append((self._line + 1, self._partial))
            self._partial, self._skipping = b"", True
        return lines


def _parse(lines: list[tuple[int, bytes]], file: str, source: str, ahead_s: float) -> Batch:
    events: list[AgentEvent] = []
    faults: list[InputFault] = []
    for number, raw in lines:
        if len(raw) > MAX_LINE_BYTES:
            wrong = f"longer than {MAX_LINE_BYTES} bytes; write one event per line"
            faults.append(InputFault(file, number, "", None, wrong))
            continue
        event, wrongs = parse_line(raw, file, number, source, ahead_s)
        if event is not None:
            events.append(event)
        faults.extend(wrongs)
    return Batch(tuple(events), tuple(faults))
