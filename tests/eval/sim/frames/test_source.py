"""Frames of a floor that somebody wrote: each camera for itself, a moment now and then."""

from pathlib import Path

import pytest
import yaml

from eval.sim.frames.source import FRAMES_PER_SCRIPT, Scripts
from eval.sim.script import ScriptError

DURATION_S = 60


@pytest.fixture
def two_views(small_file: Path) -> Path:
    """The small floor with a second camera, which sees the same seats from the other end."""
    content = yaml.safe_load(small_file.read_text("utf-8"))
    far = {"id": "cam2", "eye": [3, 6.8, 2.6], "target": [1.8, 3.5, 0.6]}
    content["cameras"].append(far)
    small_file.write_text(yaml.safe_dump(content), "utf-8")
    return small_file


def test_each_camera_is_alone_with_all_seats_that_it_sees(two_views: Path) -> None:
    composed = Scripts((two_views,), 10.0).compose(0)
    for rehearsal, name in zip(composed.rehearsals, ("cam1", "cam2"), strict=True):
        assert [camera.id for camera in rehearsal.script.cameras] == [name]
        assert {view.seat.id for view in rehearsal.views} == {"A-01", "A-02"}
        assert len(rehearsal.tracks) == 2


@pytest.mark.parametrize("every_s", [7.0, 0.5])
def test_a_camera_takes_a_picture_in_every_stretch_of_so_many_seconds(
    two_views: Path, every_s: float
) -> None:
    shots = Scripts((two_views,), every_s).compose(0).shots
    for camera in (0, 1):
        times = [time for number, time in shots if number == camera]
        assert [int(time // every_s) for time in times] == list(range(int(DURATION_S // every_s)))
    assert max(time for _, time in shots) < DURATION_S


def test_cameras_do_not_take_theirs_at_the_same_moments(two_views: Path) -> None:
    times = [time for _, time in Scripts((two_views,), 5.0).compose(0).shots]
    assert len(set(times)) == len(times)


def test_a_stretch_longer_than_the_script_gives_one_picture_within_it(small_file: Path) -> None:
    ((_, time),) = Scripts((small_file,), 1000.0).compose(0).shots
    assert 0 <= time < DURATION_S


def test_the_same_script_gives_the_same_moments(two_views: Path) -> None:
    first, second = (Scripts((two_views,), 5.0).compose(0).shots for _ in range(2))
    assert first == second


def test_no_two_scripts_share_a_frame(two_views: Path) -> None:
    source = Scripts((two_views, two_views), 0.1)
    assert source.first_frame(0) + len(source.compose(0).shots) <= source.first_frame(1)
    assert source.first_frame(1) == FRAMES_PER_SCRIPT


def test_a_script_that_cannot_be_played_is_refused(small_file: Path) -> None:
    text = small_file.read_text("utf-8").replace("at: 26", "at: 6.5")
    small_file.write_text(text, "utf-8")
    with pytest.raises(ScriptError, match="too early"):
        Scripts((small_file,), 5.0).compose(0)
