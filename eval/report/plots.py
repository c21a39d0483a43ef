"""Curves over the temporal IoU, errors in time, and what a confidence is worth."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval.report.svg import (
    Point,
    drawing,
    element,
    line,
    marker,
    polyline,
    rectangle,
    text,
)
from eval.report.words import PAGE, Words
from eval.scores.result import CalibrationBin, CurvePoint, Interval

FARTHEST_S = 10
"""The outermost bars of the errors in time hold all that is beyond."""


@dataclass(frozen=True, slots=True)
class _Axes:
    """A square of 0..1 each way in a drawing, in its units."""

    left: float = 34
    top: float = 14
    width: float = 210
    height: float = 120

    def at(self, x: float, y: float) -> Point:
        return self.left + x * self.width, self.top + (1 - y) * self.height

    def grid(self) -> list[Markup]:
        """Lines and figures at every quarter."""
        parts = []
        for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
            parts.append(line(self.at(0, tick), self.at(1, tick), "grid"))
            x, y = self.at(0, tick)
            parts.append(text((x - 5, y + 3.5), f"{tick:g}", "tick", "end"))
        for tick in (0.1, 0.3, 0.5, 0.7, 0.9):
            x, y = self.at(tick, 0)
            parts.append(text((x, y + 14), f"{tick:g}", "tick", "middle"))
        return parts


def said(words: Words, at: Point, css: str, anchor: str = "start") -> Markup:
    """Words in a drawing, in both languages; the page shows one."""
    chinese = element("tspan", {"class": "zh", "lang": "zh-CN"}, [words.zh])
    english = element("tspan", {"class": "en", "lang": "en"}, [words.en])
    attributes: dict[str, str | float] = {
        "x": at[0],
        "y": at[1],
        "text-anchor": anchor,
        "class": css,
    }
    return element("text", attributes, [chinese, english])


def curve(points: Sequence[CurvePoint], name: Words) -> Markup:
    """Precision, recall and F1 where a match needs more and more overlap."""
    axes = _Axes()
    parts = [*axes.grid(), line(axes.at(0.5, 0), axes.at(0.5, 1), "rule")]
    sorts = (
        ("precision", "circle", "p", [(p.iou, p.precision) for p in points]),
        ("recall", "square", "r", [(p.iou, p.recall) for p in points]),
        ("f1", "diamond", "f", [(p.iou, p.f1) for p in points]),
    )
    for sort, shape, css, values in sorts:
        known = [axes.at(iou, value) for iou, value in values if value is not None]
        parts.append(polyline(known, f"curve {css}"))
        parts += [marker(point, shape, f"point {css}") for point in known]
        x = axes.left + {"p": 0, "r": 76, "f": 152}[css]
        parts.append(marker((x + 4, 163), shape, f"point {css}"))
        parts.append(said(PAGE[sort], (x + 12, 167), "key"))
    return drawing(256, 174, "plot", f"{PAGE['curves'].both}: {name.both}", parts)


def errors(values: Sequence[float], edge: Words, kind: Words) -> Markup:
    """How many edges were how many seconds early or late."""
    counts = Counter(max(-FARTHEST_S, min(FARTHEST_S, round(value))) for value in values)
    most = max(counts.values(), default=1)
    left, top, width, height = 12.0, 22.0, 232.0, 92.0
    bar = width / (2 * FARTHEST_S + 1)
    base = top + height
    middle = left + width / 2
    parts = [
        said(edge, (left, 12), "key strong"),
        text((left + width, 12), f"n = {len(values)}", "tick", "end"),
        line((left, base), (left + width, base), "axis"),
        line((middle, top), (middle, base), "rule"),
    ]
    for second, count in sorted(counts.items()):
        tall = height * count / most
        at = left + (second + FARTHEST_S) * bar + 1, base - tall
        css = "bar" if second == 0 else "bar early" if second < 0 else "bar late"
        parts.append(rectangle(at, (bar - 2, tall), css, f"{second:+} s: {count}"))
        if count == most:
            parts.append(text((at[0] + bar / 2 - 1, at[1] - 3), str(count), "tick", "middle"))
    for second in (-FARTHEST_S, -5, 0, 5, FARTHEST_S):
        label = {FARTHEST_S: f"≥{FARTHEST_S}", -FARTHEST_S: f"≤−{FARTHEST_S}"}.get(
            second, f"{second:+d}".replace("-", "−") if second else "0"
        )
        x = left + (second + FARTHEST_S + 0.5) * bar
        parts.append(text((x, base + 13), label, "tick", "middle"))
    parts.append(said(PAGE["early"], (left, base + 27), "tick"))
    parts.append(said(PAGE["late"], (left + width, base + 27), "tick", "end"))
    name = f"{PAGE['errors_in_time'].both}: {kind.both}, {edge.both}"
    return drawing(256, 146, "plot", name, parts)


def reliability(bins: Sequence[CalibrationBin]) -> Markup:
    """How often decisions of a confidence were right; on the slanting line it is what it says.

    The bars below are how many decisions there were of each confidence.
    """
    axes = _Axes(height=150)
    parts = [*axes.grid(), line(axes.at(0, 0), axes.at(1, 1), "rule")]
    points = [axes.at(each.stated, each.right) for each in bins]
    parts.append(polyline(points, "curve f"))
    parts += [marker(point, "circle", "point f") for point in points]
    base, tall = axes.top + axes.height + 50, 28.0
    most = max((each.decisions for each in bins), default=1)
    for each in bins:
        left, width = axes.left + each.low * axes.width, (each.high - each.low) * axes.width
        high = max(tall * each.decisions / most, 0.8)
        title = f"{each.low:.2f}–{each.high:.2f}: {each.decisions:,}"
        parts.append(rectangle((left + 0.5, base - high), (width - 1, high), "bar", title))
    parts.append(line((axes.left, base), (axes.left + axes.width, base), "axis"))
    parts.append(said(PAGE["decisions"], (axes.left, base - tall + 6), "key"))
    parts.append(said(PAGE["stated"], (axes.left + axes.width, base + 13), "key", "end"))
    parts.append(said(PAGE["was_right"], (axes.left, 10), "key"))
    return drawing(256, base + 18, "plot wide", PAGE["confidence"].both, parts)


def whisker(value: float | None, interval: Interval | None) -> Markup:
    """A share on a line of 0..1 with its interval; empty where there is no figure."""
    if value is None:
        return Markup("")
    width, height = 100.0, 8.0
    parts = [line((0, 4), (width, 4), "grid")]
    if interval is not None:
        low, high = interval.low * width, interval.high * width
        parts.append(rectangle((low, 2.6), (max(high - low, 0.5), 2.8), "spread"))
    parts.append(rectangle((max(0.0, value * width - 1), 0), (2, height), "value"))
    attributes: dict[str, str | float] = {
        "viewBox": f"0 0 {width:g} {height:g}",
        "class": "whisker",
        "preserveAspectRatio": "none",
        "aria-hidden": "true",
    }
    return element("svg", attributes, parts)
