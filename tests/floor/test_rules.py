"""The numbers of a rule are checked, and every wrong one is named."""

import math

import pytest

from floor.rules import OffSeatRule


def test_the_default_pack_confirms_after_sixty_seconds() -> None:
    assert OffSeatRule().confirm_s == 60


def test_every_wrong_number_is_named() -> None:
    with pytest.raises(ValueError) as caught:
        OffSeatRule(enter_s=-1, exit_s=math.nan, confirm_s=0, max_gap_s=True)
    assert str(caught.value) == (
        "off-seat rule: enter_s is -1; it must be 0 seconds or more; "
        "exit_s is nan; it must be a finite number of seconds; "
        "confirm_s is 0; it must be more than 0 seconds; "
        "max_gap_s is True; it must be a number of seconds"
    )


def test_zero_is_right_where_it_means_at_once() -> None:
    assert OffSeatRule(enter_s=0, exit_s=0, blind_bridge_s=0, conflict_s=0).enter_s == 0
