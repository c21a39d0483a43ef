from eval.report.numbers import clock, decimal, interval_of_shares, share, stretch
from eval.scores.result import Interval


def test_what_could_not_be_measured_is_a_dash_and_not_a_zero() -> None:
    assert (share(None), share(0.0)) == ("–", "0.0 %")
    assert decimal(None) == "–"


def test_times_read_as_on_a_clock() -> None:
    assert [clock(s) for s in (0, 5.25, 62, 59.96, 3723)] == [
        "0:00", "0:05.2", "1:02", "1:00", "1:02:03",
    ]  # fmt: skip


def test_a_stretch_that_goes_on_says_so() -> None:
    assert stretch(5, None) == "0:05 – …"
    assert stretch(None, 7) is None


def test_an_interval_has_both_ends_in_per_cent() -> None:
    assert interval_of_shares(Interval(0.5, 0.975)) == "50.0–97.5"
    assert interval_of_shares(None) == ""
