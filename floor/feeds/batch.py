"""What a feed brings: events, and what could not be read."""

from dataclasses import dataclass

from floor.agent_state import AgentEvent
from floor.errors import InputFault


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What could not be read: why, and as it came. ``raw`` may hold names and goes nowhere but to
    ``DeadLetters``, which keeps its shape alone."""

    fault: InputFault
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one poll brought. ``missing``: there is nothing to read at this moment."""

    events: tuple[AgentEvent, ...] = ()
    letters: tuple[DeadLetter, ...] = ()
    missing: bool = False

    @property
    def faults(self) -> tuple[InputFault, ...]:
        """Why what could not be read could not."""
        return tuple(letter.fault for letter in self.letters)
