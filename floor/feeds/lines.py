"""Files of agent events, line by line: a whole one at once, or a growing one as it grows."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from floor.agent_state import AgentEvent
from floor.errors import InputFault, InputFaults
from floor.feeds.batch import Batch, DeadLetter
from floor.feeds.stamp import AS_TOLD, Stamp
from floor.feeds.tail import MAX_LINE_BYTES, Line, Tail

Parsed: TypeAlias = tuple[Iterable[AgentEvent], Iterable[InputFault]]


class LineReader(Protocol):
    """Reads the lines of one file in their order; number 1 begins a new file."""

    def __call__(self, number: int, raw: bytes) -> Parsed:
        """The events of a line, and all that is wrong with it; neither for one to pass over."""
        ...


class FileFollower:
    """Follows a file that others append to (see ``Tail``). A line that cannot be read costs no
    other. ``stamp`` is put on every event."""

    def __init__(self, path: Path, reader: LineReader, stamp: Stamp = AS_TOLD) -> None:
        self._tail = Tail(path)
        self._reader = reader
        self._stamp = stamp

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
        self._tail.close()

    def poll(self) -> Batch:
        """What came since the last poll. Raises ``OSError`` only where reading itself fails."""
        lines = self._tail.poll()
        if lines is None:
            return Batch(missing=True)
        return read_lines(lines, self._tail.path, self._reader, self._stamp)


def read_file(path: Path, reader: LineReader, stamp: Stamp = AS_TOLD) -> tuple[AgentEvent, ...]:
    """Every event of the file, in its order. Raises ``InputFaults`` with every fault of it."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); give a readable file"
        raise InputFaults([InputFault(str(path), None, "", None, wrong)]) from error
    batch = read_lines(enumerate(lines, start=1), path, reader, stamp)
    if batch.letters:
        raise InputFaults(batch.faults)
    return batch.events


def read_lines(lines: Iterable[Line], path: Path, reader: LineReader, stamp: Stamp) -> Batch:
    """The lines as events and dead letters."""
    events: list[AgentEvent] = []
    letters: list[DeadLetter] = []
    for number, raw in lines:
        if len(raw) > MAX_LINE_BYTES:
            wrong = f"longer than {MAX_LINE_BYTES} bytes; write one event per line"
            letters.append(DeadLetter(InputFault(str(path), number, "", None, wrong)))
            continue
        said, wrongs = reader(number, raw)
        events.extend(said)
        text = raw.decode("utf-8", "replace")
        letters.extend(DeadLetter(fault, text) for fault in wrongs)
    return Batch(stamp.on(events), tuple(letters))
