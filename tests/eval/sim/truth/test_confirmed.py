"""An absence is confirmed where the phone system says that the agent should be there."""

import pytest

from eval.sim.agents import PhoneState
from eval.sim.truth.confirmed import confirmed_parts

END = float("inf")


def states(*told: tuple[str, float]) -> list[PhoneState]:
    starts = [start for _, start in told] + [END]
    return [
        PhoneState(name, start, end)  # type: ignore[arg-type]
        for (name, start), end in zip(told, starts[1:], strict=True)
    ]


def test_a_minute_while_available() -> None:
    assert confirmed_parts((100.0, 170.0), states(("AVAILABLE", -5)), 600) == [(100.0, 170.0)]


def test_less_than_a_minute_is_grace_time() -> None:
    assert confirmed_parts((100.0, 159.0), states(("AVAILABLE", -5)), 600) == []


@pytest.mark.parametrize("state", ["BREAK", "MEAL", "MEETING", "BUSY", "LOGGED_OFF", "UNKNOWN"])
def test_no_other_state_asks_for_presence(state: str) -> None:
    assert confirmed_parts((100.0, 400.0), states((state, -5)), 600) == []


def test_after_contact_work_asks_for_presence_and_adds_up() -> None:
    told = states(("AFTER_CONTACT_WORK", 0), ("AVAILABLE", 140), ("BREAK", 180))
    assert confirmed_parts((100.0, 300.0), told, 600) == [(100.0, 180.0)]


def test_two_grace_times_are_no_absence() -> None:
    told = states(("AVAILABLE", 0), ("BREAK", 150), ("AVAILABLE", 250))
    assert confirmed_parts((100.0, 300.0), told, 600) == []


def test_who_takes_calls_for_longer_works() -> None:
    told = states(("AVAILABLE", 0), ("ON_CONTACT", 170))
    assert confirmed_parts((100.0, 230.0), told, 600) == [(100.0, 170.0)]
    assert confirmed_parts((100.0, 250.0), told, 600) == []


def test_nobody_known_confirms_nothing() -> None:
    assert confirmed_parts((0.0, None), [], 600) == []


def test_it_has_no_end_where_the_absence_has_none() -> None:
    assert confirmed_parts((500.0, None), states(("AVAILABLE", 0)), 600) == [(500.0, None)]
    told = states(("AVAILABLE", 0), ("BREAK", 580))
    assert confirmed_parts((500.0, None), told, 600) == [(500.0, 580)]
