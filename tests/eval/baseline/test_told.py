import json

from eval.baseline.comparison import Basis, Change, Compared, Comparison
from eval.baseline.told import as_json, lines
from eval.scores.result import Interval


def comparison(*figures: Compared) -> Comparison:
    return Comparison("1", "2", ("a",), ("b",), ("c",), (), figures)


WORSE = Compared("f.recall", 0.9, 0.7, Interval(-0.3, -0.1), Basis.SCENARIOS, Change.WORSE)
NOISE = Compared("f.precision", 0.9, 0.89, Interval(-0.1, 0.1), Basis.SCENARIOS, Change.NOISE)
SAME = Compared("chair.accuracy", 0.9, 0.9, None, Basis.SCENARIOS, Change.SAME)
GONE = Compared("person.ap50_95", 0.9, None, None, Basis.SCENARIOS, Change.GONE)


def test_what_is_worse_stands_first_and_in_the_last_line() -> None:
    said = list(lines(comparison(NOISE, SAME, WORSE)))
    changes = [line for line in said if "->" in line]
    assert changes[0].startswith("  worse: f.recall 0.9 -> 0.7 (-0.3 to -0.1")
    assert changes[1].startswith("  within noise: f.precision 0.9 -> 0.89")
    assert said[-1] == "Worse beyond noise: f.recall"


def test_what_is_the_same_is_only_counted() -> None:
    said = list(lines(comparison(SAME, NOISE)))
    assert not any("chair" in line for line in said)
    assert "  the same: 1 of 2 figures" in said
    assert said[-1] == "Nothing is worse beyond noise."


def test_what_was_not_compared_is_named() -> None:
    said = "\n".join(lines(comparison(GONE)))
    assert "their truth has changed: b" in said
    assert "only in the baseline: c" in said
    assert "gone: person.ap50_95 0.9 -> nothing" in said


def test_the_json_says_whether_it_passes() -> None:
    told = json.loads(json.dumps(as_json(comparison(WORSE))))
    assert told["passes"] is False
    assert told["figures"][0]["change"] == "worse"
    assert as_json(comparison(NOISE))["passes"] is True
