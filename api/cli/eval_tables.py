"""An evaluation as tables for people."""

from collections.abc import Iterator, Mapping

from rich.box import SIMPLE
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from eval.scores.result import EvalResult, Interval

Intervals = Mapping[str, Interval] | None


def tables(result: EvalResult) -> Iterator[RenderableType]:
    """The figures from the seats' episodes down to boxes, and then what has none and why."""
    hours = f"{result.seat_hours:.3g} seat-hours in {len(result.scenarios)} scenario(s)"
    over = (
        f"; below each figure its 95 % interval over the {result.resampled}"
        if result.resampled
        else ""
    )
    yield Text(hours + over)
    parts = (
        _kinds,
        _confirmed,
        _seat_state,
        _activities,
        _chair_distance,
        _calibration,
        _pictures,
        _tracking,
    )
    yield from (table for part in parts if (table := part(result)) is not None)
    if result.not_made:
        yield Text(f"Not made by this version: {', '.join(result.not_made)}")
    for gap in result.not_scored:
        yield Text(f"Not scored in {gap.scenario or 'any scenario'}: {gap.measure}: {gap.why}")


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE, padding=0)


def _kinds(result: EvalResult) -> Table | None:
    if not result.kinds:
        return None
    table = _table("Episodes, matched at a temporal IoU of 0.5")
    table.add_column("kind", no_wrap=True)
    for name in ("truth", "found", "prec.", "recall", "F1", "start", "end", "false"):
        table.add_column(name, justify="right")
    for kind, each in result.kinds.items():
        table.add_row(
            escape(kind) if each.made else f"[dim]{escape(kind)}[/]",
            str(each.truth),
            str(each.found),
            _figure(each.precision, None, "precision"),
            _figure(each.recall, None, "recall"),
            _figure(each.f1, each.intervals, "f1"),
            _figure(each.start_error_s, None, "start_error_s", 2),
            _figure(each.end_error_s, None, "end_error_s", 2),
            _figure(each.false_per_1000_seat_hours, each.intervals, "false_per_1000_seat_hours", 0),
        )
    table.caption = "start, end: seconds off, the median; false: per 1,000 seat-hours"
    table.caption_justify = "left"
    return table


def _confirmed(result: EvalResult) -> Table | None:
    each = result.confirmed
    if each is None:
        return None
    table = _table("Confirmed off-seat time")
    for name in ("truth s", "found s", "both s", "error s", "false alarms", "per 1,000 seat-hours"):
        table.add_column(name, justify="right")
    table.add_row(
        f"{each.truth_s:.1f}",
        f"{each.found_s:.1f}",
        f"{each.overlap_s:.1f}",
        _figure(each.error_s, each.intervals, "error_s", 1),
        str(each.false_alarms),
        _figure(each.false_per_1000_seat_hours, each.intervals, "false_per_1000_seat_hours", 0),
    )
    return table


def _seat_state(result: EvalResult) -> Table | None:
    if result.seat_state is None:
        return None
    table = _table("Seat state, decision by decision")
    table.add_column("")
    for name in ("decisions", "accuracy", "unknown", "of the decided", "1 s from changes"):
        table.add_column(name, justify="right")
    for aspect, each in result.seat_state.aspects.items():
        table.add_row(
            aspect,
            str(each.decisions),
            _figure(each.accuracy, each.intervals, "accuracy"),
            _figure(each.unknown, None, "unknown"),
            _figure(each.decided_accuracy, each.intervals, "decided_accuracy"),
            _figure(each.settled_accuracy, each.intervals, "settled_accuracy"),
        )
    return table


