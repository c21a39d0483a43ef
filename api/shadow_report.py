"""What a network on trial has shown so far: counts, and nothing about anybody."""

from dataclasses import dataclass
from enum import StrEnum

from floor.layout import SeatId


class Agreement(StrEnum):
    """How two states of a seat relate."""

    SAME = "same"
    DIFFERS = "differs"
    """One sees somebody there, the other an empty seat."""
    UNSURE = "unsure"
    """Only one of them knows."""


@dataclass(frozen=True, slots=True)
class ShadowReport:
    """``counts`` are decisions by seat and agreement. ``failed`` is why the trial ended, if it
    did."""

    network: str
    counts: tuple[tuple[SeatId, Agreement, int], ...]
    failed: str | None = None

    def counts_of(self, seat: SeatId) -> dict[Agreement, int]:
        """One seat's decisions by agreement."""
        return {agreement: count for each, agreement, count in self.counts if each == seat}
