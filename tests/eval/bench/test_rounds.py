"""Costs and ratios out of rounds: arithmetic that can be done by hand."""

import pytest

from eval.bench.rounds import Pace, Round, costs, cpu_ratio, per_frame_ratio, ratio, ratio_of_known

PACE = Pace(cameras=4, decisions_per_s=2.0, pictures_per_s=4.0, cores=2)


def turn(frames: int, decode_s: float, work_s: float, cpu_s: float | None = None) -> Round:
    return Round(frames, decode_s, work_s, cpu_s, (decode_s + work_s,))


def test_cameras_sustained_are_frames_a_second_over_the_cadence() -> None:
    found = costs([turn(4, 0.1, 0.3, 0.6), turn(4, 0.1, 0.3, 0.6)], PACE, together=True)
    assert found.frames == 8
    assert found.cameras == pytest.approx(8 / 0.8 / 2)
    assert found.cameras_without_decoding == pytest.approx(8 / 0.6 / 2)
    assert found.cameras_per_core == pytest.approx(found.cameras / 2)
    assert found.cameras_per_core_of_cpu == pytest.approx(8 / 1.2 / 2)
    assert found.ms_per_decision == pytest.approx(75)
    assert found.decoding_ms_per_decision == pytest.approx(25)
    assert found.cpu_ms_per_decision == pytest.approx(150)
    assert found.frame_age_p50_s == pytest.approx(0.4)
    assert found.decisions_kept == 1.0


def test_in_turn_each_camera_has_its_share_of_the_time() -> None:
    each = Round(4, 0.0, 0.6, None, (0.15,) * 4)
    found = costs([each] * 10, PACE, together=False)
    assert found.frame_age_p50_s < 0.5
    assert found.decisions_kept == pytest.approx(0.5 / 0.6, abs=0.03)
    assert found.cpu_ms_per_decision is None
    assert found.cameras_per_core_of_cpu is None


def test_ratios_count_frames_not_rounds() -> None:
    ours = [turn(16, 0.2, 0.6, 1.0)] * 3
    script = [turn(8, 0.1, 0.7, 1.5)] * 3
    assert per_frame_ratio(script, ours, decoding=True).value == pytest.approx(2.0)
    assert per_frame_ratio(script, ours, decoding=False).value == pytest.approx(7 / 3)
    by_cpu = cpu_ratio(script, ours)
    assert by_cpu is not None
    assert by_cpu.value == pytest.approx(3.0)


def test_cpu_that_is_not_known_has_no_ratio() -> None:
    assert cpu_ratio([turn(1, 0, 1, None)], [turn(1, 0, 1, 1.0)]) is None


def test_of_numbers_that_are_known_there_is_a_ratio() -> None:
    found = ratio_of_known([2.0, 4.0], [1.0, 2.0])
    assert found is not None
    assert found.value == 2.0
    assert ratio_of_known([2.0, None], [1.0, 2.0]) is None
    assert ratio_of_known([2.0], [0.0]) is None


def test_an_overhead_is_a_ratio_less_one_and_so_is_its_interval() -> None:
    found = ratio([1.1, 1.3, 1.2], [1.0, 1.0, 1.0]).less(1.0)
    assert found.value == pytest.approx(0.2)
    assert found.interval is not None
    assert 0.09 < found.interval.low <= 0.2 <= found.interval.high < 0.31


def test_nothing_to_compare_with_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        ratio([1.0], [0.0])
