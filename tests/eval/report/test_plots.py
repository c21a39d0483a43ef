import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from eval.report.plots import Bin, bins, errors
from eval.report.svg import element, rectangles
from eval.report.words import PAGE, kind


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


def test_decisions_are_grouped_by_what_confidence_they_stated() -> None:
    assert bins([(0.95, True), (1.0, True), (0.91, False), (0.11, True)]) == (
        Bin(pytest.approx(0.11), 1.0, 1),
        Bin(pytest.approx(0.9533, abs=1e-4), pytest.approx(2 / 3), 3),
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_no_decision_is_lost_or_counted_twice(decisions: list[tuple[float, bool]]) -> None:
    found = bins(decisions)
    assert sum(each.decisions for each in found) == len(decisions)
    assert sum(each.right * each.decisions for each in found) == pytest.approx(
        sum(right for _, right in decisions)
    )
