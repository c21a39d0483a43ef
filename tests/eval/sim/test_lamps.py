"""Lamps go from one level to the next at an even pace."""

import pytest

from eval.sim.lamps import lamp_factor
from eval.sim.script import Lights

LIGHTS = Lights.model_validate(
    {
        "level": 0.8,
        "changes": [{"at": 30, "level": 1.0, "over": 0}, {"at": 10, "level": 0.2, "over": 4}],
    }
)


@pytest.mark.parametrize(
    ("time", "level"),
    [(0, 0.8), (10, 0.8), (12, 0.5), (14, 0.2), (29.9, 0.2), (30.1, 1.0), (90, 1.0)],
)
def test_the_level_at_a_moment(time: float, level: float) -> None:
    assert 0.8 * lamp_factor(LIGHTS, time) == pytest.approx(level)


def test_a_change_in_the_midst_of_another_starts_from_there() -> None:
    lights = Lights.model_validate(
        {"changes": [{"at": 0, "level": 0.2, "over": 10}, {"at": 20, "level": 1.0, "over": 10}]}
    )
    assert lamp_factor(lights, 25) == pytest.approx(0.6)
