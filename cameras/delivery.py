"""Do a connection's pictures come as often, as soon and as whole as decisions need them?"""

from collections import deque
from dataclasses import dataclass, field

WINDOW_S = 10.0

FEW = 0.7
"""Of the decisions: with fewer pictures than that every third decision sees an old one."""

MANY_DAMAGED = 0.1
"""Of the pictures: one in ten, and a network or an encoder needs looking after."""


@dataclass(slots=True)
class Delivery:
    """The pictures of the last ``WINDOW_S`` of one connection. ``fps`` are decisions a second,
    ``limit_s`` is how old a picture may be."""

    fps: float
    limit_s: float
    _began: float | None = None
    _whole: deque[tuple[float, bool]] = field(default_factory=deque)

    def came(self, monotonic: float, damaged: bool, late_s: float = 0.0) -> str:
        """A picture came at ``monotonic`` seconds, ``late_s`` after it was taken: what is wrong
        with how they come, or nothing.

        ``late`` (older than the limit when they come), ``damaged`` (of which none is shown), or
        ``few``; the latter two are known after ``WINDOW_S``.
        """
        self._began = monotonic if self._began is None else self._began
        self._whole.append((monotonic, not damaged))
        while self._whole[0][0] <= monotonic - WINDOW_S:
            self._whole.popleft()
        if late_s > self.limit_s:
            return "late"
        if monotonic - self._began < WINDOW_S:
            return ""
        whole = sum(whole for _, whole in self._whole)
        if whole < (1.0 - MANY_DAMAGED) * len(self._whole):
            return "damaged"
        return "few" if whole < FEW * self.fps * WINDOW_S else ""
