"""A picture never seen before is a proof of life; without one for long a camera is frozen."""

import numpy as np

from cameras.frame import Image
from cameras.frozen import FROZEN_AFTER_S, REMEMBERED, Liveness

SIZE = (90, 160, 3)


def picture(number: int) -> Image:
    """One of many different pictures."""
    return np.random.default_rng(number).integers(0, 255, SIZE).astype(np.uint8)


def frozen_at(numbers: list[int], every_s: float = 0.5) -> list[float]:
    """At which seconds a camera that shows these pictures is called frozen."""
    liveness = Liveness()
    times = [(index * every_s, number) for index, number in enumerate(numbers)]
    return [time_s for time_s, number in times if liveness.frozen(picture(number), time_s)]


def test_one_picture_for_ever_is_frozen() -> None:
    assert frozen_at([1] * 70)[0] == FROZEN_AFTER_S


def test_a_live_sensor_never_is() -> None:
    assert frozen_at(list(range(200))) == []


def test_one_new_picture_in_time_is_enough() -> None:
    every_ten_seconds = [index // 20 for index in range(300)]
    assert frozen_at(every_ten_seconds) == []


def test_an_encoder_that_polishes_one_picture_at_each_key_frame_is_frozen_all_the_same() -> None:
    gop = [1, 2, 3, 4]
    assert frozen_at(gop * 30)[0] == 1.5 + FROZEN_AFTER_S


def test_a_new_picture_thaws_it() -> None:
    numbers = [1] * 70 + list(range(2, 10))
    assert frozen_at(numbers)[-1] == 69 * 0.5


def test_a_recording_in_a_loop_longer_than_its_memory_is_not_called_frozen() -> None:
    assert frozen_at(list(range(REMEMBERED + 1)) * 4) == []


def test_an_outage_freezes_nobody_whose_first_picture_is_new() -> None:
    liveness = Liveness()
    assert not liveness.frozen(picture(1), 0.0)
    assert not liveness.frozen(picture(2), 10 * FROZEN_AFTER_S)
    assert liveness.frozen(picture(1), 20 * FROZEN_AFTER_S), "and one that shows its past is"
