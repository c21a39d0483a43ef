"""Stretches of time at seats, as truth.jsonl and episodes.jsonl have them."""

from dataclasses import dataclass

Stretch = tuple[float, float]
"""Start and end in seconds since the start of the recording."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted at some seats. ``end`` None: it outlasts the recording.

    ``confirmed`` and ``confirmed_s`` are of found absences that count under R27.
    """

    kind: str
    seats: tuple[str, ...]
    start: float
    end: float | None
    confirmed: bool = False
    confirmed_s: float = 0.0

    def within(self, duration_s: float) -> Stretch:
        """The part inside a recording of ``duration_s``."""
        end = duration_s if self.end is None else min(self.end, duration_s)
        return min(self.start, end), end


def overlap_s(a: Stretch, b: Stretch) -> float:
    """The seconds that both have."""
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def temporal_iou(a: Stretch, b: Stretch) -> float:
    """Overlap over union, 0..1; 0 where both are empty."""
    both = overlap_s(a, b)
    union = (a[1] - a[0]) + (b[1] - b[0]) - both
    return both / union if union > 0 else 0.0
