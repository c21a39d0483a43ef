from eval.scores.edges import edge_errors
from eval.scores.result import JudgedEpisode, ScenarioScore

LASTS_S = 100.0


def matched(true: tuple[float, float | None], found: tuple[float, float | None]) -> JudgedEpisode:
    return JudgedEpisode("off_seat", ("A",), "matched", *true, *found, 0.9)


def scenario(*episodes: JudgedEpisode) -> ScenarioScore:
    return ScenarioScore(
        "s", "/s", LASTS_S, 1.0, {}, None, None, None, None, None, tuple(episodes), {}
    )


def test_late_is_above_zero_and_early_below() -> None:
    found = edge_errors(scenario(matched((10, 20), (12, 19))), "off_seat")
    assert found == ([2], [-1])


def test_an_edge_that_both_have_at_the_recordings_edge_is_not_measured() -> None:
    assert edge_errors(scenario(matched((0, None), (0.5, 99.5))), "off_seat") == ([], [])
    assert edge_errors(scenario(matched((0, 90), (3, None))), "off_seat") == ([3], [10])


def test_only_matched_episodes_of_the_kind_count() -> None:
    missed = JudgedEpisode("off_seat", ("A",), "missed", 10, 20, None, None, None)
    other = JudgedEpisode("standing", ("A",), "matched", 10, 20, 12, 21, 0.9)
    assert edge_errors(scenario(missed, other), "off_seat") == ([], [])
