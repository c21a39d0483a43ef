"""How far free chairs are from home, held against the truth."""

from eval.scores.chair_distance import chair_score, tally_chairs
from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.tally import ChairTally

OUT = SeatState("empty", "out", "unknown", 60)


def seen(time: float, chair_cm: float | None) -> Observed:
    return Observed(time, "A", "empty", "out", "unknown", 0.9, (), chair_cm)


def frames(*states: SeatState) -> list[TrueFrame]:
    return [TrueFrame(float(second), "cam1", {"A": each}, ()) for second, each in enumerate(states)]


def test_errors_are_absolute() -> None:
    tallies = tally_chairs(frames(*[OUT] * 3), [seen(0, 55), seen(1, 65), seen(2, 90)])
    assert tallies["A"] == ChairTally({5: 2, 30: 1}, 0)


def test_the_median_and_the_95th_percentile() -> None:
    score = chair_score(ChairTally({0: 10, 4: 10, 100: 1}))
    assert score is not None
    assert (score.decisions, score.said) == (21, 21)
    assert (score.error_cm, score.error_p95_cm) == (4.0, 4.0)


def test_a_chair_of_which_nothing_was_said_has_no_error_and_is_counted() -> None:
    score = chair_score(tally_chairs(frames(OUT, OUT), [seen(0, None), seen(1, 60)])["A"])
    assert score is not None
    assert (score.decisions, score.said, score.error_cm) == (2, 1, 0.0)
    silent = chair_score(ChairTally({}, 3))
    assert silent is not None and silent.error_cm is None


def test_only_a_free_chair_has_a_distance() -> None:
    sat_on = SeatState("occupied", "occupied", "seated", 30)
    unknown = SeatState("empty", "in", "unknown")
    assert tally_chairs(frames(sat_on, unknown), [seen(0, 30), seen(1, 0)]) == {}
    assert chair_score(ChairTally()) is None
