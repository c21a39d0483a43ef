from dataclasses import replace

from support.made_up_evaluation import observed, scenario

from eval.report.occupancy import Wrong, decisions, wrong_stretches
from eval.report.worst import Fault, worst_errors
from eval.scores.score import score

WRONG = {
    Wrong("A", "occupied", 5.0, 7.0),
    Wrong("A", "empty", 12.0, 14.0),
    Wrong("B", "empty", 10.0, 20.0),
}


def test_a_seat_is_wrong_from_the_first_wrong_decision_to_the_next_right_one() -> None:
    assert set(wrong_stretches(scenario())) == WRONG


def test_what_smoothing_explains_is_no_error() -> None:
    brief = tuple(
        replace(each, occupancy="empty") if each.seat == "B" and 3 <= each.time < 4 else each
        for each in observed()
    )
    assert set(wrong_stretches(replace(scenario(), observations=brief))) == WRONG


def test_a_decision_that_says_nothing_is_neither_right_nor_wrong() -> None:
    silent = tuple(replace(each, occupancy="unknown") for each in observed())
    assert list(decisions(replace(scenario(), observations=silent))) == []


def test_wrong_states_are_shown_only_where_no_true_episodes_are_known() -> None:
    told, untold = scenario(), replace(scenario(), truth=None)
    assert Fault.STATE not in {f.fault for f in worst_errors(score([told], "1"), [told])}
    (faults,) = worst_errors(score([untold], "1"), [untold])
    assert faults.fault is Fault.STATE
    assert [e.seconds for e in faults.worst] == [10.0, 2.0, 2.0]
    assert faults.worst[0].episode.seats == ("B",)
