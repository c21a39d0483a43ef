"""The whole lines of a file that others append to, rename or cut."""

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

MAX_LINE_BYTES: Final = 65_536
"""An event has some 300 bytes. What is longer is not one, and is not held in memory."""

MAX_POLL_BYTES: Final = 8 * 1_048_576
"""One poll reads so much at most; the next goes on from there."""

_MARK_BYTES: Final = 4_096
"""So many bytes before the place reached are remembered: if they differ, the file is another. Some
ten events: enough that no two logs end them alike."""

Line = tuple[int, bytes]
"""The line's number in its file, from 1, and its bytes. A longer one than allowed is cut, and
longer than allowed still."""


class Tail:
    """Follows a file. Opens nothing before the first ``poll``.

    Only whole lines are read: a half-written last line waits for its end. A file that was renamed
    is read to its end, then the new one from its start; one that was cut or overwritten is read
    again from its start (events are de-duplicated later).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
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

    def poll(self) -> list[Line] | None:
        """The lines since the last poll; None without a file. Raises ``OSError`` only where
        reading itself fails."""
        if self._file is None and not self._open():
            return None
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
        return lines

    def _open(self) -> bool:
        try:
            self._file = self.path.open("rb")
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
            return not os.path.samestat(self.path.stat(), os.fstat(self._file.fileno()))
        except FileNotFoundError:
            return False

    def _read_lines(self, limit: int) -> list[Line]:
        """The whole lines that follow, with their numbers; the rest stays in ``_partial``."""
        if self._file is None:
            return []
        self._file.seek(self._offset)
        data = self._file.read(limit)
        self._offset += len(data)
        self._mark = (self._mark + data)[-_MARK_BYTES:]
        *whole, self._partial = (self._partial + data).split(b"\n")
        lines: list[Line] = []
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
