import re

import pytest
from markupsafe import Markup

from eval.report.plots import errors, reliability
from eval.report.svg import element, rectangles
from eval.report.words import PAGE, kind
from eval.scores.result import CalibrationBin


def test_what_is_drawn_is_escaped() -> None:
    made = element("text", {"class": '"><script>'}, ["<b>", Markup("<tspan/>")])
    assert made == '<text class="&#34;&gt;&lt;script&gt;">&lt;b&gt;<tspan/></text>'


def test_many_rectangles_are_one_path_and_none_is_nothing() -> None:
    assert rectangles([(0, 1, 2, 3), (4.5, 5, 6, 7)], "x") == (
        '<path d="M0 1h2v3h-2zM4.5 5h6v7h-6z" class="x"/>'
    )
    assert rectangles([], "x") == ""


def test_errors_fall_into_whole_seconds_and_the_outermost_bars_hold_the_rest() -> None:
    drawn = errors([0.2, -0.4, 3.2, 11, 400, -30], PAGE["start"], kind("off_seat"))
    titles = ("+0 s: 2", "+3 s: 1", "+10 s: 2", "-10 s: 1")
    assert all(f"<title>{title}</title>" in drawn for title in titles)
    assert drawn.count("<title>") == len(titles)


def test_a_confidence_that_is_worth_what_it_says_lies_on_the_slanting_line() -> None:
    drawn = reliability([CalibrationBin(0.7, 0.75, 40, 0.72, 0.72)])
    (x1, y1, x2, y2) = map(
        float,
        re.findall(r'<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)" class="rule"', drawn)[0],
    )
    x, y = map(float, re.findall(r'<circle cx="(\S+)" cy="(\S+)"', drawn)[0])
    assert (x - x1) / (x2 - x1) == pytest.approx(0.72)
    assert (y - y1) / (y2 - y1) == pytest.approx(0.72)


def test_every_confidence_has_a_bar_with_its_decisions() -> None:
    bins = [
        CalibrationBin(0.6, 0.65, 12, 0.62, 0.5),
        CalibrationBin(0.95, 1.0, 4321, 0.99, 0.98),
    ]
    drawn = reliability(bins)
    assert "<title>0.60–0.65: 12</title>" in drawn
    assert "<title>0.95–1.00: 4,321</title>" in drawn
