"""What confidences are worth, and what was seen of what people do: as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval.report import numbers, plots
from eval.report.page import Figure, share
from eval.report.words import ACTIVITIES, Words
from eval.scores.result import ActivityScore, CalibrationScore, EvalResult


@dataclass(frozen=True, slots=True)
class BinRow:
    """Decisions of about the same confidence."""

    between: str
    decisions: str
    stated: str
    right: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The reliability diagram with its figures."""

    error: Figure
    brier: Figure
    drawing: Markup
    rows: tuple[BinRow, ...]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity."""

    name: Words
    score: ActivityScore
    shares: tuple[Figure, Figure, Figure]
    unknown: str


def confidence(score: CalibrationScore) -> Confidence:
    """What confidences of decisions on occupancy are worth."""
    own = score.intervals or {}
    error, brier = own.get("ece"), own.get("brier")
    return Confidence(
        Figure(numbers.share(score.ece), numbers.interval_of_shares(error), Markup("")),
        Figure(numbers.decimal(score.brier), numbers.interval_of_numbers(brier, 3), Markup("")),
        plots.reliability(score.bins),
        tuple(
            BinRow(
                f"{each.low:.2f}–{each.high:.2f}",
                f"{each.decisions:,}",
                numbers.share(each.stated),
                numbers.share(each.right),
            )
            for each in score.bins
        ),
    )


def activity_rows(result: EvalResult) -> Sequence[ActivityRow]:
    """A row for each activity that is true or seen somewhere."""
    if result.seat_state is None:
        return ()
    return [
        ActivityRow(
            ACTIVITIES.get(name, Words(name, name)),
            score,
            (
                share(score.precision, score.intervals, "precision"),
                share(score.recall, score.intervals, "recall"),
                share(score.f1, score.intervals, "f1"),
            ),
            numbers.share(score.unknown),
        )
        for name, score in result.seat_state.activities.items()
        if score.true or score.seen
    ]
