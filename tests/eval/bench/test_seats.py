"""What seats cost is a line, and how far from it the costs are is told."""

import pytest

from eval.bench.rounds import Round
from eval.bench.seats import fitted


def turns(ms: float, cpu_ms: float | None = None) -> list[Round]:
    cpu_s = None if cpu_ms is None else 2 * cpu_ms / 1000
    return [Round(2, 0.5, 2 * ms / 1000, cpu_s, ())] * 3


def test_a_line_through_costs_that_lie_on_one() -> None:
    found = fitted({12: turns(34, 60), 24: turns(58, 90), 48: turns(106, 150)})
    assert found.ms == pytest.approx({12: 34, 24: 58, 48: 106})
    assert found.cpu_ms == pytest.approx({12: 60, 24: 90, 48: 150})
    assert found.base_ms == pytest.approx(10)
    assert found.seat_ms == pytest.approx(2)
    assert found.worst_residual == pytest.approx(0, abs=1e-9)


def test_costs_that_grow_faster_lie_off_the_line() -> None:
    found = fitted({10: turns(10), 20: turns(40), 40: turns(160)})
    assert found.worst_residual > 0.2
    assert found.cpu_ms is None


def test_one_number_of_seats_is_no_line() -> None:
    with pytest.raises(ValueError, match="two numbers of seats"):
        fitted({12: turns(34)})
