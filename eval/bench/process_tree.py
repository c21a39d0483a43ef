"""What a process and its children have used, out of /proc."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")

_NAME_ENDS = ")"
_USER, _SYSTEM = 11, 12
"""Places in ``stat`` after the name: utime and stime, in clock ticks (man 5 proc)."""


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds since they began, and memory now, of a process with all its children."""

    cpu_s: float
    resident_mb: float


def usage(root: int, without: Collection[int] = (), proc: Path = PROC) -> Usage | None:
    """What ``root`` and its children use, but for the processes ``without`` and theirs.

    None where the system has no such /proc: then nothing is known, which is not zero.
    """
    if not (proc / str(root) / "task" / str(root) / "children").exists():
        return None
    ticks, pages = 0, 0
    for process in _tree(root, without, proc):
        try:
            stat = (proc / str(process) / "stat").read_text()
            memory = (proc / str(process) / "statm").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        counters = stat.rpartition(_NAME_ENDS)[2].split()
        ticks += int(counters[_USER]) + int(counters[_SYSTEM])
        pages += int(memory.split()[1])
    return Usage(
        cpu_s=ticks / os.sysconf("SC_CLK_TCK"),
        resident_mb=pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
    )


def _tree(root: int, without: Collection[int], proc: Path) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        if process in without:
            continue
        found.append(process)
        for children in (proc / str(process) / "task").glob("*/children"):
            try:
                waiting += [int(child) for child in children.read_text().split()]
            except (FileNotFoundError, ProcessLookupError):
                continue  # a thread that ended while we looked
    return found
