"""An episode: something that lasted."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Episode:
    """Something that lasted, in seconds from the start; no end if the video ends first. A chat
    has two seats; what people do who sit at no seat of their own has none."""

    kind: str
    seats: tuple[str, ...]
    start: float
    end: float | None
    rule: Literal["R27"] | None = None

    def line(self) -> dict[str, Any]:
        """This episode in the words of `truth.jsonl`."""
        said: dict[str, Any] = {"kind": self.kind}
        if len(self.seats) == 1:
            said["seat"] = self.seats[0]
        elif self.seats:
            said["seats"] = list(self.seats)
        said |= {"start": self.start, "end": self.end}
        return said if self.rule is None else said | {"rule": self.rule}
