"""What the template is given: every figure as text, every plot drawn, in order of appearance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from eval.report import numbers, plots
from eval.report.strips import seat_strips
from eval.report.timeline import timeline
from eval.report.words import ASPECTS, CLASSES, PAGE, Words, kind, state
from eval.scores.edges import edge_errors
from eval.scores.result import AspectScore, EvalResult, Interval, KindScore, ScenarioScore
from eval.scores.scenario import Scenario

FEW = 10
"""With fewer true episodes a figure says little."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval and, for shares, both on a line."""

    said: str
    interval: str
    whisker: Markup


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of episode."""

    name: Words
    score: KindScore
    shares: tuple[Figure, Figure, Figure]
    start_error: str
    end_error: str
    false_rate: Figure
    few: bool


@dataclass(frozen=True, slots=True)
class KindPlots:
    """The plots of a kind: over the IoU, and the errors of starts and ends (None without any)."""

    name: Words
    curve: Markup
    starts: Markup | None
    ends: Markup | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Decisions of one true and one seen state; ``heat`` is 0..10, their share of the row."""

    count: int
    share: str
    heat: int
    right: bool


@dataclass(frozen=True, slots=True)
class AspectTable:
    """One aspect of the seat state."""

    name: Words
    score: AspectScore
    accuracy: Figure
    decided: Figure
    settled: Figure
    seen: tuple[Words, ...]
    rows: tuple[tuple[Words, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScenarioTimeline:
    """One scenario's drawing."""

    name: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Detections of one class, or poses."""

    name: Words
    truth: int
    ignored: int
    found: int
    ap50: Figure
    ap50_95: Figure


@dataclass(frozen=True, slots=True)
class Card:
    """One of the figures that say most; ``part`` is which side of it."""

    name: Words
    part: Words
    figure: Figure


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario by itself: without intervals. ``f1`` is of each kind that is looked for."""

    name: str
    length: str
    seats: int
    accuracy: str
    f1: tuple[str, ...]


def cards(result: EvalResult) -> tuple[Card, ...]:
    """What a reader wants to know first."""
    found = []
    if result.seat_state is not None and (score := result.seat_state.aspects.get("occupancy")):
        figure = share(score.accuracy, score.intervals, "accuracy")
        found.append(Card(ASPECTS["occupancy"], PAGE["accuracy"], figure))
    if (off := result.kinds.get("off_seat")) is not None:
        for name in ("precision", "recall"):
            figure = share(getattr(off, name), off.intervals, name)
            found.append(Card(kind("off_seat"), PAGE[name], figure))
    if (sure := result.confirmed) is not None:
        figure = number(sure.false_per_1000_seat_hours, sure.intervals, "false_per_1000_seat_hours")
        found.append(Card(kind("off_seat_confirmed"), PAGE["false_rate"], figure))
    if result.detection is not None and (people := result.detection.classes.get("person")):
        figure = share(people.ap50, people.intervals, "ap50")
        found.append(Card(CLASSES["person"], PAGE["ap50"], figure))
    return tuple(found)


def scenario_rows(result: EvalResult) -> tuple[ScenarioRow, ...]:
    """Each scenario by itself."""
    made = [name for name, score in result.kinds.items() if score.made]
    return tuple(
        ScenarioRow(
            each.name,
            numbers.clock(each.duration_s),
            len(each.seats),
            numbers.share(None if each.seat_state is None else each.seat_state.occupancy_accuracy),
            tuple(
                numbers.share(each.kinds[name].f1) if name in each.kinds else numbers.NONE
                for name in made
            ),
        )
        for each in result.scenarios
    )


def kind_rows(result: EvalResult) -> tuple[KindRow, ...]:
    """A row for each kind that this version looks for."""
    return tuple(
        KindRow(
            kind(name),
            score,
            (
                share(score.precision, score.intervals, "precision"),
                share(score.recall, score.intervals, "recall"),
                share(score.f1, score.intervals, "f1"),
            ),
            _with_p95(score.start_error_s, score.start_error_p95_s),
            _with_p95(score.end_error_s, score.end_error_p95_s),
            number(score.false_per_1000_seat_hours, score.intervals, "false_per_1000_seat_hours"),
            score.truth < FEW,
        )
        for name, score in result.kinds.items()
        if score.made
    )


def kind_plots(result: EvalResult) -> tuple[KindPlots, ...]:
    """The plots of each kind that this version looks for and that is true somewhere."""
    drawn = []
    for name, score in result.kinds.items():
        if not score.made or not score.truth:
            continue
        starts: list[float] = []
        ends: list[float] = []
        for scenario in result.scenarios:
            own_starts, own_ends = edge_errors(scenario, name)
            starts += own_starts
            ends += own_ends
        words = kind(name)
        drawn.append(
            KindPlots(
                words,
                plots.curve(score.curve, words),
                plots.errors(starts, PAGE["start"], words) if starts else None,
                plots.errors(ends, PAGE["end"], words) if ends else None,
            )
        )
    return tuple(drawn)


def aspect_tables(result: EvalResult) -> tuple[AspectTable, ...]:
    """A confusion matrix for each aspect of which decisions were held against the truth."""
    if result.seat_state is None:
        return ()
    return tuple(
        _aspect_table(ASPECTS.get(name, Words(name, name)), score)
        for name, score in result.seat_state.aspects.items()
        if score.decisions
    )


def timelines(
    result: EvalResult, scenarios: Mapping[str, Scenario]
) -> tuple[ScenarioTimeline, ...]:
    """A drawing for each scenario in which something is true of a seat."""
    made = {name for name, score in result.kinds.items() if score.made}
    drawn = []
    for score in result.scenarios:
        strips = seat_strips(scenarios[score.name])
        episodes = [episode for episode in score.episodes if episode.kind in made]
        told = {seat for episode in episodes for seat in episode.seats}
        strips = tuple(each for each in strips if each.truth or each.seat in told)
        if strips:
            drawing = timeline(score.name, strips, episodes, score.duration_s)
            drawn.append(ScenarioTimeline(score.name, drawing))
    return tuple(drawn)


def class_rows(score: EvalResult | ScenarioScore) -> tuple[ClassRow, ...]:
    """Detections by class, and poses."""
    rows = []
    for name, each in (score.detection.classes if score.detection else {}).items():
        rows.append(
            ClassRow(
                CLASSES.get(name, Words(name, name)),
                each.truth,
                each.ignored,
                each.found,
                share(each.ap50, each.intervals, "ap50"),
                share(each.ap50_95, each.intervals, "ap50_95"),
            )
        )
    if score.keypoints is not None:
        points = score.keypoints
        rows.append(
            ClassRow(
                PAGE["keypoints"],
                points.truth,
                points.ignored,
                points.found,
                share(points.oks_ap50, points.intervals, "oks_ap50"),
                share(points.oks_ap, points.intervals, "oks_ap"),
            )
        )
    return tuple(rows)


def share(value: float | None, intervals: Mapping[str, Interval] | None, name: str) -> Figure:
    """A share with its interval, in per cent."""
    own = (intervals or {}).get(name)
    return Figure(numbers.share(value), numbers.interval_of_shares(own), plots.whisker(value, own))


def number(value: float | None, intervals: Mapping[str, Interval] | None, name: str) -> Figure:
    """A figure that is no share, with its interval."""
    own = (intervals or {}).get(name)
    return Figure(numbers.decimal(value, 1), numbers.interval_of_numbers(own), Markup(""))


def _with_p95(middle: float | None, p95: float | None) -> str:
    return numbers.NONE if middle is None else f"{numbers.seconds(middle)} ({numbers.seconds(p95)})"


def _aspect_table(name: Words, score: AspectScore) -> AspectTable:
    states = _ordered({*score.confusion, *(s for row in score.confusion.values() for s in row)})
    rows = []
    for true in states:
        counts = score.confusion.get(true)
        if not counts:
            continue
        whole = sum(counts.values())
        cells = tuple(
            Cell(
                counts.get(seen, 0),
                numbers.share(counts.get(seen, 0) / whole),
                round(10 * counts.get(seen, 0) / whole),
                seen == true,
            )
            for seen in states
        )
        rows.append((state(true), cells))
    return AspectTable(
        name,
        score,
        share(score.accuracy, score.intervals, "accuracy"),
        share(score.decided_accuracy, score.intervals, "decided_accuracy"),
        share(score.settled_accuracy, score.intervals, "settled_accuracy"),
        tuple(state(seen) for seen in states),
        tuple(rows),
    )


def _ordered(states: Iterable[str]) -> list[str]:
    """By name, unknown last."""
    return sorted(states, key=lambda name: (name == "unknown", name))
