"""A scenario's seats over time: truth above, what was seen below, and the episodes likewise."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from eval.report.numbers import clock, stretch
from eval.report.plots import said
from eval.report.strips import SeatStrips, Stretch, by_state
from eval.report.svg import Point, drawing, line, rectangle, rectangles, text
from eval.report.words import PAGE, kind
from eval.scores.result import JudgedEpisode

WIDTH = 1200.0
LEFT = 150.0
RIGHT = 12.0
TOP = 24.0
STRIP = 13.0
BAR = 8.0
"""Lengths of the drawing, in its own units."""

HEIGHTS = {"occupied": 1.0, "standing": 1.0, "unknown": 0.5, "empty": 0.18}
"""How much of a strip a state fills, so that states differ without their colours."""

STEPS_S = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
MOST_TICKS = 14


def timeline(
    name: str, seats: Sequence[SeatStrips], episodes: Sequence[JudgedEpisode], duration_s: float
) -> Markup:
    """The drawing of a scenario."""
    blocks: list[Markup] = []
    y = TOP
    for seat in seats:
        own = [e for e in episodes if seat.seat in e.seats]
        parts, height = _seat(seat, own, y, duration_s)
        blocks += parts
        y += height
    ticks = [
        line(_at(t, TOP, duration_s), _at(t, y, duration_s), "grid") for t in _ticks(duration_s)
    ]
    labels = [
        text((_at(t, 0, duration_s)[0], TOP - 8), clock(t), "tick", "middle")
        for t in _ticks(duration_s)
    ]
    title = f"{PAGE['timelines'].both}: {name}"
    return drawing(WIDTH, y + 4, "timeline", title, [*ticks, *labels, *blocks])


def legend_swatch(state: str) -> Markup:
    """A piece of a strip in one state."""
    parts = [_filled([Stretch(0, 1, state)], state, 2, lambda t: 2 + 40 * t)]
    return drawing(44, STRIP + 4, "swatch", state, parts)


def legend_bar(verdict: str) -> Markup:
    """An episode with one verdict."""
    return drawing(44, BAR + 6, "swatch", verdict, [rectangle((2, 3), (40, BAR), f"ep {verdict}")])


def _seat(
    seat: SeatStrips, episodes: Sequence[JudgedEpisode], y: float, duration_s: float
) -> tuple[list[Markup], float]:
    parts = [text((4, y + STRIP + 4), seat.seat, "seat-name")]
    for row, (word, strip) in enumerate((("true", seat.truth), ("seen", seat.seen))):
        top = y + row * (STRIP + 2)
        parts.append(said(PAGE[word], (LEFT - 6, top + STRIP - 3), "tick", "end"))
        parts.append(rectangle((LEFT, top), (WIDTH - LEFT - RIGHT, STRIP), "ground"))
        for state, stretches in by_state(strip).items():
            parts.append(_filled(stretches, state, top, lambda t: _at(t, 0, duration_s)[0]))
    bottom = y + 2 * (STRIP + 2)
    for name in sorted({episode.kind for episode in episodes}):
        same = [episode for episode in episodes if episode.kind == name]
        parts.append(said(kind(name), (LEFT - 6, bottom + BAR + 4), "tick", "end"))
        parts += [bar for each in same for bar in _bars(each, bottom + 1, duration_s)]
        bottom += 2 * BAR + 5
    height = bottom - y + 10
    parts.append(line((0, y + height - 5), (WIDTH, y + height - 5), "between"))
    return parts, height


def _bars(episode: JudgedEpisode, top: float, duration_s: float) -> Iterable[Markup]:
    """The true episode, and the found one under it."""
    spans = (
        (top, episode.truth_start, episode.truth_end),
        (top + BAR + 1, episode.found_start, episode.found_end),
    )
    for y, start, end in spans:
        if start is None:
            continue
        until = duration_s if end is None else min(end, duration_s)
        x0, x1 = _at(start, 0, duration_s)[0], _at(until, 0, duration_s)[0]
        title = f"{kind(episode.kind).both}: {stretch(start, end)} ({PAGE[episode.verdict].both})"
        yield rectangle((x0, y), (max(x1 - x0, 2), BAR), f"ep {episode.verdict}", title)


def _filled(
    stretches: Iterable[Stretch], state: str, top: float, across: Callable[[float], float]
) -> Markup:
    tall = STRIP * HEIGHTS.get(state, 0.5)
    y = top + (STRIP - tall if state != "unknown" else (STRIP - tall) / 2)
    boxes = (
        (across(each.start), y, across(each.end) - across(each.start), tall) for each in stretches
    )
    return rectangles(boxes, f"st {state}")


def _at(time_s: float, y: float, duration_s: float) -> Point:
    return LEFT + (WIDTH - LEFT - RIGHT) * time_s / max(duration_s, 1e-9), y


def _ticks(duration_s: float) -> list[float]:
    step = next((s for s in STEPS_S if duration_s / s <= MOST_TICKS), STEPS_S[-1])
    return [float(step * n) for n in range(int(duration_s / step) + 1)]
