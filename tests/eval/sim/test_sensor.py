"""What a sensor does to a picture, and that the same seed does it again."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sim.sensor import MOST_GAIN, Sensor, automatic_gain, expose

GREY = np.full((72, 128, 3), 120, np.uint8)


def exposed(picture: np.ndarray, sensor: Sensor, seconds: float = 0.0, seed: int = 1) -> np.ndarray:
    return expose(picture, sensor, seconds, np.random.default_rng(seed))


def test_a_perfect_sensor_changes_nothing() -> None:
    assert (exposed(GREY, Sensor()) == GREY).all()


def test_the_same_seed_gives_the_same_bytes() -> None:
    sensor = Sensor(noise=5, amplitude=0.1, clock=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert (exposed(GREY, sensor, 2.5) == exposed(GREY, sensor, 2.5)).all()
    assert (exposed(GREY, sensor, 2.5, 1) != exposed(GREY, sensor, 2.5, 2)).any()


def test_noise_is_as_strong_as_asked_for_and_stronger_in_the_dark() -> None:
    def spread(level: int) -> float:
        picture = np.full((72, 128, 3), 240, np.uint8)  # bright: the gain stays 1
        picture[20:40, 20:100] = level
        return float(exposed(picture, Sensor(noise=6))[20:40, 20:100].std())

    assert spread(120) == pytest.approx(6, rel=0.15)
    assert spread(60) > spread(120) > spread(200)


def test_dark_rooms_are_brightened_with_their_noise() -> None:
    dark = np.full((72, 128, 3), 40, np.uint8)
    brightened = exposed(dark, Sensor(noise=4))
    assert brightened.mean() > 60
    assert brightened.std() > 1.5 * exposed(GREY, Sensor(noise=4)).std()


@given(st.floats(0, 255), st.floats(0, 255))
def test_gain_brightens_and_never_turns_dark_and_bright_about(one: float, other: float) -> None:
    darker, brighter = sorted((one, other))
    assert 1 <= automatic_gain(brighter) <= automatic_gain(darker) <= MOST_GAIN
    assert darker * automatic_gain(darker) <= brighter * automatic_gain(brighter) + 1e-9


def test_night_is_grey() -> None:
    coloured = np.zeros((72, 128, 3), np.uint8) + np.array([200, 90, 30], np.uint8)
    night = exposed(coloured, Sensor(night=True, noise=3))
    assert (night == night[:, :, :1]).all()


def test_exposure_swings_with_its_own_period() -> None:
    sensor = Sensor(amplitude=0.2, hz=0.5)
    levels = [exposed(GREY, sensor, seconds).mean() for seconds in (0.0, 0.5, 1.5, 2.0)]
    assert levels[1] == pytest.approx(120 * 1.2, abs=1)
    assert levels[2] == pytest.approx(120 * 0.8, abs=1)
    assert levels[0] == levels[3] == 120


def test_the_clock_is_burnt_in_and_runs() -> None:
    clock = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))
    big = np.full((360, 640, 3), 120, np.uint8)
    now, soon, later = (exposed(big, Sensor(clock=clock), s) for s in (0.0, 0.4, 1.0))
    assert (now != big).any() and (now[100:] == big[100:]).all()
    assert (now == soon).all()
    assert (now != later).any()
    assert (big == 120).all()  # the picture that was given stays as it was
