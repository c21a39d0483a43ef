"""Decisions held against the true frame next to them."""

from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.seat_states import tally_states

SITTING = SeatState("occupied", "occupied", "seated")
GONE = SeatState("empty", "in", "unknown")


def frames(*states: SeatState, every_s: float = 1.0) -> list[TrueFrame]:
    """One seat, A, with a state every ``every_s`` seconds from 0."""
    return [
        TrueFrame(number * every_s, "cam1", {"A": state}, ()) for number, state in enumerate(states)
    ]


def seen(time: float, occupancy: str, chair: str = "unknown", posture: str = "unknown") -> Observed:
    return Observed(time, "A", occupancy, chair, posture)


def test_unknown_is_wrong_among_all_and_left_out_among_the_decided() -> None:
    looks = [seen(0, "occupied"), seen(1, "unknown"), seen(2, "empty"), seen(3, "occupied")]
    every = tally_states(frames(*[SITTING] * 4), looks)["A"]["occupancy"].every
    assert (every.all, every.right, every.unknown) == (4, 2, 1)


def test_the_confusion_counts_what_was_taken_for_what() -> None:
    looks = [seen(0, "occupied"), seen(1, "empty"), seen(2, "empty"), seen(3, "unknown")]
    tally = tally_states(frames(SITTING, SITTING, GONE, GONE), looks)["A"]["occupancy"]
    assert tally.confusion == {
        ("occupied", "occupied"): 1,
        ("occupied", "empty"): 1,
        ("empty", "empty"): 1,
        ("empty", "unknown"): 1,
    }


def test_what_lies_within_a_second_of_a_true_change_is_not_settled() -> None:
    truth = frames(SITTING, SITTING, SITTING, GONE, GONE, GONE)  # changes at 2.5 s
    looks = [seen(time, "occupied") for time in range(6)]
    tally = tally_states(truth, looks)["A"]["occupancy"]
    assert (tally.every.all, tally.every.right) == (6, 3)
    assert (tally.settled.all, tally.settled.right) == (4, 2)  # without 2 s and 3 s


def test_each_aspect_changes_at_its_own_time() -> None:
    truth = frames(GONE, GONE, GONE, SeatState("empty", "out", "unknown"))
    tallies = tally_states(truth, [seen(time, "empty", "in") for time in range(4)])["A"]
    assert tallies["occupancy"].settled.all == 4
    assert tallies["chair"].settled.all == 2


def test_a_state_that_is_not_known_to_be_true_is_not_scored() -> None:
    tallies = tally_states(frames(GONE, GONE), [seen(0, "empty", "in", "standing")])["A"]
    assert "posture" not in tallies
    assert tallies["occupancy"].every.all == 1


def test_a_decision_counts_only_within_half_an_interval_of_a_true_frame() -> None:
    truth = frames(SITTING, SITTING, SITTING, every_s=2.0)  # 0, 2 and 4 s
    looks = [seen(4.9, "occupied"), seen(5.1, "occupied")]
    assert tally_states(truth, looks)["A"]["occupancy"].every.all == 1


def test_the_nearest_frame_is_taken_and_the_earlier_of_two() -> None:
    truth = frames(SITTING, GONE)
    looks = [seen(0.4, "occupied"), seen(0.5, "occupied"), seen(0.6, "empty")]
    assert tally_states(truth, looks)["A"]["occupancy"].every.right == 3


def test_a_seat_without_truth_has_no_score() -> None:
    assert tally_states(frames(GONE), [Observed(0, "B", "empty", "in", "unknown")]) == {}
