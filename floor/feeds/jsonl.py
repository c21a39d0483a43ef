"""Agent events from JSON lines: a whole file at once, or a growing one as it grows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from floor.agent_state import AgentEvent
from floor.feeds.event_line import parse_line
from floor.feeds.lines import FileFollower, Parsed, read_file
from floor.feeds.stamp import Stamp
from floor.feeds.state_words import NO_WORDS, StateWords

SOURCE: Final = "jsonl"


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reads lines of ``agents.jsonl``: a state by its name or by one of ``words``."""

    file: str
    source: str = SOURCE
    words: StateWords = NO_WORDS

    def __call__(self, number: int, raw: bytes) -> Parsed:
        """The event of a line, or all that is wrong with it."""
        event, faults = parse_line(raw, self.file, number, self.source, self.words)
        return () if event is None else (event,), faults


def read_events(path: Path, source: str = SOURCE, ahead_s: float = 0.0) -> tuple[AgentEvent, ...]:
    """Every event of the file, in its order. Raises ``InputFaults`` with every fault of it.

    ``ahead_s``: how far the file's clock is ahead of the cameras', by whose time events are told.
    """
    return read_file(path, JsonLines(str(path), source), Stamp(ahead_s))


class JsonlFollower(FileFollower):
    """Follows a file of JSON lines; ``ahead_s`` is as in ``read_events``."""

    def __init__(self, path: Path, source: str = SOURCE, ahead_s: float = 0.0) -> None:
        super().__init__(path, JsonLines(str(path), source), Stamp(ahead_s))
