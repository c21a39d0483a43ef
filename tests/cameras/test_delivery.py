"""Pictures that come too seldom, too late or damaged are told, once it is known."""

import pytest

from cameras.delivery import WINDOW_S, Delivery


def said(every_s: float, damaged: float = 0.0, late_s: float = 0.0, for_s: float = 25.0) -> str:
    """What is said at the end of pictures that come ``every_s``; ``damaged`` is a part of them."""
    delivery, answer = Delivery(fps=2, limit_s=2.0), ""
    for index in range(int(for_s / every_s)):
        spoilt = (index + 1) * damaged // 1 > index * damaged // 1
        answer = delivery.came(index * every_s, spoilt, late_s)
    return answer


@pytest.mark.parametrize("every_s", [0.04, 0.2, 0.5])
def test_a_picture_for_each_decision_is_enough(every_s: float) -> None:
    assert said(every_s) == ""


def test_a_picture_for_every_second_decision_is_few() -> None:
    assert said(1.0) == "few"
    assert said(1.0, for_s=WINDOW_S) == "", "so early nobody knows"


def test_some_damaged_pictures_are_said_and_a_single_one_is_not() -> None:
    assert said(0.1, damaged=0.3) == "damaged"
    assert said(0.1, damaged=0.05) == ""


def test_what_is_late_when_it_comes_is_said_at_once() -> None:
    assert said(0.1, late_s=2.5, for_s=1.0) == "late"
    assert said(0.1, late_s=0.5) == ""


def test_it_forgets_what_is_longer_ago_than_its_window() -> None:
    delivery = Delivery(fps=2, limit_s=2.0)
    for index in range(100):
        delivery.came(index * 0.1, damaged=True)
    answers = [delivery.came(10 + index * 0.1, damaged=False) for index in range(120)]
    assert answers[0] == "damaged"
    assert answers[-1] == ""