def _activities(result: EvalResult) -> Table | None:
    """Those that are true or seen somewhere."""
    if result.seat_state is None:
        return None
    rows = [(n, each) for n, each in result.seat_state.activities.items() if each.true or each.seen]
    if not rows:
        return None
    table = _table("What people do, decision by decision")
    table.add_column("")
    for name in ("true", "seen", "prec.", "recall", "F1", "unknown"):
        table.add_column(name, justify="right")
    for name, each in rows:
        table.add_row(
            name,
            str(each.true),
            str(each.seen),
            _figure(each.precision, each.intervals, "precision"),
            _figure(each.recall, each.intervals, "recall"),
            _figure(each.f1, each.intervals, "f1"),
            _figure(each.unknown, None, "unknown"),
        )
    return table


def _chair_distance(result: EvalResult) -> Table | None:
    each = None if result.seat_state is None else result.seat_state.chair_distance
    if each is None:
        return None
    table = _table("How far free chairs are from home")
    for name in ("decisions", "with a distance", "median error cm", "95th percentile cm"):
        table.add_column(name, justify="right")
    table.add_row(
        str(each.decisions),
        str(each.said),
        _figure(each.error_cm, None, "error_cm", 1),
        _figure(each.error_p95_cm, None, "error_p95_cm", 1),
    )
    return table


def _calibration(result: EvalResult) -> Table | None:
    each = None if result.seat_state is None else result.seat_state.calibration
    if each is None:
        return None
    table = _table("What a confidence of occupancy is worth")
    table.min_width = 60  # its caption is longer than its columns are wide
    for name in ("confidence", "decisions", "stated", "right"):
        table.add_column(name, justify="right")
    for one in each.bins:
        table.add_row(
            f"{one.low:.2f}–{one.high:.2f}",
            str(one.decisions),
            f"{one.stated:.3f}",
            f"{one.right:.3f}",
        )
    table.caption = (
        f"expected calibration error {_inline(each.ece, each.intervals, 'ece')}, "
        f"Brier score {_inline(each.brier, each.intervals, 'brier')}"
    )
    table.caption_justify = "left"
    return table


def _pictures(result: EvalResult) -> Table | None:
    if result.detection is None:
        return None
    table = _table(f"Average precision in {result.detection.frames} pictures")
    table.add_column("")
    for name in ("truth", "left out", "found", "AP50", "AP50:95"):
        table.add_column(name, justify="right")
    for name, each in result.detection.classes.items():
        table.add_row(
            name,
            str(each.truth),
            str(each.ignored),
            str(each.found),
            _figure(each.ap50, each.intervals, "ap50"),
            _figure(each.ap50_95, each.intervals, "ap50_95"),
        )
    points = result.keypoints
    if points is not None:
        table.add_row(
            "keypoints (OKS)",
            str(points.truth),
            str(points.ignored),
            str(points.found),
            _figure(points.oks_ap50, points.intervals, "oks_ap50"),
            _figure(points.oks_ap, points.intervals, "oks_ap"),
        )
    return table


def _tracking(result: EvalResult) -> Table | None:
    each = result.tracking
    if each is None:
        return None
    table = _table(f"Tracks of people in {each.frames} pictures")
    for name in ("HOTA", "DetA", "AssA", "IDF1"):
        table.add_column(name, justify="right")
    table.add_row(
        _figure(each.hota, each.intervals, "hota"),
        _figure(each.detection_accuracy, each.intervals, "detection_accuracy"),
        _figure(each.association_accuracy, each.intervals, "association_accuracy"),
        _figure(each.idf1, each.intervals, "idf1"),
    )
    return table


def _inline(value: float, intervals: Intervals, name: str) -> str:
    between = (intervals or {}).get(name)
    return f"{value:.3f}" + (f" ({between.low:.3f}–{between.high:.3f})" if between else "")


def _figure(value: float | None, intervals: Intervals, name: str, places: int = 3) -> str:
    if value is None:
        return "-"
    between = (intervals or {}).get(name)
    shown = f"{value:.{places}f}"
    if between is None:
        return shown
    return f"{shown}\n[dim]{between.low:.{places}f}–{between.high:.{places}f}[/]"
