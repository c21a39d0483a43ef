"""Figures as people read them. What could not be measured is a dash, never a zero."""

from eval.scores.result import Interval

NONE = "–"


def share(value: float | None) -> str:
    """0..1 as per cent with one decimal."""
    return NONE if value is None else f"{100 * value:.1f} %"


def decimal(value: float | None, places: int = 3) -> str:
    """A plain figure."""
    return NONE if value is None else f"{value:,.{places}f}"


def seconds(value: float | None) -> str:
    """Seconds with one decimal."""
    return NONE if value is None else f"{value:,.1f} s"


def interval_of_shares(interval: Interval | None) -> str:
    """Both ends in per cent."""
    return "" if interval is None else f"{100 * interval.low:.1f}–{100 * interval.high:.1f}"


def interval_of_numbers(interval: Interval | None, places: int = 1) -> str:
    """Both ends as plain figures."""
    return "" if interval is None else f"{interval.low:,.{places}f}–{interval.high:,.{places}f}"


def clock(time_s: float) -> str:
    """Seconds of a recording as 1:02.5, or 1:02:03 from an hour on."""
    tenths = round(time_s * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest // 10:02}"
    return f"{minutes}:{rest // 10:02}" + (f".{rest % 10}" if rest % 10 else "")


def stretch(start: float | None, end: float | None) -> str | None:
    """``0:05 – 1:10``; None where nothing began, an open end where it did not end."""
    if start is None:
        return None
    return f"{clock(start)} – {'…' if end is None else clock(end)}"
