"""Whole evaluations: what is pooled, what is resampled, and what is said to be missing."""

import pytest
from support.made_scenarios import detected, person, scenario

from eval.scores.result import EvalResult
from eval.scores.result_json import from_json, to_json
from eval.scores.scenario import Observed, Scenario, SeatState, TrueFrame
from eval.scores.score import score
from eval.scores.span import Span

SEAT_HOURS = 2 * 100 / 3600


def off(seat: str, start: float, end: float | None, confirmed_s: float = 0.0) -> Span:
    return Span("off_seat", (seat,), start, end, confirmed_s > 0, confirmed_s)


def why(result: EvalResult) -> dict[str, str]:
    return {gap.measure: gap.why for gap in result.not_scored}


def test_a_kind_by_hand() -> None:
    truth = [off("A", 10, 30), off("A", 50, 60), off("B", 40, 80)]
    found = [off("A", 11, 30), off("B", 40, 79), off("B", 90, 99), off("B", 2, 5)]
    figures = score([scenario(truth=truth, found=found)], "1").kinds["off_seat"]
    assert (figures.truth, figures.found, figures.matched) == (3, 4, 2)
    assert (figures.precision, figures.recall) == (0.5, pytest.approx(2 / 3, abs=1e-6))
    assert figures.f1 == pytest.approx(4 / 7, abs=1e-6)
    assert (figures.start_error_s, figures.end_error_s) == (0.5, 0.5)  # of 1 and 0, of 0 and 1
    assert figures.start_error_p95_s == pytest.approx(0.95)
    assert figures.false_per_1000_seat_hours == pytest.approx(2 / SEAT_HOURS * 1000, rel=1e-5)


def test_kinds_that_nothing_looks_for_are_shown_and_named() -> None:
    result = score([scenario(truth=[Span("phone_use", ("A",), 10, 20)])], "1")
    assert result.not_made == ("phone_use",)
    figures = result.kinds["phone_use"]
    assert not figures.made
    assert (figures.recall, figures.precision, figures.f1) == (0.0, None, 0.0)
    assert figures.false_per_1000_seat_hours is None


def test_a_kind_that_is_found_is_made() -> None:
    found = Span("phone_use", ("A",), 10, 20)
    assert score([scenario(found=[found])], "1").not_made == ()


def test_confirmed_time_is_held_against_its_truth() -> None:
    truth = [off("A", 10, 90), Span("off_seat_confirmed", ("A",), 10, 90, False)]
    found = [off("A", 12, 90, confirmed_s=78.0), off("B", 0, 70, confirmed_s=70.0)]
    confirmed = score([scenario(truth=truth, found=found)], "1").confirmed
    assert confirmed is not None
    assert (confirmed.truth_s, confirmed.found_s, confirmed.overlap_s) == (80, 148, 78)
    assert (confirmed.error_s, confirmed.false_alarms) == (68, 1)
    assert confirmed.false_per_1000_seat_hours == pytest.approx(1000 / SEAT_HOURS, rel=1e-5)


def test_without_roster_and_log_nothing_is_said_of_what_is_confirmed() -> None:
    truth = [Span("off_seat_confirmed", ("A",), 10, 90)]
    result = score([scenario(truth=truth, can_confirm=False)], "1")
    assert result.confirmed is None
    assert "off_seat_confirmed" not in result.kinds
    assert "agent log" in why(result)["confirmed"]


def test_scenarios_are_pooled_not_averaged() -> None:
    long = scenario("long", truth=[off("A", 10 * n, 10 * n + 5) for n in range(9)])
    short = scenario("short", truth=[off("A", 10, 20)], found=[off("A", 10, 20)])
    result = score([long, short], "1")
    assert result.kinds["off_seat"].recall == 0.1
    assert [each.kinds["off_seat"].recall for each in result.scenarios] == [0.0, 1.0]


def test_intervals_are_over_scenarios_or_over_the_seats_of_the_only_one() -> None:
    one = scenario(truth=[off("A", 10, 20), off("B", 10, 20)], found=[off("A", 10, 20)])
    alone = score([one], "1")
    assert alone.resampled == "seats"
    assert alone.kinds["off_seat"].intervals is not None
    recall = alone.kinds["off_seat"].intervals["recall"]
    assert (recall.low, recall.high) == (0.0, 1.0)
    twice = score([one, one], "1")
    assert twice.resampled == "scenarios"
    assert twice.kinds["off_seat"].intervals is not None
    recall = twice.kinds["off_seat"].intervals["recall"]
    assert (recall.low, recall.high) == (0.5, 0.5)  # both scenarios are the same


def seated(lines: int = 4) -> Scenario:
    """Somebody sits at A; each frame has a picture of them."""
    state = {"A": SeatState("occupied", "occupied", "seated")}
    body = person("p1", (0, 0, 20, 60))
    frames = [TrueFrame(float(n), "cam1", state, (body,)) for n in range(lines)]
    made = scenario(
        frames=frames,
        detections=[detected((0, (0, 0, 20, 60)), time=float(n)) for n in range(lines)],
    )
    looks = tuple(
        Observed(float(n), "A", "occupied" if n else "empty", "unknown", "seated")
        for n in range(lines)
    )
    return Scenario(
        **{name: getattr(made, name) for name in made.__slots__} | {"observations": looks}
    )


def test_frames_and_detections_are_scored_where_they_are_there() -> None:
    result = score([seated()], "1")
    assert result.seat_state is not None
    assert result.seat_state.occupancy_accuracy == 0.75
    assert result.seat_state.aspects["occupancy"].confusion == {
        "occupied": {"empty": 1, "occupied": 3}
    }
    assert (result.seat_state.chair_accuracy, result.seat_state.posture_accuracy) == (0.0, 1.0)
    assert result.detection is not None
    assert result.detection.classes["person"].ap50 == 1.0
    gaps = why(result)
    assert "track" in gaps["tracking"]
    assert "keypoints" in gaps["keypoints"]


def test_tracks_are_scored_where_detections_have_them() -> None:
    made = seated()
    detections = tuple(detected((0, (0, 0, 20, 60)), time=float(n), tracks=(5,)) for n in range(4))
    tracked = Scenario(
        **{name: getattr(made, name) for name in made.__slots__} | {"detections": detections}
    )
    result = score([tracked], "1")
    assert result.tracking is not None
    assert (result.tracking.hota, result.tracking.idf1) == (1.0, 1.0)
    assert "tracking" not in why(result)


def test_without_truth_there_are_no_episodes_and_no_hours() -> None:
    result = score([scenario(truth=None, found=[off("A", 10, 20)])], "1")
    assert result.kinds == {}
    assert result.seat_hours == 0
    assert result.scenarios[0].episodes == ()
    assert why(result)["kinds"] == "there is no truth.jsonl"


def test_the_result_is_the_same_after_a_file() -> None:
    truth = [off("A", 10, 30), Span("chatting", ("A", "B"), 5, 20)]
    result = score([seated(), scenario("b", truth=truth, found=[off("A", 10, 31)])], "1")
    assert from_json(to_json(result)) == result
    assert to_json(result) == to_json(from_json(to_json(result)))
