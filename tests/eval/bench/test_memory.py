"""Memory over time: peak and growth."""

from pathlib import Path

import numpy as np
import pytest

from api.site.load import Site
from eval.bench.memory import FakeDetector, Sample, long_run, memory_of
from eval.bench.stage import Size, clips_of, set_stage


def test_growth_is_the_slope_of_the_second_half() -> None:
    filling = [Sample(frames, 100 + frames) for frames in range(0, 500, 100)]
    leaking = [Sample(frames, 600 + 0.002 * frames) for frames in range(500, 1001, 100)]
    found = memory_of(filling + leaking)
    assert found is not None
    assert found.growth_mb_per_1000_frames == pytest.approx(2.0)
    assert found.peak_mb == pytest.approx(602)
    assert found.frames == 1000


def test_of_few_samples_no_growth_is_told() -> None:
    found = memory_of([Sample(1, 100), Sample(2, 120)])
    assert found is not None
    assert found.growth_mb_per_1000_frames is None
    assert memory_of([]) is None


def test_the_fake_detector_makes_up_other_things_each_time_and_the_same_in_each_run() -> None:
    image = np.zeros((90, 160, 3), np.uint8)
    once, again = FakeDetector(), FakeDetector()
    first, second = once.detect([image])[0], once.detect([image])[0]
    assert first.boxes.tolist() == again.detect([image])[0].boxes.tolist()
    assert first.boxes.tolist() != second.boxes.tolist()
    assert (first.boxes >= 0).all()
    assert (first.boxes <= 1).all()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")
def test_a_run_over_real_pictures_is_as_long_as_asked(site: Site, tmp_path: Path) -> None:
    stage = set_stage([site], clips_of(site), Size(), tmp_path)
    told: list[int] = []
    found = long_run(stage, 9, True, told.append)
    assert found is not None
    assert found.frames == told[-1] == 10
    assert found.peak_mb > 10
