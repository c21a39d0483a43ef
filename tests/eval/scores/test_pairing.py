"""A true frame goes with the decision nearest to it, if one is near."""

from support.made_scenarios import SIZE, detected

from eval.scores.pairing import pair_pictures
from eval.scores.scenario import Observed, TrueFrame

SIZES = {"cam1": SIZE, "cam2": SIZE}


def frames(*times: float, camera: str = "cam1") -> list[TrueFrame]:
    return [TrueFrame(time, camera, {}, ()) for time in times]


def pairs(truth: list[TrueFrame], *decided: float) -> list[tuple[float, float]]:
    looks = [detected(time=time) for time in decided]
    return [(each.truth.time, each.seen.time) for each in pair_pictures(truth, looks, SIZES)]


def test_the_nearest_decision_is_taken() -> None:
    assert pairs(frames(0, 1, 2), 0.1, 0.9, 1.2, 2.0) == [(0, 0.1), (1, 0.9), (2, 2.0)]


def test_truth_that_is_told_more_often_than_decided_is_left_out_between_decisions() -> None:
    assert pairs(frames(0, 0.25, 0.5, 0.75, 1.0), 0.0, 0.5, 1.0) == [(0, 0), (0.5, 0.5), (1, 1)]


def test_a_blind_stretch_has_no_pictures() -> None:
    assert pairs(frames(0, 1, 2, 3), 0.0, 3.0) == [(0, 0), (3, 3)]


def test_a_picture_that_was_not_looked_at_as_a_whole_is_not_taken_for_the_one_before() -> None:
    """The camera decided at 1.0 by its seats alone; what it showed at 0.5 was half a second ago."""
    looks = [detected(time=0.5), detected(time=2.0)]
    decisions = [Observed(time, "A", "empty", "in", "unknown") for time in (0.5, 1.0, 1.5, 2.0)]
    pictures = pair_pictures(frames(0, 1, 2), looks, SIZES, decisions, {"A": "cam1"})
    assert [(each.truth.time, each.seen.time) for each in pictures] == [(0, 0.5), (2, 2.0)]
    elsewhere = pair_pictures(frames(0, 1, 2), looks, SIZES, decisions, {"A": "cam2"})
    assert [each.seen.time for each in elsewhere] == [0.5, 0.5, 2.0]


def test_cameras_are_apart() -> None:
    truth = frames(0, 1, camera="cam2")
    assert pairs(truth, 0.0, 1.0) == []
