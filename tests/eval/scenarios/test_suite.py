"""The suite of scenarios: all can be played, and together they hold enough of everything."""

from collections import Counter
from pathlib import Path

import pytest

from api.demo import DEMO
from eval.sim.agents import phone_states
from eval.sim.rehearse import Rehearsal, rehearse
from eval.sim.script import load_script
from eval.sim.tally import BEHAVIOURS, NEGATIVES, tally
from eval.sim.truth.episodes import all_episodes

FOLDER = Path(__file__).parents[3] / "eval" / "scenarios"
SUITE = sorted(FOLDER.glob("*.yaml"))
QUICK = [path for path in SUITE if path.stem.startswith("quick-")]
LEAST = 30


@pytest.fixture(scope="module")
def played() -> dict[str, Rehearsal]:
    """Every script of the suite, played: what cannot be played fails here with its line."""
    return {path.stem: rehearse(path) for path in SUITE}


def test_every_scenario_can_be_played(played: dict[str, Rehearsal]) -> None:
    assert len(played) >= 12


def test_every_seat_of_every_scenario_has_a_camera(played: dict[str, Rehearsal]) -> None:
    for name, each in played.items():
        assert {view.seat.id for view in each.views} == set(each.script.seat_names()), name


def test_every_behaviour_and_every_likeness_is_there_thirty_times(
    played: dict[str, Rehearsal],
) -> None:
    total = sum((tally(each.script, each.tracks) for each in played.values()), Counter())
    few = {word: total[word] for word in (*BEHAVIOURS, *NEGATIVES) if total[word] < LEAST}
    assert not few


def test_every_kind_of_truth_is_there_thirty_times(played: dict[str, Rehearsal]) -> None:
    total = Counter(
        episode.kind
        for each in played.values()
        for episode in all_episodes(each.tracks, phone_states(each.script), each.script.duration)
    )
    few = {kind: count for kind, count in total.items() if count < LEAST}
    assert not few


def test_the_quick_ones_are_short_and_small() -> None:
    scripts = [load_script(path) for path in QUICK]
    assert 2 <= len(scripts) <= 3
    for script in scripts:
        assert 60 <= script.duration <= 120
        assert len(script.cameras) == 1
        assert script.video.size == (640, 360)


def test_the_others_last_two_to_ten_minutes(played: dict[str, Rehearsal]) -> None:
    for name, each in played.items():
        if not name.startswith("quick-"):
            assert 120 <= each.script.duration <= 600, name
            assert 6 <= len(each.script.seat_names()) <= 24, name
            assert len(each.script.cameras) <= 3, name


def test_the_suite_differs_in_light_lens_and_feed(played: dict[str, Rehearsal]) -> None:
    scripts = [each.script for each in played.values()]
    cameras = [camera for script in scripts for camera in script.cameras]
    assert any(camera.mode == "night" for camera in cameras)
    assert any(camera.distortion != (0.0, 0.0) for camera in cameras)
    assert any(camera.flicker for camera in cameras)
    assert any(camera.overlay for camera in cameras)
    assert any(script.lights.changes for script in scripts)
    assert any(script.room.partitions for script in scripts)
    assert any(script.seats for script in scripts)
    assert any(script.video.size == (1280, 720) for script in scripts)
    for fault in ("late", "missing", "repeated", "clock_offset_s", "swapped_seats", "forgets"):
        assert any(getattr(script.feed, fault) for script in scripts), fault


def test_the_demo_has_every_behaviour_that_matters() -> None:
    played = rehearse(DEMO / "script.yaml")
    demo, count = played.script, tally(played.script, played.tracks)
    assert len(demo.cameras) == 3
    assert len(demo.seat_names()) == 24
    assert 240 <= demo.duration <= 300
    assert not [word for word in (*BEHAVIOURS, *NEGATIVES) if count[word] == 0]
