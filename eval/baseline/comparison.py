"""What a comparison says: plain figures, which are also its JSON."""

from dataclasses import dataclass
from enum import StrEnum

from eval.scores.result import Interval


class Change(StrEnum):
    """How a figure differs from the baseline's."""

    BETTER = "better"
    WORSE = "worse"
    NOISE = "within noise"
    """Other, but other scenarios or seats would have done as much."""
    SAME = "same"
    NEW = "new"
    GONE = "gone"
    """The baseline could measure it and this version cannot: it fails the gate as worse does."""


class Basis(StrEnum):
    """What noise was measured on."""

    SCENARIOS = "scenarios"
    SEATS = "seats"
    INTERVALS = "intervals"
    """Both results' own intervals, where they have no scenario in common."""
    TOLERANCE = "tolerance"
    """Too little to resample: a fixed tolerance."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure then and now.

    Over what both results have, so they may differ from the results' own figures. ``interval``
    is the middle 99 % of the difference (now minus then) over paired resamples.
    """

    figure: str
    then: float | None
    now: float | None
    interval: Interval | None
    basis: Basis
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures. ``shared`` are the scenarios that were compared; ``other_truth`` are those of
    the same name whose truth has changed, which were not.
    """

    product_then: str
    product_now: str
    shared: tuple[str, ...]
    other_truth: tuple[str, ...]
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]
    figures: tuple[Compared, ...]

    @property
    def worse(self) -> tuple[Compared, ...]:
        """What keeps the gate shut."""
        return tuple(each for each in self.figures if each.change in (Change.WORSE, Change.GONE))

    @property
    def passes(self) -> bool:
        """Whether nothing is worse beyond noise."""
        return not self.worse
