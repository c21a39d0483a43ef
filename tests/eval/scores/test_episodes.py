"""Episodes judged by hand-made cases; recordings here last 100 s."""

from eval.scores.episodes import judge, tally_confirmed, tally_kinds, with_confirmed
from eval.scores.span import Span

LASTS_S = 100.0


def off(seat: str, start: float, end: float | None, confirmed_s: float = 0.0) -> Span:
    return Span("off_seat", (seat,), start, end, confirmed_s > 0, confirmed_s)


def verdicts(truth: list[Span], found: list[Span]) -> list[tuple[str, str]]:
    return [(each.seats[0], each.verdict) for each in judge(truth, found, LASTS_S)]


def test_the_same_time_at_another_seat_is_a_miss_and_a_false_alarm() -> None:
    assert verdicts([off("A", 10, 30)], [off("B", 10, 30)]) == [("A", "missed"), ("B", "false")]


def test_another_kind_is_no_match() -> None:
    standing = Span("standing", ("A",), 10, 30)
    assert sorted(verdicts([off("A", 10, 30)], [standing])) == [("A", "false"), ("A", "missed")]


def test_an_open_end_is_the_end_of_the_recording() -> None:
    assert verdicts([off("A", 60, None)], [off("A", 60, 81)]) == [("A", "matched")]  # 21 of 40 s
    assert verdicts([off("A", 60, None)], [off("A", 60, 79)]) == [
        ("A", "missed"),
        ("A", "false"),
    ]


def test_an_episode_that_was_found_in_two_halves_matches_at_most_once() -> None:
    halves = [off("A", 10, 31), off("A", 31, 50)]
    assert verdicts([off("A", 10, 50)], halves) == [("A", "matched"), ("A", "false")]


def test_a_chat_is_of_its_seats_in_any_order() -> None:
    true = Span("chatting", ("A", "B"), 10, 30)
    assert judge([true], [Span("chatting", ("B", "A"), 10, 30)], LASTS_S)[0].verdict == "matched"
    assert judge([true], [Span("chatting", ("B", "C"), 10, 30)], LASTS_S)[0].verdict == "missed"


def test_a_chat_counts_once_at_the_first_of_its_seats() -> None:
    tallies = tally_kinds([Span("chatting", ("B", "A"), 10, 30)], [], LASTS_S)
    assert {seat: kinds["chatting"].truth for seat, kinds in tallies.items()} == {"A": 1}


def test_errors_are_of_matched_pairs_only() -> None:
    truth = [off("A", 10, 30), off("A", 50, 60)]
    found = [off("A", 12, 29), off("A", 80, 90)]
    tally = tally_kinds(truth, found, LASTS_S)["A"]["off_seat"]
    assert (tally.truth, tally.found, tally.matched) == (2, 2, 1)
    assert (tally.start_errors, tally.end_errors) == ((2,), (1,))


def test_edges_that_the_recording_cuts_off_are_not_measured() -> None:
    tally = tally_kinds([off("A", 0, None)], [off("A", 0.5, None)], LASTS_S)["A"]["off_seat"]
    assert (tally.matched, tally.start_errors, tally.end_errors) == (1, (), ())


def test_an_end_that_only_one_of_them_has_is_measured_to_the_end_of_the_recording() -> None:
    tally = tally_kinds([off("A", 40, None)], [off("A", 40, 90)], LASTS_S)["A"]["off_seat"]
    assert tally.end_errors == (10,)


def test_the_curve_falls_as_matches_must_share_more() -> None:
    # 20 s shared of 40 s: an IoU of 0.5
    tally = tally_kinds([off("A", 10, 40)], [off("A", 20, 50)], LASTS_S)["A"]["off_seat"]
    assert tally.curve == (1, 1, 1, 1, 1, 0, 0, 0, 0)


def test_confirmed_seconds_are_those_that_count_not_those_of_the_episode() -> None:
    truth = [Span("off_seat_confirmed", ("A",), 20, 90)]
    found = with_confirmed([off("A", 10, 95, confirmed_s=72.0)])
    sums = tally_confirmed(truth, found, LASTS_S)["A"]
    assert (sums.truth_s, sums.found_s, sums.overlap_s, sums.false_alarms) == (70, 72, 70, 0)
    short = with_confirmed([off("A", 10, 95, confirmed_s=65.0)])
    assert tally_confirmed(truth, short, LASTS_S)["A"].overlap_s == 65


def test_a_confirmed_absence_where_none_was_is_a_false_alarm() -> None:
    truth = [Span("off_seat_confirmed", ("A",), 0, 60)]
    found = with_confirmed([off("A", 61, 99, confirmed_s=38.0), off("B", 0, 60, confirmed_s=60.0)])
    sums = tally_confirmed(truth, found, LASTS_S)
    assert (sums["A"].false_alarms, sums["B"].false_alarms) == (1, 1)
    assert (sums["A"].overlap_s, sums["B"].truth_s) == (0, 0)


def test_a_confirmed_absence_is_also_an_absence() -> None:
    found = with_confirmed([off("A", 10, 90, confirmed_s=70.0), off("B", 10, 20)])
    assert [(each.kind, each.seats) for each in found] == [
        ("off_seat", ("A",)),
        ("off_seat", ("B",)),
        ("off_seat_confirmed", ("A",)),
    ]
