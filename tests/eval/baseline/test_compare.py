"""The gate: an unchanged result passes, a real loss does not, chance is told and lets through."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.made_scenarios import scenario

from eval.baseline.compare import compare, save
from eval.baseline.comparison import Basis, Change, Comparison
from eval.scores.result import ClassScore, DetectionScore, EvalResult
from eval.scores.result_json import read_result
from eval.scores.scenario import Scenario
from eval.scores.score import score
from eval.scores.span import Span

STARTS = range(2, 98, 8)
"""Twelve absences of six seconds in each scenario, none at an edge of it."""


def made(name: str, hits: int, false: int = 0, late_s: float = 0.0) -> Scenario:
    """A scenario in which ``hits`` of the absences are found, and ``false`` others at B."""
    truth = [Span("off_seat", ("A",), start, start + 6) for start in STARTS]
    found = [Span("off_seat", ("A",), start + late_s, start + 6) for start in [*STARTS][:hits]] + [
        Span("off_seat", ("B",), start, start + 6) for start in [*STARTS][:false]
    ]
    return scenario(name, truth, found)


def suite(hits: Sequence[int], false: Sequence[int] | None = None, late_s: float = 0) -> EvalResult:
    names = [f"s{number}" for number in range(len(hits))]
    alarms = false or [0] * len(hits)
    each = zip(names, hits, alarms, strict=True)
    return score([made(name, n, m, late_s) for name, n, m in each], "1")


def change_of(comparison: Comparison, figure: str) -> Change:
    return next(each.change for each in comparison.figures if each.figure == figure)


def test_an_unchanged_result_passes_and_all_is_the_same() -> None:
    comparison = compare(suite([10, 9, 11, 12]), suite([10, 9, 11, 12]))
    assert comparison.passes
    assert {each.change for each in comparison.figures} == {Change.SAME}
    assert comparison.shared == ("s0", "s1", "s2", "s3")


def test_a_loss_in_every_scenario_is_a_loss() -> None:
    comparison = compare(suite([9, 8, 9, 8]), suite([12, 11, 12, 11]))
    assert not comparison.passes
    assert change_of(comparison, "off_seat.recall") is Change.WORSE
    assert change_of(comparison, "off_seat.precision") is Change.SAME


def test_a_gain_in_every_scenario_is_a_gain_and_passes() -> None:
    comparison = compare(suite([12, 11, 12, 11]), suite([9, 8, 9, 8]))
    assert comparison.passes
    assert change_of(comparison, "off_seat.recall") is Change.BETTER


def test_a_loss_here_that_is_a_gain_there_is_noise_and_is_told() -> None:
    comparison = compare(suite([9, 12, 9, 11, 10]), suite([11, 10, 11, 10, 11]))
    assert comparison.passes
    assert change_of(comparison, "off_seat.recall") is Change.NOISE
    recall = next(each for each in comparison.figures if each.figure == "off_seat.recall")
    assert recall.now is not None and recall.then is not None
    assert recall.now < recall.then
    assert recall.interval is not None and recall.interval.low < 0 < recall.interval.high


def test_pairs_see_a_small_loss_that_scenarios_of_all_sorts_would_hide() -> None:
    """Recall goes from 0.2 to 1 between scenarios; each of them loses one of its absences."""
    then = [3, 5, 7, 9, 11, 12, 4, 6]
    comparison = compare(suite([n - 1 for n in then]), suite(then))
    own = suite(then).kinds["off_seat"].intervals["recall"]
    recall = next(each for each in comparison.figures if each.figure == "off_seat.recall")
    assert own.low < recall.now < own.high
    assert recall.change is Change.WORSE


def test_more_false_alarms_are_worse_and_fewer_are_better() -> None:
    quiet, loud = suite([12] * 4), suite([12] * 4, [3, 4, 3, 5])
    assert change_of(compare(loud, quiet), "off_seat.precision") is Change.WORSE
    assert change_of(compare(quiet, loud), "off_seat.precision") is Change.BETTER


def test_later_starts_are_worse() -> None:
    comparison = compare(suite([12] * 4, late_s=1.0), suite([12] * 4))
    assert change_of(comparison, "off_seat.start_error_s") is Change.WORSE
    assert change_of(comparison, "off_seat.end_error_s") is Change.SAME


def test_finding_nothing_any_more_fails_though_there_is_no_precision_to_compare() -> None:
    comparison = compare(suite([0] * 4), suite([12] * 4))
    assert "off_seat.recall" in {each.figure for each in comparison.worse}


def test_ending_all_false_alarms_is_no_loss_where_nothing_is_true() -> None:
    def empty(false: int) -> EvalResult:
        spans = [Span("off_seat", ("B",), start, start + 6) for start in [*STARTS][:false]]
        return score([scenario(name, (), spans) for name in ("a", "b", "c")], "1")

    assert compare(empty(0), empty(3)).passes


def with_ap(ap: float | None) -> EvalResult:
    result = suite([12])
    own = None if ap is None else DetectionScore(9, {"person": ClassScore(9, 0, 9, ap, ap)})
    return replace(result, scenarios=(replace(result.scenarios[0], detection=own),))


def test_where_one_scenario_has_a_figure_a_fixed_tolerance_stands_in_for_noise() -> None:
    assert change_of(compare(with_ap(0.59), with_ap(0.60)), "person.ap50_95") is Change.NOISE
    lost = compare(with_ap(0.50), with_ap(0.60))
    assert change_of(lost, "person.ap50_95") is Change.WORSE
    (figure,) = [each for each in lost.figures if each.figure == "person.ap50_95"]
    assert figure.basis is Basis.TOLERANCE


def test_what_can_no_longer_be_measured_fails() -> None:
    comparison = compare(with_ap(None), with_ap(0.6))
    assert change_of(comparison, "person.ap50_95") is Change.GONE
    assert not comparison.passes
    assert compare(with_ap(0.6), with_ap(None)).passes


def test_one_scenario_is_resampled_by_its_seats() -> None:
    def one(a: int, b: int) -> EvalResult:
        truth = [Span("off_seat", (seat,), s, s + 6) for seat in "AB" for s in STARTS]
        found = [Span("off_seat", ("A",), s, s + 6) for s in [*STARTS][:a]]
        found += [Span("off_seat", ("B",), s, s + 6) for s in [*STARTS][:b]]
        return score([scenario("only", truth, found)], "1")

    lost = compare(one(6, 6), one(12, 12))
    assert next(e for e in lost.figures if e.figure == "off_seat.recall").basis is Basis.SEATS
    assert change_of(lost, "off_seat.recall") is Change.WORSE
    assert change_of(compare(one(12, 6), one(6, 12)), "off_seat.recall") is Change.SAME
    assert change_of(compare(one(12, 5), one(6, 12)), "off_seat.recall") is Change.NOISE


def test_a_scenario_whose_truth_has_changed_is_not_compared() -> None:
    then = score([made("a", 12), made("b", 12), made("c", 12)], "1")
    longer = [Span("off_seat", ("A",), start, start + 7) for start in STARTS]
    now = score([made("a", 12), made("b", 12), scenario("c", longer)], "2")
    comparison = compare(now, then)
    assert comparison.other_truth == ("c",)
    assert comparison.passes


def test_scenarios_that_only_one_result_has_are_named_and_left_out() -> None:
    then = score([made("a", 12), made("b", 12), made("old", 0)], "1")
    now = score([made("a", 12), made("b", 12), made("new", 0)], "2")
    comparison = compare(now, then)
    assert (comparison.only_then, comparison.only_now) == (("old",), ("new",))
    assert {each.change for each in comparison.figures} == {Change.SAME}


@pytest.mark.parametrize(
    ("hits", "change"),
    [([3, 4, 2, 3], Change.WORSE), ([10, 9, 10, 12], Change.NOISE)],
)
def test_without_a_scenario_in_common_intervals_decide(hits: list[int], change: Change) -> None:
    then = suite([11, 10, 12, 9])
    now = score([made(f"other{n}", hit) for n, hit in enumerate(hits)], "2")
    comparison = compare(now, then)
    assert comparison.shared == ()
    assert change_of(comparison, "off_seat.recall") is change


def test_a_saved_result_is_its_own_baseline(tmp_path) -> None:
    result = suite([10, 9, 11, 12], [1, 0, 2, 0])
    save(result, tmp_path / "baseline.json")
    assert [file.name for file in tmp_path.iterdir()] == ["baseline.json"]
    comparison = compare(result, read_result(tmp_path / "baseline.json"))
    assert {each.change for each in comparison.figures} == {Change.SAME}
