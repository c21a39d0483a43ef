"""Everybody who is compared makes the same decisions of the same clip."""

import subprocess
import sys

import pytest
from support.videos import make_video

from eval.bench.decode import (
    OPENCV,
    OURS,
    READERS,
    Clip,
    clip_of,
    cpu_seconds,
    measured,
)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    path = tmp_path_factory.mktemp("clip") / "v.mp4"
    return clip_of(make_video(path, frames=30, fps=10))


@pytest.mark.parametrize("name", [name for name in READERS if "ffmpeg" not in name])
def test_two_decisions_a_second(clip: Clip, name: str) -> None:
    assert READERS[name](clip) == 6


def test_each_is_measured_as_often(clip: Clip) -> None:
    costs = measured(clip, {name: READERS[name] for name in (OURS, OPENCV)}, rounds=2)
    assert {name: len(each) for name, each in costs.items()} == {OURS: 2, OPENCV: 2}
    assert min(min(each) for each in costs.values()) > 0


def test_the_time_of_a_program_that_was_called_counts() -> None:
    before = cpu_seconds()
    subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    assert cpu_seconds() - before > 0.01
