from dataclasses import replace

from eval.report.worst import Fault, worst_errors
from eval.scores.result import JudgedEpisode


def test_false_confirmed_comes_first_then_missed_then_false_then_late(result) -> None:
    shown = [(faults.fault, faults.worst[0].episode.seats) for faults in worst_errors(result)]
    assert shown == [
        (Fault.FALSE_CONFIRMED, ("B",)),
        (Fault.MISSED, ("A",)),
        (Fault.FALSE, ("B",)),
        (Fault.LATE, ("A",)),
    ]


def test_the_longest_come_first_and_the_rest_is_counted(result) -> None:
    false = [
        JudgedEpisode("off_seat", ("A",), "false", None, None, float(n), float(2 * n + 1), None)
        for n in range(5)
    ]
    scenario = replace(result.scenarios[0], episodes=tuple(false))
    (faults,) = worst_errors(replace(result, scenarios=(scenario,)), (), most=2)
    assert [error.seconds for error in faults.worst] == [5.0, 4.0]
    assert faults.more == 3


def test_kinds_that_are_not_looked_for_are_no_errors(result) -> None:
    missed = JudgedEpisode("phone_use", ("A",), "missed", 1.0, 5.0, None, None, None)
    scenario = replace(result.scenarios[0], episodes=(missed,))
    assert worst_errors(replace(result, scenarios=(scenario,))) == ()


def test_the_picture_is_of_a_moment_within_the_error(result) -> None:
    for faults in worst_errors(result):
        for error in faults.worst:
            episode = error.episode
            edges = [episode.truth_start, episode.truth_end, episode.found_start]
            edges += [episode.found_end, result.scenarios[0].duration_s]
            known = [edge for edge in edges if edge is not None]
            assert min(known) <= error.moment <= max(known)
